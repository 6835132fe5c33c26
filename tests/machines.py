"""Machines for the laws about several of them: folders of their own, with real processes."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

PROJECT = Path(__file__).parents[1]
COMMAND = [sys.executable, "-c", "from flows.command import main; main()"]
PREFECT = [sys.executable, "-m", "prefect", "--no-prompt"]
PARAGRAPH = "The {n}th stone of wall {wall} was laid in the year {n} by somebody nobody remembers. "


def essay(number: int, n_parts: int = 2, n_sentences: int = 4) -> str:
    """An essay that says its own number, so that every machine gives it the same."""
    parts = "\n\n".join(
        f"## Part {part}\n\n"
        + "".join(PARAGRAPH.format(wall=number, n=part * 100 + n) for n in range(n_sentences))
        for part in range(1, n_parts + 1)
    )
    return f"---\ntitle: Wall {number}\nnumber: {number}\ndate: 2026-03-01\n---\n\n{parts}\n"


class Machine:
    """A folder with a show and its essays, and the command in it."""

    def __init__(self, root: Path, said: str = "", environment: Mapping[str, str] | None = None):
        self.root = root
        (root / "essays").mkdir(parents=True)
        (root / "show.toml").write_text(f'title = "Walls"\n{said}')
        self.environment = {
            **{name: v for name, v in os.environ.items() if not name.startswith("PREFECT_")},
            "PREFECT_PROFILES_PATH": str(root / "none.toml"),
            "ESSAYCAST_SHOW": str(root),
            **(environment or {}),
        }

    def write(self, *numbers: int, **form: int) -> None:
        for number in numbers:
            (self.root / "essays" / f"{number}.md").write_text(essay(number, **form))

    def start(self, *argv: str, log: str = "") -> subprocess.Popen[str]:
        """Start a process here; what it says goes to the file *log*, or to whoever reads it."""
        where = {"cwd": self.root, "env": self.environment, "text": True}
        if not log:
            return subprocess.Popen(
                list(argv), stdout=subprocess.PIPE, stderr=subprocess.PIPE, **where
            )
        with (self.root / log).open("a") as file:
            return subprocess.Popen(list(argv), stdout=file, stderr=file, **where)

    def run(self, *argv: str) -> str:
        with self.start(*argv) as process:
            said, complaint = process.communicate(timeout=900)
        assert process.returncode == 0, complaint
        return said

    def produce(self, *numbers: int) -> dict[str, dict[str, object]]:
        """Produce essays by the command; slug → what it said of the episode."""
        sources = [f"essays/{number}.md" for number in numbers]
        said = self.run(*COMMAND, "produce", *sources, "--json")
        return {episode["slug"]: episode for episode in json.loads(said)["episodes"]}

    def made_here(self) -> set[str]:
        """Keys of the essays this machine has had to name."""
        files = (self.root / ".essaycast" / "identities").glob("*.json")
        return {key for file in files for key in json.loads(file.read_text())}

    def digests(self) -> dict[str, str]:
        """Slug → SHA-256 of its audio, as published here after looking for news."""
        self.run(*COMMAND, "feed")
        records = [json.loads(p.read_text()) for p in (self.root / "output").glob("*/episode.json")]
        return {
            record["slug"]: next(f["sha256"] for f in record["files"] if f["kind"] == "audio")
            for record in records
        }

    def listed(self) -> set[str]:
        """Slugs of what its feed lists."""
        feed = (self.root / "output" / "feed.xml").read_text()
        return set(re.findall(r'enclosure [^>]*url="[^"]*?([^"/]+)\.mp3"', feed))


def deploy(machine: Machine) -> None:
    """Deploy prefect.yaml as its guide says, each worker to run in its own machine's folder."""
    text = (PROJECT / "prefect.yaml").read_text().replace("{{ $PWD }}", "{{ $ESSAYCAST_SHOW }}")
    (machine.root / "prefect.yaml").write_text(text)
    del machine.environment["ESSAYCAST_SHOW"]  # what is unknown here is left for the worker to say
    machine.run(*PREFECT, "work-pool", "create", "essaycast", "--type", "process", "--overwrite")
    machine.run(*PREFECT, "deploy", "--all")
    machine.environment["ESSAYCAST_SHOW"] = str(machine.root)


def start_worker(machine: Machine, *, limit: int = 1) -> subprocess.Popen[str]:
    """Start a Prefect worker on *machine*."""
    machine.environment |= {
        "PREFECT_WORKER_QUERY_SECONDS": "1",
        "PREFECT_WORKER_PREFETCH_SECONDS": "1",
        "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": "30",
    }
    argv = [*PREFECT, "worker", "start", "--pool", "essaycast", "--limit", str(limit)]
    return machine.start(*argv, "--install-policy", "never", log="worker.log")


def until(condition, patience_s: float) -> bool:
    """Wait for *condition* to hold, and tell whether it did."""
    end = time.monotonic() + patience_s
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.3)
    return False
