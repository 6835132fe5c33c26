"""One holder at a time, across processes: a file's lock that dies with its holder."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

if sys.platform == "win32":
    import msvcrt

    def _try_lock(file: IO[str]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _try_lock(file: IO[str]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


POLL_S = 0.1


@contextmanager
def held(path: Path, *, patience_s: float = 0.0) -> Iterator[bool]:
    """Hold the lock of *path* for the block, and yield whether it was got.

    The operating system lets go of it when the holder ends, however it ends, so that a lock is
    never left behind by a crash.

    Args:
        path: The lock's file; made if it is not there, and left there.
        patience_s: How long to wait for another holder, in seconds.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="utf-8") as file:
        yield _locked_within(file, patience_s)


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
