"""What a whole ``essaycast produce`` costs beside the stages it runs: time, and memory by process.

    python benchmarks/whole_command.py [WORDS] [--pairs N] [--cold]
    python benchmarks/whole_command.py --memory [WORDS …]

The first runs, in turn, the command with the project's own server up, and a process that does the
same stages without Prefect, its interpreter and imports included as well; the difference is what
Prefect costs. The second samples the memory of the command, its engine workers and the server
while essays of those lengths are made, each shared page counted once (PSS, Linux).
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, replace
from pathlib import Path

import psutil
from benchmark_notes import print_taken

from essays import essay
from flows.server.own import ensure_server, stop_server
from pipeline.settings.show import Show

SOURCE = "keeper.md"
COMMAND = [sys.executable, "-c", "from flows.entry import main; main()", "produce", SOURCE]
PLAIN = [sys.executable, __file__, "--plain"]
IMPORT = [sys.executable, "-c", "import prefect"]
SAMPLE_S = 0.1


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process cost, in seconds."""

    wall_s: float
    cpu_s: float
    """Of it and all it started."""
    first_line_s: float


def cost_of(argv: list[str], folder: Path) -> Cost:
    """Run *argv* in *folder*, which must succeed."""
    began = time.perf_counter()
    with subprocess.Popen(argv, cwd=folder, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL,
                          text=True) as process:  # fmt: skip
        assert process.stderr is not None
        said = process.stderr.readline()
        first = time.perf_counter() - began
        said += process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - began
    if process.returncode:
        raise SystemExit(said)
    return Cost(wall, usage.ru_utime + usage.ru_stime, first)


def plain() -> None:
    """Do what the command does, without Prefect."""
    print("reading", file=sys.stderr, flush=True)
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - imports are what is measured

    from pipeline.publication import publish  # noqa: PLC0415 - likewise
    from pipeline.publication.artwork import episode_art  # noqa: PLC0415 - likewise
    from pipeline.publication.card import card_of  # noqa: PLC0415 - likewise
    from pipeline.publication.identity import identify  # noqa: PLC0415 - likewise
    from pipeline.reading import read_essays  # noqa: PLC0415 - likewise
    from pipeline.script import write_script  # noqa: PLC0415 - likewise
    from pipeline.sound.encoding import encode  # noqa: PLC0415 - likewise
    from pipeline.sound.master import master  # noqa: PLC0415 - likewise
    from pipeline.sound.timeline import stitch  # noqa: PLC0415 - likewise
    from pipeline.speech.chunks import cut_chunks  # noqa: PLC0415 - likewise
    from pipeline.speech.pool import SpeechPool  # noqa: PLC0415 - likewise
    from pipeline.speech.speaking import speak  # noqa: PLC0415 - likewise
    from pipeline.tools.cores import n_workers  # noqa: PLC0415 - likewise
    from pipeline.tools.store import open_store  # noqa: PLC0415 - likewise
    from pipeline.values.episode import Episode  # noqa: PLC0415 - likewise

    show = Show(root=Path.cwd())
    store = open_store(show.store)
    with (
        SpeechPool(show.root, show.machine) as pool,
        ThreadPoolExecutor(2 * n_workers(show.machine)) as threads,
    ):
        pool.warm_up()
        [read] = read_essays(SOURCE, show.for_reading)
        identity = identify(read, show.for_publication)
        script = write_script(read, show.for_script)
        spoken = tuple(
            threads.map(lambda c: speak(c, store, pool), cut_chunks(script, show.casting))
        )
    timeline = stitch(script, spoken, store, show.for_sound, show.machine)
    mastered = master(timeline, store, show.audio, show.machine)
    with tempfile.TemporaryDirectory(dir=show.state) as work:
        artwork = episode_art(show.channel.imprint, read.title, read.date, identity.number)
        picture = Path(work) / f"{identity.slug}.jpg"
        picture.write_bytes(artwork)
        named = Episode(identity, read, script, timeline, (), picture)
        card = card_of(named, show.channel.imprint)
        target = picture.with_suffix(".mp3")
        audio = encode(timeline, mastered, target, store, show.audio, show.machine, card)
        publish(replace(named, media=(audio,)), show.for_publication)


def compare(n_words: int, pairs: int, *, cold: bool) -> None:
    """Print what the command costs beside its stages."""
    with tempfile.TemporaryDirectory(prefix="whole-command-") as folder:
        homes = {name: Path(folder) / name for name in ("command", "plain")}
        for home in homes.values():
            home.mkdir()
            (home / SOURCE).write_text(essay(n_words))
        show = Show(root=homes["command"])
        server = ensure_server(show).process
        assert server is not None
        try:
            cost_of(COMMAND, homes["command"])
            cost_of(PLAIN, homes["plain"])
            costs: dict[str, list[Cost]] = {"command": [], "plain": [], "import": []}
            served = []
            for _ in range(pairs):
                costs["import"].append(cost_of(IMPORT, homes["plain"]))
                for name, argv in (("command", COMMAND), ("plain", PLAIN)):
                    if cold:
                        shutil.rmtree(homes[name] / ".essaycast" / "store")
                    before = _cpu_s(server.pid)
                    costs[name].append(cost_of(argv, homes[name]))
                    if name == "command":
                        time.sleep(1.5)  # for the server to finish what it was told
                        served.append(_cpu_s(server.pid) - before)
        finally:
            stop_server(show)
    print(f"{n_words} words, {'nothing' if cold else 'all'} spoken before, {pairs} pairs")
    for said, of in (("wall", "wall_s"), ("processor", "cpu_s")):
        whole, stages = ([getattr(c, of) for c in costs[name]] for name in ("command", "plain"))
        extra = [a - b for a, b in zip(whole, stages, strict=True)]
        print(
            f"{said:10} command {statistics.median(whole):6.2f} s, "
            f"stages alone {statistics.median(stages):6.2f} s, "
            f"Prefect {statistics.median(extra):6.2f} s ({min(extra):.2f} to {max(extra):.2f}), "
            f"its import {statistics.median(getattr(c, of) for c in costs['import']):.2f} s of it"
        )
    print(f"first line {statistics.median(c.first_line_s for c in costs['command']):.2f} s")
    print(f"server     {statistics.median(served):.2f} s of its processor for a run")


def memory(lengths: list[int]) -> None:
    """Print the most memory each process held, by length of the essay."""
    left = "whole-command-"  # a server that is stopped may write once more while it is taken away
    with tempfile.TemporaryDirectory(prefix=left, ignore_cleanup_errors=True) as folder:
        show = Show(root=Path(folder))
        server = ensure_server(show).process
        assert server is not None
        part = essay(3_000).partition("---\n\n")[2]
        try:
            for n_words in lengths:
                text = "\n\n".join([part] * max(1, n_words // 3_000))
                (show.root / SOURCE).write_text(f"---\ntitle: {n_words} words\n---\n\n{text}")
                peaks = _peaks(COMMAND, show.root, server.pid)
                total = peaks.pop("together")
                said = ", ".join(f"{name} {mb:.0f}" for name, mb in peaks.items())
                print(f"{n_words:8} words: {total:.0f} MB together at most ({said})", flush=True)
        finally:
            stop_server(show)


def _peaks(argv: list[str], folder: Path, server: int) -> dict[str, float]:
    peaks = dict.fromkeys(
        ("command", "engine workers and ffmpeg", "these two", "server", "together"), 0.0
    )
    process = subprocess.Popen(argv, cwd=folder, stdout=subprocess.DEVNULL)
    over = threading.Event()

    def watch() -> None:
        while not over.wait(SAMPLE_S):
            children = psutil.Process(process.pid).children(recursive=True)
            # A child that has not begun its own program yet has the command's memory, not its own.
            others = [c for c in children if _argv(c.pid) != _argv(process.pid)]
            now = {
                "command": _pss_mb(process.pid),
                "engine workers and ffmpeg": sum(_pss_mb(child.pid) for child in others),
                "server": _pss_mb(server),
            }
            now["these two"] = now["command"] + now["engine workers and ffmpeg"]
            now["together"] = now["these two"] + now["server"]
            for name, mb in now.items():
                peaks[name] = max(peaks[name], mb)

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    status = process.wait()
    over.set()
    thread.join(5)
    if status:
        raise SystemExit(f"the command ended with status {status}")
    return peaks


def _pss_mb(pid: int) -> float:
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    return next(int(line.split()[1]) for line in rollup.splitlines() if line[:4] == "Pss:") / 1000


def _argv(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def _cpu_s(pid: int) -> float:
    times = psutil.Process(pid).cpu_times()
    return times.user + times.system


def main() -> None:
    """Read the command line."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("words", nargs="*", type=int)
    asked.add_argument("--pairs", type=int, default=5)
    asked.add_argument("--cold", action="store_true", help="speak everything anew each time")
    asked.add_argument("--memory", action="store_true")
    asked.add_argument("--plain", action="store_true", help=argparse.SUPPRESS)
    given = asked.parse_args()
    if not given.plain:
        print_taken()
    if given.plain:
        plain()
    elif given.memory:
        memory(given.words or [3_000, 12_000, 48_000])
    else:
        compare(*(given.words or [3_500])[:1], given.pairs, cold=given.cold)


if __name__ == "__main__":
    main()
