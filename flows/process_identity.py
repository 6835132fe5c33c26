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


@dataclass(frozen=True, slots=True)
class ProcessId:
    """A process on this machine, whose number alone might since belong to another."""

    pid: int
    start: str
    """When it began, by what no step of the clock moves: on Linux boot, process namespace and
    ticks; elsewhere the moment that the system keeps."""


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
        return ProcessId(pid, _start(process))
    except (psutil.Error, OSError):
        return None


def _start(process: psutil.Process) -> str:
    if sys.platform != "linux":
        return repr(process.create_time())
    # psutil counts from a boot time that it derives from the clock; the kernel counts ticks.
    stat = Path(f"/proc/{process.pid}/stat").read_text(encoding="utf-8", errors="replace")
    ticks = stat.rpartition(")")[2].split()[19]
    boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    return f"{boot} {Path('/proc/self/ns/pid').readlink()} {ticks}"


def is_alive(process: ProcessId) -> bool:
    """Return whether exactly that process still runs."""
    return identify_process(process.pid) == process


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
    # A new session is of no effect on Windows, where the flags stand for it.
    return _start_logged(argv, environment, folder, log, new_session=True)


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
    with _interrupt_blocked():
        return _start_logged(argv, environment, folder, log, new_session=False)


def _start_logged(
    argv: Sequence[str],
    environment: Mapping[str, str],
    folder: Path,
    log: Path,
    *,
    new_session: bool,
) -> subprocess.Popen[bytes]:
    with log.open("ab") as output:
        process = subprocess.Popen(
            list(argv),
            env=dict(environment),
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=new_session,
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
