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
import sys
import tempfile
from pathlib import Path
from statistics import median

from benchmark_notes import print_taken
from whole_command import SOURCE, cost_of

from essays import essay
from flows.server.own import ensure_server, stop_server
from pipeline.settings.show import Show

_IMPORTED = (
    "import pipeline.sound.encoding.layer3 as layer3;"
    "import pipeline.speech.listening.verdicts as verdicts;"
)
_DEAF = "verdicts.EARS.clear(); layer3.laid_faults = lambda *_: ();"
_RUN = "from flows.command import main; main()"
SIDES = {"without": _IMPORTED + _DEAF + _RUN, "with": _IMPORTED + _RUN}


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
