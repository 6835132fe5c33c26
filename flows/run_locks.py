"""Whether a run's process lives, known by a lock that the kernel lets go of when it ends.

A process's number says little: containers count their own, numbers are given out again, and times
of starts are read by a clock that may be set. The locks lie beside Prefect's database, where all
who use one server on a machine meet.
"""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from prefect.settings import get_current_settings

from pipeline.tools.locks import held, is_held

_mine: dict[str, ExitStack] = {}


def claim(run_id: str) -> None:
    """Hold the lock of the run *run_id* until :func:`release`, or until this process ends."""
    if run_id not in _mine:
        _mine[run_id] = ExitStack()
        _mine[run_id].enter_context(held(_path(run_id)))


def release(run_id: str) -> None:
    """Let go of the lock of a run that has ended, and take its file away."""
    if (lock := _mine.pop(run_id, None)) is not None:
        lock.close()
        _path(run_id).unlink(missing_ok=True)


def is_abandoned(run_id: str) -> bool:
    """Return whether a process of this machine held the run and holds it no more."""
    path = _path(run_id)
    return path.exists() and not is_held(path)


def forget(run_id: str) -> None:
    """Take the lock's file away of a run that was abandoned."""
    _path(run_id).unlink(missing_ok=True)


def _path(run_id: str) -> Path:
    return get_current_settings().home / "runs" / f"{run_id}.lock"
