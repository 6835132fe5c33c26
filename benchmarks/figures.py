"""The page of figures for readers, docs/figures.md, made anew: ratios first.

    python benchmarks/figures.py [WORDS] [--rounds N] [--long] [--write]

All sides speak with espeak-ng and encode with the same ffmpeg; the natural voice is told apart. The
command's own Prefect server is up. Where the machine is busy with something else, the page says so:
then only ratios of processor time mean anything.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from statistics import median

from benchmark_notes import ROOT, print_taken
from sound_pipeline import CORES, chain, floor, pipeline
from whole_command import COMMAND, SOURCE, cost_of

from essays import essay, use_espeak
from flows.episode_clips import read_episode_clips
from flows.server.own import ensure_server, stop_server
from flows.stop_signals import told_to_stop
from flows.warm_hosts import await_host, warm_host
from pipeline.reading import read_essays
from pipeline.script import write_script
from pipeline.settings.show import Show
from pipeline.speech.listening.checking import check
from pipeline.tools.store import open_store

PAGE = ROOT / "docs" / "figures.md"
SLUG = "the-keeper-s-ledger"
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
        costs: dict[str, list] = {name: [] for name in ("cold", "edit", "same")}
        for _ in range(n_rounds):
            shutil.rmtree(home / ".essaycast" / "store", ignore_errors=True)
            shutil.rmtree(home / "output", ignore_errors=True)
            _round(home, costs, first, second)
        cold = _wall(costs["cold"])
        cold_cpu = median(cost.cpu_s for cost in costs["cold"])
        yield Row(
            "whole command, cold", _times(chain_s, cold),
            f"{cold:.1f} s, {cold_cpu:.1f} s of a core: "
            f"{_times(chain_cpu_s, cold_cpu / CORES)} with {CORES} cores of its own",
        )  # fmt: skip
        for name, what in (("edit", "a sentence edited"), ("same", "nothing changed")):
            yield _part_of_cold(f"whole command, {what}", costs[name], cold, cold_cpu)
        with told_to_stop() as stop, warm_host(show, dict(os.environ)):
            await_host(show, stop)
            time.sleep(5)
            warm: dict[str, list] = {name: [] for name in ("cold", "edit", "same")}
            for _ in range(n_rounds):
                shutil.rmtree(home / ".essaycast" / "store", ignore_errors=True)
                shutil.rmtree(home / "output", ignore_errors=True)
                _round(home, warm, first, second)
        warm_cold = _wall(warm["cold"])
        yield Row("warm, cold store", _times(chain_s, warm_cold), f"{warm_cold:.1f} s")
        for name, what in (("edit", "a sentence edited"), ("same", "nothing changed")):
            wall = _wall(warm[name])
            first_s = median(cost.first_line_s for cost in warm[name])
            yield Row(f"warm, {what}", f"{wall / cold:.0%} of cold",
                      f"{wall:.2f} s; first line after {first_s:.2f} s")  # fmt: skip
        yield _listening(show)
    finally:
        stop_server(show)


def _round(home: Path, costs: dict[str, list], first: str, second: str) -> None:
    for name, text in (("cold", first), ("edit", second), ("same", second)):
        (home / SOURCE).write_text(text)
        costs[name].append(cost_of(COMMAND, home))
        time.sleep(2)  # for the server, and for what stands ready


def _part_of_cold(what: str, costs: Sequence, cold: float, cold_cpu: float) -> Row:
    wall, cpu = _wall(costs), median(cost.cpu_s for cost in costs)
    first = median(cost.first_line_s for cost in costs)
    return Row(
        what, f"{wall / cold:.0%} of cold",
        f"{wall:.1f} s, {cpu:.1f} s of a core ({cpu / cold_cpu:.0%}); "
        f"first line after {first:.2f} s",
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


def _wall(costs: Sequence) -> float:
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
        "its Prefect server up; *warm* means that `essaycast watch` or `serve` runs."),
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
