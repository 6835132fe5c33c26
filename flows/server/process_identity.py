"""Processes known for sure: by id and start, since a system gives its ids out again."""

from __future__ import annotations

import atexit
import contextlib
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

DETACHED = 0x00000008 | 0x00000200 if sys.platform == "win32" else 0
"""DETACHED_PROCESS | CREATE_NEW_PROCESS_GROUP."""

SAME_START_S = 1.0
"""Clocks of two readings of one process's start differ by less than this."""


@dataclass(frozen=True, slots=True)
class ProcessId:
    """A process on this machine, whose number alone might since belong to another."""

    pid: int
    started_s: float
    """Seconds since the epoch."""


_started: list[subprocess.Popen[bytes]] = []
"""What is meant to go on is not to be taken for forgotten."""


@atexit.register
def _take_leave() -> None:
    """Take note of what has ended, which the interpreter would otherwise warn of."""
    for process in _started:
        process.poll()


def identify_process(pid: int) -> ProcessId | None:
    """Return the full identity of the process *pid*, or None when there is none alive."""
    try:
        process = psutil.Process(pid)
        if process.status() == psutil.STATUS_ZOMBIE:
            return None
        return ProcessId(pid, process.create_time())
    except psutil.Error:
        return None


def is_alive(process: ProcessId) -> bool:
    """Return whether exactly that process still runs."""
    now = identify_process(process.pid)
    return now is not None and abs(now.started_s - process.started_s) < SAME_START_S


def start_detached(
    argv: Sequence[str], *, environment: Mapping[str, str], folder: Path, log: Path
) -> subprocess.Popen[bytes]:
    """Start a process that outlives this one and its terminal.

    Args:
        argv: The program and its arguments.
        environment: All of its environment.
        folder: Its working directory.
        log: File its output is added to.
    """
    with log.open("ab") as output:
        process = subprocess.Popen(
            list(argv),
            env=dict(environment),
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # of no effect on Windows, where the flags stand for it
            creationflags=DETACHED,
        )
    _started.append(process)
    return process


def start_beside(
    argv: Sequence[str], *, environment: Mapping[str, str], folder: Path, log: Path
) -> subprocess.Popen[bytes]:
    """Start a process of this one's group that leaves Ctrl-C to this one.

    The terminal sends its interrupt to the whole group at once. A process that has it blocked
    from birth goes on until it is told, so that parts can be ended in order.

    Args:
        argv: The program and its arguments.
        environment: All of its environment.
        folder: Its working directory.
        log: File its output is added to.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output, _interrupt_blocked():
        process = subprocess.Popen(
            list(argv),
            env=dict(environment),
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            creationflags=DETACHED,
        )
    _started.append(process)
    return process


@contextlib.contextmanager
def _interrupt_blocked() -> Iterator[None]:
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def end(process: ProcessId, *, patience_s: float) -> bool:
    """End *process* and all that it started: asked first, then made to.

    Args:
        process: Nothing else is ever signalled, even if its number now belongs to another.
        patience_s: How long it may take to end by itself, in seconds.

    Returns:
        Whether it was alive.
    """
    if not is_alive(process):
        return False
    try:
        first = psutil.Process(process.pid)
        family = [first, *first.children(recursive=True)]
        first.terminate()
    except psutil.NoSuchProcess:
        return True
    _, left = psutil.wait_procs(family[:1], timeout=patience_s)
    _, left = psutil.wait_procs([*left, *family[1:]], timeout=0.5)
    for one in left:
        with contextlib.suppress(psutil.NoSuchProcess):
            one.kill()
    psutil.wait_procs(left, timeout=patience_s)
    return True
