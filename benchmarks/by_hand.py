"""An essay read aloud: what a user would type with the same voice, with espeak-ng, and the command.

    python benchmarks/by_hand.py [WORDS] [--pairs N] [--ready]

By hand is hibari's own command line to a WAV file, loudnorm in two passes, and LAME at 96 kb/s. The
command is ``essaycast produce`` from nothing spoken or encoded, the project's server up; with
espeak-ng for every role besides. No process stands ready from the command before, whose processor
time could not be told; ``--ready`` lets it, for the wall alone. Wall time on idle cores is what
counts: the load is printed.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmark_notes import print_taken

from essays import essay, use_espeak
from flows.server.own import ensure_server, stop_server
from pipeline.reading import read_essays
from pipeline.script import write_script
from pipeline.settings.show_file import load_show
from pipeline.tools.ffmpeg import ffmpeg_path

SOURCE = "keeper.md"
COMMAND = [sys.executable, "-c", "from flows.command import main; main()", "produce", SOURCE]
LOUDNORM = "loudnorm=I=-16:TP=-1:LRA=11"
MEASURED = ("input_i", "input_tp", "input_lra", "input_thresh", "target_offset")


def timed(work: list[list[str]], folder: Path, given: str = "") -> tuple[float, float, str]:
    """Run commands one after the other; return wall and processor seconds, and what they said."""
    began, before = time.perf_counter(), os.times()
    said = ""
    for argv in work:
        done = subprocess.run(
            argv, cwd=folder, input=given, capture_output=True, text=True, check=True
        )
        said += done.stderr
    after = os.times()
    spent = after.children_user + after.children_system
    spent -= before.children_user + before.children_system
    return time.perf_counter() - began, spent, said


def by_hand(text: str, folder: Path, ffmpeg: str) -> tuple[float, float]:
    """Return what it takes to type it."""
    hibari = [str(Path(sys.executable).with_name("hibari")), "-o", "a.wav", "--seed", "1"]
    quiet = [ffmpeg, "-hide_banner", "-nostdin", "-y", "-i", "a.wav", "-af"]
    spoken = timed([hibari], folder, text)
    first = timed([[*quiet, f"{LOUDNORM}:print_format=json", "-f", "null", "-"]], folder)
    found = json.loads(re.findall(r"\{[^{}]*\}", first[2])[-1])
    told = zip(("measured_I", "measured_TP", "measured_LRA", "measured_thresh", "offset"),
               (found[name] for name in MEASURED), strict=True)  # fmt: skip
    second = f"{LOUDNORM}:{':'.join(f'{name}={value}' for name, value in told)}:linear=true"
    encoded = ["-ar", "44100", "-ac", "1", "-c:a", "libmp3lame", "-b:a", "96k", "a.mp3"]
    last = timed([[*quiet, second, *encoded]], folder)
    parts = (spoken, first, last)
    return sum(part[0] for part in parts), sum(part[1] for part in parts)


def main() -> None:
    """Print medians of pairs, and ratios."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("words", nargs="?", type=int, default=3_100)
    asked.add_argument("--pairs", type=int, default=3)
    asked.add_argument("--ready", action="store_true", help="with what the command before left")
    given = asked.parse_args()
    print_taken()
    took: dict[str, list[tuple[float, float]]] = {"by hand": [], "natural": [], "espeak-ng": []}
    with tempfile.TemporaryDirectory(prefix="by-hand-", ignore_cleanup_errors=True) as folder:
        homes = {name: Path(folder, name) for name in took}
        for home in homes.values():
            home.mkdir()
            (home / SOURCE).write_text(essay(given.words))
            ready = "" if given.ready else "[run]\nready_minutes = 0\n"
            (home / "show.toml").write_text(ready)
        use_espeak(homes["espeak-ng"])
        show = load_show(homes["natural"] / "show.toml")
        [read] = read_essays(str(homes["natural"] / SOURCE), show.for_reading)
        script = write_script(read, show.for_script)
        text = " ".join(utterance.spoken for utterance in script.utterances)
        shows = [show, load_show(homes["espeak-ng"] / "show.toml")]
        try:
            for one in shows:
                ensure_server(one)
                timed([COMMAND], one.root)  # its own imports compiled, its covers drawn
            for _ in range(given.pairs):
                took["by hand"].append(
                    by_hand(text, homes["by hand"], str(ffmpeg_path(show.machine)))
                )
                for name in ("natural", "espeak-ng"):
                    shutil.rmtree(homes[name] / ".essaycast" / "store")
                    shutil.rmtree(homes[name] / "output")
                    took[name].append(timed([COMMAND], homes[name])[:2])
        finally:
            for one in shows:
                stop_server(one)
    for name, pairs in took.items():
        walls, spent = zip(*pairs, strict=True)
        print(f"{name:10} wall {statistics.median(walls):6.1f} s ({min(walls):.1f} to "
              f"{max(walls):.1f}), processor {statistics.median(spent):6.1f} s")  # fmt: skip
    for name, slower, faster in (
        ("by hand takes so many times the command's wall time", "by hand", "natural"),
        ("natural takes so many times espeak-ng's", "natural", "espeak-ng"),
    ):
        ratios = [a[0] / b[0] for a, b in zip(took[slower], took[faster], strict=True)]
        spent = [a[1] / b[1] for a, b in zip(took[slower], took[faster], strict=True)]
        print(f"{name}: {statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f}); "
              f"by processor {statistics.median(spent):.2f}")  # fmt: skip
    print(f"load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
