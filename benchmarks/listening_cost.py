"""What listening costs: the whole ``essaycast produce``, with its ears and without, in pairs.

    python benchmarks/listening_cost.py [WORDS] [--pairs N]

Prints, for each pair and in the median, wall and processor time of the command and of all it
starts, by the natural voice, everything spoken anew. On a busy machine only processor time means
anything.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import psutil
from benchmark_notes import print_taken
from whole_command import SOURCE

from essays import essay
from flows.server.own import ensure_server, stop_server
from pipeline.settings.show import Show

_IMPORTED = (
    "import pipeline.sound.encoding.layer3 as layer3;"
    "import pipeline.speech.listening.verdicts as verdicts;"
)
_DEAF = "verdicts.EARS.clear(); layer3.laid_faults = lambda *_: ();"
_RUN = "from flows.command import main; main()"
_SAMPLE_S = 0.2
SIDES = {"without": _IMPORTED + _DEAF + _RUN, "with": _IMPORTED + _RUN}


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command cost, in seconds."""

    wall_s: float
    cpu_s: float
    """Of it and of all it started, engine workers too, which nobody waits for."""


def cost_of(argv: list[str], folder: Path) -> Cost:
    """Run *argv* in *folder*, which must succeed, and count the whole tree of its processes."""
    began = time.perf_counter()
    spent: dict[int, float] = {}
    with subprocess.Popen(argv, cwd=folder, stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL) as process:  # fmt: skip
        tree = psutil.Process(process.pid)
        while process.poll() is None:
            with suppress(psutil.Error):
                for one in (tree, *tree.children(recursive=True)):
                    with suppress(psutil.Error):
                        times = one.cpu_times()
                        spent[one.pid] = times.user + times.system
            time.sleep(_SAMPLE_S)
    if process.returncode:
        raise SystemExit(f"status {process.returncode}: {argv}")
    return Cost(time.perf_counter() - began, sum(spent.values()))


def main() -> None:
    """Run the pairs."""
    parser = argparse.ArgumentParser()
    parser.add_argument("words", nargs="?", type=int, default=3_100)
    parser.add_argument("--pairs", type=int, default=3)
    asked = parser.parse_args()
    os.environ["ESSAYCAST_READY"] = "0"  # what is left for a next command is not counted
    ratios: dict[str, list[float]] = {"wall": [], "cpu": []}
    with tempfile.TemporaryDirectory(prefix="listening-cost-") as folder:
        home = Path(folder)
        (home / SOURCE).write_text(essay(asked.words))
        ensure_server(Show(root=home))
        try:
            for pair in range(asked.pairs):
                costs = {}
                for side in sorted(SIDES, reverse=bool(pair % 2)):
                    state = home / ".essaycast"
                    for made in (home / "output", state / "store", state / "episode-heard"):
                        shutil.rmtree(made, ignore_errors=True)
                    argv = [sys.executable, "-c", SIDES[side], "produce", SOURCE]
                    costs[side] = cost_of(argv, home)
                one, other = costs["with"], costs["without"]
                ratios["wall"].append(one.wall_s / other.wall_s)
                ratios["cpu"].append(one.cpu_s / other.cpu_s)
                print(
                    f"pair {pair + 1}: with {one.wall_s:.1f} s, {one.cpu_s:.1f} CPU s; without "
                    f"{other.wall_s:.1f} s, {other.cpu_s:.1f} CPU s"
                )
        finally:
            stop_server(Show(root=home))
    print(", ".join(f"{name} × {median(many):.2f}" for name, many in ratios.items()))
    print_taken()


if __name__ == "__main__":
    main()
