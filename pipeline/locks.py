"""One holder at a time, across processes: a file's lock that dies with its holder."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from pipeline.errors import StorageError

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
def only_one(path: Path, *, patience_s: float = PATIENCE_S) -> Iterator[None]:
    """Be the only one, among all processes and threads, within the block.

    The operating system lets go of the lock when its holder ends, however it ends, so that none
    is ever left behind by a crash.

    Args:
        path: The lock's file; made if it is not there, and left there.
        patience_s: How long to wait for another holder, in seconds.

    Raises:
        StorageError: The file cannot be made, or the other holder does not end.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("a+", encoding="utf-8")
    except OSError as error:
        raise StorageError(
            f"cannot be written to: {error.strerror}",
            where=str(path.parent),
            mend="Make room, or run from a folder you may write in",
        ) from error
    with file:
        until = time.monotonic() + patience_s
        while not _got(file):
            if time.monotonic() >= until:
                raise StorageError(
                    f"another essaycast has held this for {patience_s:.0f} s",
                    where=str(path),
                    mend="Wait for it to end, or end it, then try again",
                )
            time.sleep(POLL_S)
        yield


def _got(file: IO[str]) -> bool:
    try:
        _try_lock(file)
    except OSError:
        return False
    return True
