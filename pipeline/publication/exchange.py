"""Moving a finished folder into its place, so that no reader finds the place empty."""

from __future__ import annotations

import ctypes
import functools
import os
import sys
from collections.abc import Callable
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def move_in(fresh: Path, place: Path, old: Path) -> None:
    """Make *fresh* stand at *place*; what stood there is at *old* or at *fresh* afterwards.

    On Linux both names are exchanged in one step. Where the system cannot, the old folder is
    moved away and the new one in, two renames between which *place* is missing; a process killed
    just there leaves *fresh* whole, and the next publication moves it in
    (:func:`pipeline.publication.workshop.workshop`).

    Args:
        fresh: A finished folder on the same file system.
        place: Where it is to stand.
        old: Where what stood there may be put; not there yet.
    """
    if not place.exists():
        fresh.rename(place)
    elif not _exchanged(fresh, place):
        place.rename(old)
        fresh.rename(place)


def _exchanged(one: Path, other: Path) -> bool:
    renameat2 = _renameat2()
    if renameat2 is None:
        return False
    names = os.fsencode(one), os.fsencode(other)
    return renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE) == 0


@functools.cache
def _renameat2() -> Callable[..., int] | None:
    """Return Linux's renameat2(2), or None where there is none."""
    if sys.platform != "linux":
        return None
    return getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
