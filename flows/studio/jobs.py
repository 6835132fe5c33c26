"""Jobs: essays being made for the studio, each by the command, and how far it is."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path

from flows.process_identity import end, identify_process
from pipeline.showing import shown

STAGES = (
    "read",
    "identify",
    "script",
    "synthesise",
    "stitch",
    "master",
    "encode",
    "tag",
    "publish",
)
_LINE = re.compile(r"(?P<episode>.+): (?P<stage>[a-z]+) (?P<done>\d+)/(?P<total>\d+)$")
_TAIL_CHARACTERS = 600
END_S = 8.0


@dataclass(slots=True)
class Job:
    """One essay on its way."""

    id: str
    """Of the essay."""
    title: str
    stage: str = "waiting"
    done: int = 0
    total: int = 1
    error: str = ""
    over: bool = False
    kind: str = "make"

    @property
    def share(self) -> int:
        """How far it is, in per cent."""
        if self.over:
            return 100
        if self.stage not in STAGES:
            return 0
        within = self.done / max(self.total, 1)
        return round(100 * (STAGES.index(self.stage) + within) / len(STAGES))


@dataclass(slots=True)
class Jobs:
    """All of them: one at a time, since each fills the machine."""

    argv: tuple[str, ...] = (sys.executable, "-c", "from flows.command import main; main()")
    """The command."""
    jobs: dict[str, Job] = field(default_factory=dict)
    _turn: threading.Lock = field(default_factory=threading.Lock)
    _running: subprocess.Popen[str] | None = None
    _closed: bool = False

    def start(self, job: Job, arguments: list[str], folder: Path) -> None:
        """Have the command work on *job* as soon as it is its turn."""
        known = self.jobs.get(job.id)
        if known is not None and not known.over:
            return
        self.jobs[job.id] = job
        threading.Thread(target=self._run, args=(job, arguments, folder), daemon=True).start()

    def close(self) -> None:
        """End what is going on; what was spoken is kept."""
        self._closed = True
        running = self._running
        if running is not None and (process := identify_process(running.pid)):
            end(process, patience_s=END_S)

    def _run(self, job: Job, arguments: list[str], folder: Path) -> None:
        with self._turn:
            if self._closed:
                return
            try:
                self._follow(job, arguments, folder)
            except OSError as error:
                job.error = f"It cannot be started: {error}"
            finally:
                self._running = None
                job.over = True

    def _follow(self, job: Job, arguments: list[str], folder: Path) -> None:
        job.stage = "starting"
        with subprocess.Popen(
            [*self.argv, *arguments],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
        ) as process:
            self._running = process
            said = ""
            assert process.stderr is not None
            for line in process.stderr:
                if found := _LINE.match(line.strip()):
                    job.stage = found["stage"]
                    job.done, job.total = int(found["done"]), int(found["total"])
                elif line.startswith("essaycast: "):
                    said += line.removeprefix("essaycast: ")
            if process.wait():
                text = said.strip() or "It ended without a word."
                job.error = shown(text[-_TAIL_CHARACTERS:])
