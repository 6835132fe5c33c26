"""What each thing wins that is asked of the system or of Prefect beyond the defaults.

    python benchmarks/process_tuning.py [CASE …] [--rounds N] [--words N]

Runs each case with and without, in turn, each time in a process of its own, and prints medians and
ratios. Cases: imports, heap, database, again.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from statistics import median

from benchmark_notes import print_taken

from essays import essay

HERE = Path(__file__).parent
IMPORTS = """
from contextlib import nullcontext
from pipeline.tools import process_tuning
if {plain}:
    process_tuning.importing, process_tuning.leave = nullcontext, int
with process_tuning.importing():
    import flows.produce
process_tuning.leave()
"""
EPISODE = """
import sys
from pathlib import Path
sys.path.insert(0, {here!r})
import sound_pipeline
if {plain}:
    sound_pipeline.keep_little = int
sound_pipeline.produced(Path({folder!r}), Path({folder!r}, "essay.md"), 0)
"""
DATABASE = """
from pathlib import Path
from flows.server import database
from flows.server.own import ensure_server, stop_server
from pipeline.settings.show import Show
if {plain}:
    database.template = lambda _: Path("nowhere")
show = Show(root=Path({folder!r}))
ensure_server(show)
"""
STOP = """
from pathlib import Path
from flows.server.own import stop_server
from pipeline.settings.show import Show
stop_server(Show(root=Path({folder!r})))
"""
AGAIN = """
import runpy, sys
from flows.server import starting
if {plain}:
    code = "from flows.server import retry, listening; retry.TRIES = 0; listening.main(%d)"
    starting._argv = lambda port: [sys.executable, "-c", code % port]
sys.argv = ["server_load.py", "12", "--chunks", "40"]
sys.path.insert(0, {here!r})
runpy.run_path({here!r} + "/server_load.py", run_name="__main__")
"""


def run(code: str, **said: object) -> Mapping[str, float]:
    """Run *code* in a process of its own and return what it took."""
    with tempfile.TemporaryDirectory(prefix="tuning-") as folder:
        Path(folder, "essay.md").write_text(essay(int(str(said.get("words", 0)))))
        known = {"folder": folder, "here": str(HERE), **said}
        usual = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        argv = [sys.executable, "-c", MEASURED.format(code=code.format(**known))]
        began = time.perf_counter()
        done = subprocess.run(
            argv,
            env=usual,
            cwd=HERE.parent,
            capture_output=True,
            text=True,
            check=False,
            timeout=900,
        )
        wall_s = time.perf_counter() - began
        if code is DATABASE:
            subprocess.run(
                [sys.executable, "-c", STOP.format(**known)],
                cwd=HERE.parent,
                check=True,
                timeout=60,
            )
        if done.returncode:
            raise SystemExit(done.stderr[-2000:])
        *printed, figures = done.stdout.splitlines()
        if code is AGAIN:
            print(*printed[-1:], sep="\n")
        return {"wall_s": wall_s, **json.loads(figures)}


MEASURED = """
import json, resource, atexit
exec({code!r})
own, ended = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
print(json.dumps({{
    "cpu_s": own.ru_utime + own.ru_stime + ended.ru_utime + ended.ru_stime,
    "page_faults": own.ru_minflt,
    "peak_mb": own.ru_maxrss / 1000,
}}))
"""


def compare(case: str, code: str, n_rounds: int, n_words: int) -> None:
    """Print the medians of *case* with and without, and their ratios."""
    with_it, without = [], []
    for _ in range(n_rounds):
        for plain, figures in ((False, with_it), (True, without)):
            figures.append(run(code, plain=plain, case=case, words=n_words))
    for what in with_it[0]:
        now, before = (median(one[what] for one in figures) for figures in (with_it, without))
        print(f"{case:10} {what:12} {now:12.2f} with, {before:12.2f} without: {now / before:.2f}")


CASES: Mapping[str, str] = {
    "imports": IMPORTS,
    "heap": EPISODE,
    "database": DATABASE,
    "again": AGAIN,
}


def main() -> None:
    """Compare the cases asked for."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("cases", nargs="*", default=list(CASES))
    asked.add_argument("--rounds", type=int, default=5)
    asked.add_argument("--words", type=int, default=3_100)
    given = asked.parse_args()
    print_taken()
    for case in given.cases:
        compare(case, CASES[case], given.rounds, given.words)


if __name__ == "__main__":
    main()
