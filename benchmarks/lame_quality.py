"""What LAME costs and what is heard of it, with and without shaping its noise.

    python benchmarks/lame_quality.py [SOUND …]

Encodes each sound (a wideband recording of speech or music; without any, an essay is spoken) at
bitrate after bitrate, both ways, and prints for each: the mean opinion score, 1 to 5, that a model
of hearing (Zimtohrli) gives what is decoded; how far the error lies below the sound; how loud the
error is in the 5 ms before sounds that follow silence; and the time.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import soundfile
import soxr
from benchmark_notes import print_taken

from essays import essay
from pipeline.reading import read_essays
from pipeline.script import write_script
from pipeline.settings.show import Show
from pipeline.sound.decoding import decode_mp3
from pipeline.sound.encoding.lame import lame
from pipeline.sound.mp3 import DECODER_DELAY, ENCODER_DELAY, FrameFormat
from pipeline.speech.chunks import cut_chunks
from pipeline.speech.pool import SpeechPool
from pipeline.speech.speaking import speak
from pipeline.tools.clips import load_clip, resampled
from pipeline.tools.ffmpeg import ffmpeg_path
from pipeline.tools.store import open_store

FORMS = [FrameFormat(44_100, kbps) for kbps in (64, 80, 96, 112, 128)]
JUDGE_HZ = 48_000
JUDGED_S = 8
PEAK = 0.8
N_WORDS = 300
QUIET, LOUD = 10 ** (-70 / 20), 10 ** (-40 / 20)


def main(paths: list[Path]) -> None:
    print_taken()
    ffmpeg = ffmpeg_path(Show(root=Path()).machine)
    sounds = {path.name: recorded(path) for path in paths} or {"an essay, spoken": spoken()}
    print(f"{'':28}{'noise':>10}{'MOS':>7}{'error':>10}{'before onsets':>16}{'time':>9}")
    for name, pcm in sounds.items():
        for form in FORMS:
            for shaped in (True, False):
                began = time.perf_counter()
                (frames,) = lame(ffmpeg, form, [pcm], shaped=shaped)
                took = time.perf_counter() - began
                heard = decode_mp3(frames, form)[ENCODER_DELAY + DECODER_DELAY :][: len(pcm)]
                meant = pcm[: len(heard)]
                heard *= np.dot(meant, meant) / np.dot(heard, meant)  # LAME scales what it is given
                error = heard - meant
                print(
                    f"{name[:22]:22}{form.bitrate_kbps:4} k "
                    f"{'shaped' if shaped else 'as it is':>10}{opinion(meant, heard):7.3f}"
                    f"{level_db(error) - level_db(meant):7.1f} dB"
                    f"{before_onsets_db(meant, error, form.rate_hz):11.1f} dBFS{took:7.2f} s"
                )


def recorded(path: Path) -> np.ndarray:
    pcm, rate_hz = soundfile.read(path, dtype="float32", always_2d=True)
    mono = soxr.resample(pcm.mean(axis=1), rate_hz, FORMS[0].rate_hz)
    return np.asarray(mono * (PEAK / np.abs(mono).max()), np.float32)


def spoken() -> np.ndarray:
    """Return an essay's utterances, a third of a second of silence behind each."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "essay.md"
        source.write_text(essay(N_WORDS))
        show = Show(root=Path(folder))
        store = open_store(show.store)
        script = write_script(read_essays(str(source), show.for_reading)[0], show.for_script)
        with SpeechPool(show.root, show.machine) as pool:
            chunks = [speak(chunk, store, pool) for chunk in cut_chunks(script, show.casting)]
        rate_hz = FORMS[0].rate_hz
        pause = np.zeros(rate_hz // 3, np.float32)
        pieces = [pause]
        for clip in (clip for chunk in chunks for clip in chunk.clips):
            pieces += [resampled(load_clip(store, clip), clip.rate_hz, rate_hz), pause]
    pcm = np.concatenate(pieces)
    return pcm * np.float32(PEAK / np.abs(pcm).max())


def opinion(meant: np.ndarray, heard: np.ndarray) -> float:
    """Return Zimtohrli's mean opinion score, from the mean of its distances over pieces of 8 s."""
    import zimtohrli  # noqa: PLC0415 - Linux only

    length = JUDGED_S * FORMS[0].rate_hz
    judge = zimtohrli.Pyohrli()
    distances = []
    for start in range(0, max(1, len(meant) - length // 2), length):
        both = [
            soxr.resample(pcm[start : start + length], FORMS[0].rate_hz, JUDGE_HZ)
            for pcm in (meant, heard)
        ]
        distances.append(judge.distance(*both))
    return float(zimtohrli.mos_from_zimtohrli(np.mean(distances)))


def before_onsets_db(meant: np.ndarray, error: np.ndarray, rate_hz: int) -> float:
    """Return the level of *error* in the 5 ms before what comes out of 20 ms of silence."""
    step = rate_hz // 200
    peaks = np.abs(meant[: len(meant) // step * step]).reshape(-1, step).max(axis=1)
    quiet = peaks < QUIET
    onsets = [
        at for at in range(4, len(peaks) - 1)
        if quiet[at - 4 : at].all() and peaks[at : at + 2].max() > LOUD
    ]  # fmt: skip
    if not onsets:
        return -np.inf
    return level_db(np.concatenate([error[(at - 1) * step : at * step] for at in onsets]))


def level_db(pcm: np.ndarray) -> float:
    power = float(np.mean(np.square(pcm, dtype=np.float64)))
    return 10 * np.log10(power) if power else -np.inf


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
