"""The C library's heap, told how much to keep of what is given back."""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress

ARENAS = 2
ARRAY_BYTES = 4 << 20
"""From this size on memory is the system's own, and goes back to it at once."""
SPARE_BYTES = 16 << 20
"""So much of the rest stays for the next arrays. With glibc's 128 KB an episode's go back and are
asked for again page by page, 600,000 times for a quarter of an hour, a tenth of all time."""
_M_ARENA_MAX, _M_MMAP_THRESHOLD, _M_TRIM_THRESHOLD = -8, -3, -1
"""Of glibc's malloc.h."""


def keep_little() -> None:
    """Let the threads of this process share two arenas from now on, and keep no large array.

    By default each of those that wait for engine workers comes to have an arena of its own, and
    holds on to as much as its largest chunk took; and once an array of 30 MB has been given back,
    such arrays lie in arenas too, between what stays: 50 MB after an essay of 18 minutes. Where
    there is another C library than glibc nothing happens.
    """
    if sys.platform == "linux":
        with suppress(AttributeError, OSError):
            c_library = ctypes.CDLL(None)
            c_library.mallopt(_M_ARENA_MAX, ARENAS)
            c_library.mallopt(_M_MMAP_THRESHOLD, ARRAY_BYTES)
            c_library.mallopt(_M_TRIM_THRESHOLD, SPARE_BYTES)


def give_back() -> None:
    """Give the system all that lies free in the heap, also between what stays."""
    if sys.platform == "linux":
        with suppress(AttributeError, OSError):
            ctypes.CDLL(None).malloc_trim(0)
