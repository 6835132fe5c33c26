"""One holder at a time, across processes: a file's lock that dies with its holder."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from pipeline.errors import StorageError
from pipeline.tools.private_folders import private_folder

if sys.platform == "win32":
    import msvcrt

    def _try_lock(file: IO[str]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _try_lock(file: IO[str]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


POLL_S = 0.05
PATIENCE_S = 600.0


@contextmanager
def held(path: Path, *, patience_s: float = 0.0) -> Iterator[bool]:
    """Hold the lock of *path* for the block, and yield whether it was got.

    The operating system lets go of it when its holder ends, however it ends, so that none is ever
    left behind by a crash.

    Args:
        path: The lock's file; made if it is not there, and left there.
        patience_s: How long to wait for another holder, in seconds.

    Raises:
        StorageError: The file cannot be made.
    """
    try:
        private_folder(path.parent)
        file = path.open("a+", encoding="utf-8")
    except OSError as error:
        raise StorageError(
            f"cannot be written to: {error.strerror}",
            where=str(path.parent),
            mend="Make room, or run from a folder you may write in",
        ) from error
    with file:
        yield _locked_within(file, patience_s)


def is_held(path: Path) -> bool:
    """Return whether anybody holds the lock of *path*, in whichever container of this machine."""
    try:
        with path.open("a+", encoding="utf-8") as file:
            _try_lock(file)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return False


@contextmanager
def only_one(path: Path, *, patience_s: float = PATIENCE_S) -> Iterator[None]:
    """Be the only one, among all processes and threads, within the block.

    Args:
        path: See :func:`held`.
        patience_s: See :func:`held`.

    Raises:
        StorageError: The file cannot be made, or the other holder does not end.
    """
    with held(path, patience_s=patience_s) as mine:
        if not mine:
            raise StorageError(
                f"another essaycast has held this for {patience_s:.0f} s",
                where=str(path),
                mend="Wait for it to end, or end it, then try again",
            )
        yield


def _locked_within(file: IO[str], patience_s: float) -> bool:
    until = time.monotonic() + patience_s
    while True:
        try:
            _try_lock(file)
        except OSError:
            if time.monotonic() >= until:
                return False
            time.sleep(POLL_S)
        else:
            return True
