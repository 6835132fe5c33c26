"""The page of figures for readers, docs/figures.md, made anew: ratios first.

    python benchmarks/figures.py [WORDS] [--rounds N] [--long] [--write]

All sides speak with espeak-ng and encode with the same ffmpeg; the natural voice is told apart. The
command's own Prefect server is up; what a first command leaves for the next is counted apart, too.
Where the machine is busy with something else, the page says so: then only ratios of processor time
mean anything.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from statistics import median

import psutil
from benchmark_notes import ROOT, print_taken
from sound_pipeline import CORES, chain, floor, pipeline
from whole_command import COMMAND, SOURCE, Cost, cost_of

from essays import essay, use_espeak
from flows.episode_clips import read_episode_clips
from flows.server.own import ensure_server, stop_server
from flows.stop_signals import told_to_stop
from flows.warm_hosts import READY, await_host, stop_ready
from pipeline.reading import read_essays
from pipeline.script import write_script
from pipeline.settings.show import Show
from pipeline.speech.chunks import cut_chunks
from pipeline.speech.listening.checking import check
from pipeline.speech.pool import SpeechPool
from pipeline.speech.speaking import speak
from pipeline.tools.store import open_store

PAGE = ROOT / "docs" / "figures.md"
SLUG = "the-keeper-s-ledger"
WATCH = [sys.executable, "-c", "from flows.command import main; main()", "watch"]
_VOICE_WORDS = 400
_SAVED = 4
"""Edits that are saved; the first is the first production and is not counted."""
QUIET_LOAD = 0.5
"""Runnable processes a core, before anything here begins, up to which a machine counts as quiet."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the page."""

    what: str
    ratio: str
    told: str


def rows_of(n_words: int, n_rounds: int, *, long: bool) -> Iterator[Row]:
    """Measure everything on essays of *n_words*, and yield it line by line."""
    with tempfile.TemporaryDirectory(prefix="figures-") as folder:
        place = Path(folder)
        alone = place / "alone"
        alone.mkdir()
        (alone / "essay.md").write_text(essay(n_words))
        script = write_script(
            read_essays("essay.md", Show(root=alone).for_reading)[0], Show(root=alone).for_script
        )
        text = alone / "text.txt"
        text.write_text("\n\n".join(utterance.spoken for utterance in script.utterances))
        chains, floors = [], []
        stages = pipeline(alone, alone / "essay.md")  # floor() encodes what it leaves
        for _ in range(n_rounds):
            chains.append(chain(alone, text))
            floors.append(sum(floor(alone, text)) / CORES)
        chain_s, chain_cpu_s = (median(values) for values in zip(*chains, strict=True))
        yield Row("the chain", "1", f"{chain_s:.1f} s, {chain_cpu_s:.1f} s of a core")
        yield Row("the floor", _times(chain_s, median(floors)), f"{median(floors):.1f} s")
        yield Row(
            "the stages alone, cold", _times(chain_s, stages["wall_s"]),
            f"{stages['wall_s']:.1f} s, {stages['cpu_s']:.1f} s of a core",
        )  # fmt: skip
        yield from _commands(place / "command", n_words, n_rounds, chain_s, chain_cpu_s)
        yield from _natural_voice(place / "voice")
        yield from _memory(place / "long", alone / "essay.md", long=long)


def _commands(
    home: Path, n_words: int, n_rounds: int, chain_s: float, chain_cpu_s: float
) -> Iterator[Row]:
    """Yield what whole commands cost, cold, edited and unchanged, by themselves and warm."""
    home.mkdir()
    use_espeak(home)
    show = Show(root=home)
    first, second = essay(n_words), essay(n_words, edited=True)
    (home / SOURCE).write_text(first)
    ensure_server(show)
    try:
        alone = _rounds(home, n_rounds, first, second, {READY: "0"})
        cold, cold_cpu = _wall(alone["cold"]), median(cost.cpu_s for cost in alone["cold"])
        yield _whole("a first command, cold", alone["cold"], chain_s, chain_cpu_s)
        yield _part_of_cold("a first command, a sentence edited", alone["edit"], cold, cold_cpu)
        (home / SOURCE).write_text(first)
        cost_of(COMMAND, home)  # which leaves what the next begins at once with
        with told_to_stop() as stop:
            await_host(show, stop)
        time.sleep(5)
        ready = _rounds(home, n_rounds, first, second, {})
        yield _whole("a command after another, cold", ready["cold"], chain_s, None)
        for name, what in (("edit", "a sentence edited"), ("same", "nothing changed")):
            yield _part_of_cold(f"a command after another, {what}", ready[name], cold, None)
        yield _listening(show)
    finally:
        stop_ready(show)
        stop_server(show)


def _rounds(
    home: Path, n_rounds: int, first: str, second: str, environment: Mapping[str, str]
) -> dict[str, list[Cost]]:
    """Return what commands cost cold, after an edit and unchanged, round by round."""
    costs: dict[str, list[Cost]] = {name: [] for name in ("cold", "edit", "same")}
    os.environ.pop(READY, None)
    os.environ.update(environment)
    for _ in range(n_rounds):
        shutil.rmtree(home / ".essaycast" / "store", ignore_errors=True)
        shutil.rmtree(home / "output", ignore_errors=True)
        _round(home, costs, first, second)
    os.environ.pop(READY, None)
    return costs


def _whole(what: str, costs: Sequence[Cost], chain_s: float, chain_cpu_s: float | None) -> Row:
    """Return the row of a cold run against the chain.

    Args:
        what: What was run.
        costs: Of each round.
        chain_s: What the chain took.
        chain_cpu_s: Of a core; None where most of the work is another process's.
    """
    wall, cpu = _wall(costs), median(cost.cpu_s for cost in costs)
    told = f"{wall:.1f} s"
    if chain_cpu_s is not None:
        times = _times(chain_cpu_s, cpu / CORES)
        told += f", {cpu:.1f} s of a core: {times} with {CORES} cores of its own"
    return Row(what, _times(chain_s, wall), told)


def _natural_voice(home: Path) -> Iterator[Row]:
    """Yield what the natural voice costs, and what a saved edit takes until it is published."""
    home.mkdir()
    source = home / "essays" / "keeper.md"
    source.parent.mkdir()
    source.write_text(essay(_VOICE_WORDS))
    (home / "show.toml").write_text('sources = ["essays"]\n')
    show = Show(root=home)
    script = write_script(read_essays(str(source), show.for_reading)[0], show.for_script)
    store = open_store(show.store)
    began, before = time.perf_counter(), time.process_time()
    with SpeechPool(home, show.machine) as pool, ThreadPoolExecutor(2 * CORES) as threads:
        chunks = cut_chunks(script, show.casting)
        spoken = list(threads.map(lambda chunk: speak(chunk, store, pool), chunks))
        wall = time.perf_counter() - began
        workers = [child.cpu_times() for child in psutil.Process().children(recursive=True)]
    cpu = time.process_time() - before + sum(times.user + times.system for times in workers)
    sound_s = sum(c.n_samples / c.rate_hz for one in spoken for c in one.clips)
    yield Row(
        "the natural voice", f"{sound_s / wall:.1f} × real time",
        f"{sound_s:.0f} s of sound in {wall:.1f} s, {cpu / sound_s:.3f} s of a core a second",
    )  # fmt: skip
    record = show.output_folder / SLUG / "episode.json"
    # Without the address of the server that served the rows before, and has ended.
    own = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    with subprocess.Popen(
        WATCH, cwd=home, env=own, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as watching:
        try:
            assert watching.stderr is not None
            _ = next(line for line in watching.stderr if line.startswith(("Ready", "Nothing")))
            times = [_saved_to_published(source, record, n) for n in range(_SAVED)]
        finally:
            watching.send_signal(signal.SIGINT)
            watching.stderr.close() if watching.stderr else None
            watching.wait(30)
            stop_server(show)
    yield Row(
        "watch: a sentence saved, until published",
        f"{median(times[1:]) / sound_s:.1%} of the sound's length",
        f"{median(times[1:]):.2f} s, with the natural voice",
    )  # fmt: skip


def _saved_to_published(source: Path, record: Path, n: int) -> float:
    """Save another first sentence, and return how long it takes until it is published."""
    before = record.stat().st_mtime_ns if record.exists() else 0
    began = time.perf_counter()
    source.write_text(essay(_VOICE_WORDS) + f"\nThe clock was wound {n + 2} times that day.\n")
    while not record.exists() or record.stat().st_mtime_ns == before:
        if time.perf_counter() > began + 120:
            raise SystemExit("nothing was made of what was saved")
        time.sleep(0.01)
    took = time.perf_counter() - began
    time.sleep(4)  # for the report, and for what stands ready
    return took


def _round(home: Path, costs: dict[str, list[Cost]], first: str, second: str) -> None:
    for name, text in (("cold", first), ("edit", second), ("same", second)):
        (home / SOURCE).write_text(text)
        costs[name].append(cost_of(COMMAND, home))
        time.sleep(2)  # for the server, and for what stands ready


def _part_of_cold(what: str, costs: Sequence[Cost], cold: float, cold_cpu: float | None) -> Row:
    wall, cpu = _wall(costs), median(cost.cpu_s for cost in costs)
    first = median(cost.first_line_s for cost in costs)
    of_a_core = f", {cpu:.1f} s of a core ({cpu / cold_cpu:.0%})" if cold_cpu else ""
    return Row(
        what, f"{wall / cold:.0%} of cold",
        f"{wall:.2f} s{of_a_core}; first line after {first:.2f} s",
    )  # fmt: skip


def _listening(show: Show) -> Row:
    """Return what it costs to listen to every clip of the episode anew."""
    clips = read_episode_clips(show.state, SLUG) or ()
    store = open_store(show.store)
    shutil.rmtree(show.state / "store" / "verdicts", ignore_errors=True)  # nothing was heard before
    began = time.process_time()
    checked = check(clips, store)
    cpu = time.process_time() - began
    sound_s = sum(clip.end_s - clip.start_s for clip in clips)
    share = f"{cpu / sound_s:.2%} of the sound's length" if sound_s else "no clips"
    return Row("listening to every clip", share, f"{checked.heard} of {len(clips)} clips heard")


def _memory(home: Path, source: Path, *, long: bool) -> Iterator[Row]:
    """Yield the most memory of the stages, for one essay and for five hours of it."""
    home.mkdir()
    short = pipeline(home / "one", _copied(source, home / "one", 1), watched=True)
    audio_min = short["audio_s"] / 60
    yield Row("memory, all processes", "1", f"{short['peak_mb']:.0f} MB for {audio_min:.0f} min")
    if long:
        whole = pipeline(home / "many", _copied(source, home / "many", 16), watched=True)
        hours = whole["audio_s"] / 3600
        yield Row(
            f"{hours:.1f} hours in one episode", f"{whole['peak_mb'] / short['peak_mb']:.1f} ×",
            f"{whole['peak_mb']:.0f} MB, {whole['wall_s']:.0f} s",
        )  # fmt: skip


def _copied(source: Path, home: Path, times: int) -> Path:
    home.mkdir()
    path = home / "essay.md"
    path.write_text(source.read_text() * times)
    return path


def _times(chain_s: float, other_s: float) -> str:
    return f"{chain_s / other_s:.1f} × the chain's speed"


def _wall(costs: Sequence[Cost]) -> float:
    return median(cost.wall_s for cost in costs)


@contextmanager
def _as_typed() -> Iterator[None]:
    """Let modules be compiled, as they are for a user."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    subprocess.run([sys.executable, "-m", "compileall", "-q", "pipeline", "flows"], cwd=ROOT,
                   check=False, timeout=300)  # fmt: skip
    yield


def page(rows: Sequence[Row], taken: str, load: float, n_words: int, n_rounds: int) -> str:
    """Return the page in Markdown."""
    busy = (
        ""
        if load <= QUIET_LOAD
        else (
            f"\n**The machine was busy** with other work ({load:.1f} runnable processes a core): "
            "wall times are long, and what uses both cores is worse off than the chain, which uses "
            "one. Compare processor times.\n"
        )
    )
    lines = [f"| {row.what} | {row.ratio} | {row.told} |" for row in rows]
    return "\n".join([
        "# Figures",
        "",
        f"Made by `python benchmarks/figures.py {n_words} --rounds {n_rounds} --write`; {taken}.",
        busy,
        ("*The chain* is what one would type instead: espeak-ng to WAV, two passes of loudnorm, "
        "libmp3lame. *The floor* is espeak-ng and one encode, shared over the cores. Both sides "
        "speak with espeak-ng. A *whole command* is `essaycast produce` from key press to prompt, "
        "its Prefect server up; the first one imports everything itself and leaves a process for "
        "the next, as `essaycast watch` and `serve` keep one. Cold is the first command's."),
        "",
        "| | ratio | measured |",
        "|---|--:|---|",
        *lines,
        "",
        ("Of voices, [Engines and voices](engines.md) says what each costs and how it was judged; "
        "of stages, [Sound](sound.md); of Prefect, [Running it](running.md)."),
        "",
    ])  # fmt: skip


def main() -> None:
    """Read the command line, measure, print the page or write it."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("words", nargs="?", type=int, default=3_100)
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--long", action="store_true", help="five hours in one episode, too")
    asked.add_argument("--write", action="store_true", help=f"write {PAGE.name}")
    given = asked.parse_args()
    load = os.getloadavg()[0] / CORES
    noted = StringIO()
    with redirect_stdout(noted):
        print_taken()
    with _as_typed():
        rows = []
        for row in rows_of(given.words, given.rounds, long=given.long):
            print(f"{row.what:32} {row.ratio:28} {row.told}", flush=True)
            rows.append(row)
    text = page(rows, noted.getvalue().strip(), load, given.words, given.rounds)
    if given.write:
        PAGE.write_text(text, encoding="utf-8")
    else:
        print(text)


if __name__ == "__main__":
    main()
