"""The way from an essay to a tagged MP3 against what a user would type, and against the floor.

``python benchmarks/sound_pipeline.py [WORDS] [--rounds N]`` compares, in turn and equally often:

- the pipeline, cold: stores empty, workers started, from reading to tagging;
- the chain: the system's espeak-ng to WAV, two-pass loudnorm, libmp3lame;
- the floor: CPU of espeak-ng on the same text + CPU of one LAME encode of the same samples, shared
  over the cores;
- one sentence edited.

All of them encode with the same ffmpeg at the same quality of LAME.

``python benchmarks/sound_pipeline.py --scaling`` prints time and peak memory by length.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median

import psutil
from benchmark_notes import print_taken

from essays import essay, use_espeak
from pipeline.publication.card import card_of
from pipeline.reading import read_essays
from pipeline.script import write_script
from pipeline.settings.show import Show
from pipeline.sound.encoding import encode
from pipeline.sound.encoding.lame import AMPLE_KBPS
from pipeline.sound.master import master
from pipeline.sound.timeline import stitch
from pipeline.speech.chunks import cut_chunks
from pipeline.speech.pool import SpeechPool
from pipeline.speech.speaking import speak
from pipeline.tools.ffmpeg import ffmpeg_path
from pipeline.tools.process_tuning import keep_little
from pipeline.tools.store import open_store
from pipeline.values.episode import Episode, Identity

CORES = os.cpu_count() or 1
CHAIN = """
set -euo pipefail
espeak-ng -v en-us -s 170 -f "$1" -w "$3/a.wav"
said=$("$4" -hide_banner -nostdin -i "$3/a.wav" \
  -af loudnorm=I=-16:TP=-1:LRA=11:print_format=json -f null - 2>&1 | sed -n '/{/,/}/p')
of() { printf '%s' "$said" | sed -n "s/.*\\"$1\\" : \\"\\(.*\\)\\".*/\\1/p"; }
"$4" -hide_banner -nostdin -loglevel error -y -i "$3/a.wav" -af "loudnorm=I=-16:TP=-1:LRA=11:\
measured_I=$(of input_i):measured_TP=$(of input_tp):measured_LRA=$(of input_lra):\
measured_thresh=$(of input_thresh):offset=$(of target_offset):linear=true" \
  -ac 1 -ar 44100 -c:a libmp3lame -b:a 96k "${@:5}" "$2"
"""
KBPS = 96
QUALITY = ("-compression_level", "7") if KBPS >= AMPLE_KBPS else ()
"""What the pipeline asks of LAME at that bitrate, so that all are asked the same."""


def produced(root: Path, source: Path, workers: int) -> dict[str, object]:
    """Produce *source* in this process; return times by stage, CPU, and what came out."""
    keep_little()  # as the command does
    use_espeak(root)
    show = Show(root=root, run={"workers": workers})
    store = open_store(show.store)
    laps: dict[str, float] = {}
    with (
        SpeechPool(show.root, show.machine) as pool,
        ThreadPoolExecutor(workers or CORES) as threads,
    ):
        pool.warm_up()
        before = _cpu_s()
        began = at = time.perf_counter()

        def lap(stage: str) -> None:
            nonlocal at
            laps[stage] = time.perf_counter() - at
            at = time.perf_counter()

        [read] = read_essays(str(source), show.for_reading)
        script = write_script(read, show.for_script)
        chunks = cut_chunks(script, show.casting)
        lap("read, script")
        spoken = list(threads.map(lambda chunk: speak(chunk, store, pool), chunks))
        lap("speak")
        timeline = stitch(script, spoken, store, show.for_sound, show.machine)
        lap("stitch")
        mastered = master(timeline, store, show.audio, show.machine)
        lap("master")
        named = Episode(Identity("benchmark", "benchmark"), read, script, timeline, ())
        card = card_of(named, show.channel.imprint)
        lap("tag")
        audio = encode(timeline, mastered, root / "out.mp3", store, show.audio, show.machine, card)
        lap("encode")
        wall = time.perf_counter() - began
        cpu = _cpu_s() - before
    return {
        "wall_s": wall,
        "cpu_s": cpu,
        "laps_s": laps,
        "audio_s": timeline.n_samples / timeline.rate_hz,
        "loudness_lufs": audio.measured.loudness_lufs,
        "true_peak_dbtp": audio.measured.true_peak_dbtp,
        "gain_db": mastered.gain_db,
        "sha256": audio.sha256,
    }


def _cpu_s() -> float:
    """Return CPU of this process, of children it ended, and of those still running."""
    own = os.times()
    running = 0.0
    for child in psutil.Process().children(recursive=True):
        try:
            times = child.cpu_times()
        except psutil.Error:
            continue
        running += times.user + times.system + times.children_user + times.children_system
    return own.user + own.system + own.children_user + own.children_system + running


class Peak:
    """The most memory a process and its children held together, each shared page counted once."""

    def __init__(self, pid: int) -> None:
        self.mb = 0.0
        self._process = psutil.Process(pid)
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def stop(self) -> float:
        """Return the peak in MB."""
        self._over.set()
        self._thread.join()
        return self.mb

    def _watch(self) -> None:
        while not self._over.wait(0.1):
            try:
                family = [self._process, *self._process.children(recursive=True)]
                held = sum(process.memory_full_info().pss for process in family)
            except psutil.Error:
                continue
            self.mb = max(self.mb, held / 1e6)


def pipeline(
    root: Path, source: Path, workers: int = 0, *, watched: bool = False
) -> dict[str, object]:
    """Run :func:`produced` in a process of its own.

    Watching its memory takes a fifteenth of the time it measures, so times are taken unwatched.
    """
    argv = [sys.executable, __file__, "--produce", str(root), str(source), str(workers)]
    usual = {name: v for name, v in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with subprocess.Popen(argv, stdout=subprocess.PIPE, text=True, env=usual) as process:
        peak = Peak(process.pid) if watched else None
        said, _ = process.communicate(timeout=3600)
        peak_mb = peak.stop() if peak else 0.0
    if process.returncode != 0:
        raise SystemExit(f"the pipeline ended with status {process.returncode}")
    return {**json.loads(said.splitlines()[-1]), "peak_mb": peak_mb}


def child_cpu_s(argv: list[str]) -> tuple[float, float]:
    """Return wall and CPU seconds of a command."""
    before, began = os.times(), time.perf_counter()
    subprocess.run(argv, check=True, capture_output=True, timeout=3600)
    after = os.times()
    cpu = after.children_user + after.children_system
    return time.perf_counter() - began, cpu - before.children_user - before.children_system


def compare(n_words: int, n_rounds: int) -> None:
    """Print all figures of one essay: medians of *n_rounds*, in which all take their turn."""
    print_taken()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        first, second = place / "essay.md", place / "edited.md"
        first.write_text(essay(n_words))
        second.write_text(essay(n_words, edited=True))
        script = write_script(
            read_essays(str(first), Show(root=place).for_reading)[0], Show(root=place).for_script
        )
        text = place / "text.txt"
        text.write_text("\n\n".join(utterance.spoken for utterance in script.utterances))
        rounds = []
        for _ in range(n_rounds):
            shutil.rmtree(place / ".essaycast", ignore_errors=True)
            runs = [pipeline(place, source) for source in (first, first, second)]
            rounds.append((*runs, chain(place, text), *floor(place, text)))
        colds, warms, edits, chains, speech, lame = zip(*rounds, strict=True)
        cold = colds[0]
        print(
            f"text {len(text.read_text()):,} characters, {n_words:,} words; "
            f"audio {cold['audio_s']:.0f} s; {CORES} cores, load {os.getloadavg()[0]:.1f}"
        )
        for name, runs in (("cold", colds), ("again", warms), ("one sentence edited", edits)):
            run = sorted(runs, key=lambda run: run["wall_s"])[n_rounds // 2]
            laps = ", ".join(f"{stage} {lap:.2f}" for stage, lap in run["laps_s"].items())
            print(
                f"pipeline, {name}: {run['wall_s']:.2f} s wall, {run['cpu_s']:.2f} s CPU "
                f"({laps}); "
                f"{run['loudness_lufs']:.2f} LUFS, {run['true_peak_dbtp']:.2f} dBTP, "
                f"gain {run['gain_db']:.2f} dB"
            )
        floors = [(one + other) / CORES for one, other in zip(speech, lame, strict=True)]
        chain_wall_s, chain_cpu_s = (median(figures) for figures in zip(*chains, strict=True))
        print(f"chain: {chain_wall_s:.2f} s wall, {chain_cpu_s:.2f} s CPU")
        print(f"floor: ({median(speech):.2f} speech + {median(lame):.2f} LAME) / {CORES} = "
              f"{median(floors):.2f} s")  # fmt: skip
        said(
            "chain / pipeline",
            [wall / run["wall_s"] for (wall, _), run in zip(chains, colds, strict=True)],
        )
        said("pipeline / floor", [r["wall_s"] / f for r, f in zip(colds, floors, strict=True)])
        said(
            "the same in CPU", [r["cpu_s"] / CORES / f for r, f in zip(colds, floors, strict=True)]
        )
        said("edit / cold", [e["wall_s"] / c["wall_s"] for e, c in zip(edits, colds, strict=True)])
        same = len({run["sha256"] for run in (*colds, *warms)}) == 1
        print(f"same bytes {n_rounds} times cold and {n_rounds} times again: {same}")
        for workers in (1, 4):
            shutil.rmtree(place / ".essaycast")
            again = pipeline(place, first, workers, watched=True)
            print(
                f"same bytes from {workers} workers: {cold['sha256'] == again['sha256']}; "
                f"peak {again['peak_mb']:.0f} MB in all processes"
            )


def chain(place: Path, text: Path) -> tuple[float, float]:
    """Return the wall and CPU seconds of what a user would type."""
    ffmpeg = str(ffmpeg_path(Show(root=place).machine))
    target = str(place / "chain.mp3")
    return child_cpu_s(
        ["bash", "-c", CHAIN, "chain", str(text), target, str(place), ffmpeg, *QUALITY]
    )


def floor(place: Path, text: Path) -> tuple[float, float]:
    """Return the CPU seconds of espeak-ng on *text*, and of LAME on the samples of out.mp3."""
    wav, samples = place / "floor.wav", place / "samples.wav"
    _, speech_cpu = child_cpu_s(
        ["espeak-ng", "-v", "en-us", "-s", "170", "-f", str(text), "-w", str(wav)]
    )
    quiet = [str(ffmpeg_path(Show(root=place).machine)), "-v", "error", "-y", "-threads", "1", "-i"]
    child_cpu_s([*quiet, str(place / "out.mp3"), str(samples)])
    lame = ["-c:a", "libmp3lame", "-b:a", f"{KBPS}k", *QUALITY, str(place / "floor.mp3")]
    _, lame_cpu = child_cpu_s([*quiet, str(samples), *lame])
    return speech_cpu, lame_cpu


def said(name: str, ratios: list[float]) -> None:
    """Print the middle one of *ratios*, the lowest and the highest."""
    print(f"{name}: {median(ratios):.3g} ({min(ratios):.3g} to {max(ratios):.3g})")


def scale(n_words: int, factors: tuple[int, ...], *, repeated: bool) -> None:
    """Print time and memory for multiples of a length.

    *repeated* says the same words again and again, so that nearly all is found in the store: the
    memory of a long episode without its time.
    """
    print_taken()
    for factor in factors:
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder) / "essay.md"
            source.write_text(
                essay(n_words) * factor if repeated else essay(n_words * factor),
            )
            run = pipeline(Path(folder), source, watched=True)
            print(
                f"{factor:3d} x: audio {run['audio_s']:.0f} s, {run['wall_s']:.1f} s wall, "
                f"{run['cpu_s']:.1f} s CPU ({run['cpu_s'] / run['audio_s'] * 1000:.1f} ms CPU a "
                f"second of audio), peak {run['peak_mb']:.0f} MB in all processes",
                flush=True,
            )


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("words", nargs="?", type=int, default=3_100)
    asked.add_argument("--rounds", type=int, default=7)
    asked.add_argument("--scaling", action="store_true")
    asked.add_argument("--repeated", action="store_true", help="with --scaling: memory only")
    asked.add_argument("--factors", type=int, nargs="+", default=[1, 4, 16])
    asked.add_argument("--produce", nargs=3, help=argparse.SUPPRESS)
    said = asked.parse_args()
    if said.produce:
        root, source, workers = said.produce
        print(json.dumps(produced(Path(root), Path(source), int(workers))))
    elif said.scaling:
        scale(said.words, tuple(said.factors), repeated=said.repeated)
    else:
        compare(said.words, said.rounds)


if __name__ == "__main__":
    main()
