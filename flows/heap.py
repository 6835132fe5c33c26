"""The C library's heap, told to keep little of what is given back."""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress

ARENAS = 2
_M_ARENA_MAX = -8
"""Of glibc's malloc.h."""


def keep_few_arenas() -> None:
    """Let the threads of this process share two arenas from now on.

    By default each of those that wait for engine workers comes to have one of its own, and
    holds on to as much as its largest chunk took. Where there is another C library than glibc
    nothing happens.
    """
    if sys.platform == "linux":
        with suppress(AttributeError, OSError):
            ctypes.CDLL(None).mallopt(_M_ARENA_MAX, ARENAS)
