"""Whether a run's process lives, known by a lock that the kernel lets go of when it ends.

A process's number says little: containers count their own, numbers are given out again, and times
of starts are read by a clock that may be set. The locks lie beside Prefect's database, where all
who use one server on a machine meet.
"""

from __future__ import annotations

from contextlib import ExitStack, suppress
from pathlib import Path

from pipeline.tools.locks import held, is_held

FOLDER = "runs"
_mine: dict[str, ExitStack] = {}


def claim(run_id: str, name: str) -> None:
    """Hold the lock of the run *run_id* until :func:`release`, or until this process ends."""
    if run_id not in _mine:
        _mine[run_id] = ExitStack()
        _mine[run_id].enter_context(held(_path(run_id)))
        _name(run_id).write_text(name, encoding="utf-8")


def leave_word(run_id: str, word: str) -> None:
    """Write down that the run *run_id* has done its work, should nobody be there to be told."""
    _word(run_id).write_text(word, encoding="utf-8")


def last_word(run_id: str) -> str:
    """Return what the run *run_id* has left as its last word, empty if it has not."""
    with suppress(OSError):
        return _word(run_id).read_text(encoding="utf-8")
    return ""


def release(run_id: str) -> None:
    """Let go of the lock of a run that has ended, and take its file away."""
    if (lock := _mine.pop(run_id, None)) is not None:
        lock.close()
        forget(run_id)


def release_all() -> None:
    """Let go of the locks of this process's runs, whose files stay to be read."""
    while _mine:
        _mine.popitem()[1].close()


def is_abandoned(run_id: str) -> bool:
    """Return whether a process of this machine held the run and holds it no more."""
    path = _path(run_id)
    return path.exists() and not is_held(path)


def forget(run_id: str) -> None:
    """Take away what lies here of a run that has ended."""
    for path in (_word(run_id), _name(run_id), _path(run_id)):
        path.unlink(missing_ok=True)


def living_runs(home: Path) -> tuple[str, ...]:
    """Return the names of the runs that go on with the server of the folder *home*."""
    locks = sorted((home / FOLDER).glob("*.lock"))
    return tuple(_read_name(path) for path in locks if is_held(path))


def _read_name(lock: Path) -> str:
    with suppress(OSError):
        return lock.with_suffix(".name").read_text(encoding="utf-8")
    return lock.stem


def _path(run_id: str) -> Path:
    from prefect.settings import get_current_settings  # noqa: PLC0415 - others need it not

    return get_current_settings().home / FOLDER / f"{run_id}.lock"


def _name(run_id: str) -> Path:
    return _path(run_id).with_suffix(".name")


def _word(run_id: str) -> Path:
    return _path(run_id).with_suffix(".done")
