"""Jobs: essays being made for the studio, each by the command, and how far it is."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from flows.going_online import OFFLINE
from flows.process_identity import end, identify_process
from pipeline.showing import shown

ONLINE = "put online"
"""Stage of what is published here and goes to its host."""
STAGES = (
    "read",
    "identify",
    "script",
    "synthesise",
    "stitch",
    "listen",
    "master",
    "tag",
    "encode",
    "publish",
    ONLINE,
)
_LINE = re.compile(r"(?P<episode>.+): (?P<stage>[a-z]+) (?P<done>\d+)/(?P<total>\d+)$")
_PREFIX = "essaycast: "
_TAIL_CHARACTERS = 600
END_S = 8.0


@dataclass(slots=True)
class Job:
    """One essay on its way."""

    id: str
    """Of the essay, as in addresses."""
    key: str
    """The essay's own."""
    title: str
    goes_online: bool = False
    """Whether what is published is put where the show's ``[publish] url`` says."""
    stage: str = "waiting"
    done: int = 0
    total: int = 1
    error: str = ""
    note: str = ""
    """What went wrong after it was made: its host did not take it."""
    over: bool = False

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
    """All of them: one command at a time, since each fills the machine."""

    argv: tuple[str, ...] = (sys.executable, "-c", "from flows.command import main; main()")
    """The command."""
    environment: Mapping[str, str] | None = None
    """What it has; None for that of this process."""
    jobs: dict[str, Job] = field(default_factory=dict)
    _turn: threading.Lock = field(default_factory=threading.Lock)
    _running: subprocess.Popen[str] | None = None
    _closed: bool = False

    def start(
        self,
        jobs: Sequence[Job],
        arguments: Sequence[str],
        folder: Path,
        after: Callable[[Job], None] = lambda _: None,
    ) -> int:
        """Have one command work on *jobs* as soon as it is their turn.

        Args:
            jobs: Those that are on their way already are left alone.
            arguments: Of the command; the essays' keys are added.
            folder: Where it works.
            after: Called with each that was made.

        Returns:
            How many are new.
        """
        new = [job for job in jobs if job.id not in self.jobs or self.jobs[job.id].over]
        self.jobs |= {job.id: job for job in new}
        if new:
            keys = [part for job in new for part in ("--key", job.key)]
            given = (new, [*arguments, *keys], folder, after)
            threading.Thread(target=self._run, args=given, daemon=True).start()
        return len(new)

    def close(self) -> None:
        """End what is going on; what was spoken is kept."""
        self._closed = True
        running = self._running
        if running is not None and (process := identify_process(running.pid)):
            end(process, patience_s=END_S)

    def _run(
        self,
        jobs: Sequence[Job],
        arguments: Sequence[str],
        folder: Path,
        after: Callable[[Job], None],
    ) -> None:
        with self._turn:
            if self._closed:
                return
            error = ""
            try:
                error = self._follow(jobs, arguments, folder)
            except OSError as reason:
                error = f"It cannot be started: {reason}"
            finally:
                self._running = None
                for job in jobs:
                    job.error = "" if job.over else error
                    job.over = True
                    if not job.error:
                        after(job)

    def _follow(self, jobs: Sequence[Job], arguments: Sequence[str], folder: Path) -> str:
        """Run the command, tell each job how far it is, and return what went wrong."""
        for job in jobs:
            job.stage = "starting"
        with subprocess.Popen(
            [*self.argv, *arguments],
            cwd=folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
        ) as process:
            self._running = process
            error = ""
            assert process.stderr is not None
            for line in process.stderr:
                if found := _LINE.match(line.strip()):
                    self._tell(jobs, found)
                elif line.startswith(_PREFIX + OFFLINE):
                    note = shown(line.removeprefix(_PREFIX).strip()[:_TAIL_CHARACTERS])
                    for job in jobs:
                        job.note = note if _is_made(job) else ""
                elif line.startswith(_PREFIX):
                    error += line.removeprefix(_PREFIX)
            if process.wait():
                error = error.strip() or "It ended without a word."
            for job in jobs:
                job.over = job.over or _is_made(job)
            return shown(error[-_TAIL_CHARACTERS:])

    @staticmethod
    def _tell(jobs: Sequence[Job], found: re.Match[str]) -> None:
        for job in jobs:
            if shown(job.title) == found["episode"] and not _is_made(job):
                job.stage = found["stage"]
                job.done, job.total = int(found["done"]), int(found["total"])
                if job.stage == "publish" and job.done == job.total:
                    job.stage, job.done, job.total = ONLINE, 0, 1
                    job.over = not job.goes_online
            elif job.stage == ONLINE:  # another has its turn
                job.over = True


def _is_made(job: Job) -> bool:
    """Return whether it is published here, whatever its host says."""
    return job.over or job.stage == ONLINE
