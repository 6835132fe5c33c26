"""What is heard where the parts of an MP3 meet, against the same samples encoded in one go.

    python benchmarks/joins.py [FIGURE.png]

Prints, for each join, the coding error (dB below full scale) within 50 ms of it, in parts and in
one go, and the same for all of the episode; draws five seconds around the first join.
"""

from __future__ import annotations

import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from benchmark_notes import print_taken
from PIL import Image, ImageDraw

from essays import essay
from pipeline.reading import read_essays
from pipeline.script import write_script
from pipeline.settings.show import Show
from pipeline.sound.decoding import decode_mp3
from pipeline.sound.encoding import encode
from pipeline.sound.encoding.finishing import finished
from pipeline.sound.encoding.lame import AMPLE_KBPS, lame
from pipeline.sound.master import master
from pipeline.sound.mp3 import DECODER_DELAY, ENCODER_DELAY, FrameFormat, info_size
from pipeline.sound.parts import parts_of
from pipeline.sound.timeline import stitch
from pipeline.speech.chunks import cut_chunks
from pipeline.speech.pool import SpeechPool
from pipeline.speech.speaking import speak
from pipeline.tools.ffmpeg import ffmpeg_path
from pipeline.tools.formats import overshoot_db
from pipeline.tools.store import open_store

N_WORDS = 800
NEAR_MS = 50
WIDTH, LANE = 1600, 220
LAME_SCALES_BY = 0.95


def main(figure: Path | None) -> None:
    print_taken()
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "essay.md"
        source.write_text(essay(N_WORDS))
        show = Show(root=Path(folder))
        store = open_store(show.store)
        script = write_script(read_essays(str(source), show.for_reading)[0], show.for_script)
        with SpeechPool(show.root, show.machine) as pool, ThreadPoolExecutor() as threads:
            spoken = list(
                threads.map(lambda c: speak(c, store, pool), cut_chunks(script, show.casting))
            )
        timeline = stitch(script, spoken, store, show.for_sound, show.machine)
        mastered = master(timeline, store, show.audio, show.machine)
        audio = encode(
            timeline, mastered, Path(folder) / "out.mp3", store, show.audio, show.machine
        )
        limiter_dbtp = mastered.ceiling_dbtp - overshoot_db(show.audio)
        meant = finished(timeline, 0, timeline.n_samples, store, gain_db=mastered.gain_db,
                         limiter_dbtp=limiter_dbtp)  # fmt: skip
        form = FrameFormat(show.audio.rate_hz, show.audio.bitrate_kbps)
        given = np.concatenate((meant, np.zeros(4 * form.samples, np.float32)))
        given /= np.float32(LAME_SCALES_BY)
        shaped = form.bitrate_kbps < AMPLE_KBPS
        (at_once,) = lame(ffmpeg_path(show.machine), form, [given], shaped=shaped)
        in_parts = audio.path.read_bytes()[info_size(form) :]
    skip = ENCODER_DELAY + DECODER_DELAY
    errors = {
        name: decode_mp3(stream, form)[skip : skip + len(meant)] - meant
        for name, stream in (("in parts", in_parts), ("in one go", at_once))
    }
    near = show.audio.rate_hz * NEAR_MS // 1000
    joins = [part.start for part in parts_of(timeline)[1:]]
    rows = [("all of it", slice(None)), *((f"{at / show.audio.rate_hz:8.2f} s",
            slice(at - near, at + near)) for at in joins)]  # fmt: skip
    print(
        f"{len(meant) / show.audio.rate_hz:.0f} s of audio, {len(joins)} joins; RMS error in dBFS"
    )
    print(f"{'':12}" + "".join(f"{name:>12}" for name in errors) + f"{'between them':>16}")
    between = errors["in parts"] - errors["in one go"]
    for name, span in rows:
        shown = [*(error[span] for error in errors.values()), between[span]]
        print(f"{name:12}" + "".join(f"{level_db(error):12.1f}" for error in shown))
    if figure:
        draw(figure, meant, errors, joins[0], show.audio.rate_hz)
        print(f"figure: {figure}")


def level_db(pcm: np.ndarray) -> float:
    power = float(np.mean(np.square(pcm, dtype=np.float64)))
    return 10 * np.log10(power) if power else -np.inf


def draw(
    path: Path, meant: np.ndarray, errors: dict[str, np.ndarray], join: int, rate_hz: int
) -> None:
    """Draw five seconds around *join*: the samples, then each error ten times as large."""
    start = join - 5 * rate_hz // 2
    lanes = [("meant", meant), *((f"error {name}, x 10", 10 * e) for name, e in errors.items())]
    image = Image.new("RGB", (WIDTH, LANE * len(lanes)), "white")
    pen = ImageDraw.Draw(image)
    for lane, (name, pcm) in enumerate(lanes):
        middle = LANE * lane + LANE // 2
        columns = np.array_split(pcm[start : start + 5 * rate_hz], WIDTH)
        for x, column in enumerate(columns):
            high, low = (middle - float(y) * LANE / 2 for y in (column.max(), column.min()))
            pen.line((x, high, x, low), fill="steelblue")
        pen.text((8, LANE * lane + 6), name, fill="black")
    pen.line((WIDTH // 2, 0, WIDTH // 2, image.height), fill="crimson")
    image.save(path)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
