"""What is asked of the system beyond its defaults, and what each request wins.

What wins less than a twentieth of what a user waits for, or of what is held, is not here.
``python benchmarks/process_tuning.py`` measures each with and without, in turn; on two busy cores
of an AMD EPYC, commit 7dc6ed5, they take, as a share of what it takes without:

- no garbage collection during imports and at the end (:func:`importing`, :func:`leave`): 0.92 of
  the processor's time for importing Prefect and the flows;
- spare heap kept, few arenas (:func:`keep_little`, :func:`give_back`): 0.95 of the processor's time
  of an episode, 0.32 of the page faults;
- of the server alone, the database it begins with (:mod:`flows.server.database`): 0.38 of the time
  until it answers; and the calls it makes again (:mod:`flows.server.retry`): 0.56 of the time that
  twelve runs of 40 tasks take at once, none refused instead of 18.

Where the system knows no such thing, nothing happens.
"""

from __future__ import annotations

import ctypes
import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

ARENAS = 2
ARRAY_BYTES = 4 << 20
"""Arrays of this size and more come from the system directly and go back to it when freed."""
SPARE_BYTES = 16 << 20
"""glibc returns freed memory beyond 128 KB to the system and faults it in again page by page."""
_M_ARENA_MAX, _M_MMAP_THRESHOLD, _M_TRIM_THRESHOLD = -8, -3, -1
"""Of glibc's malloc.h."""


@contextmanager
def importing() -> Iterator[None]:
    """Turn garbage collection off while the block imports, and never look at what it brought in.

    Each collection goes through the hundred thousands of objects that Prefect consists of, and
    none of them is garbage.
    """
    gc.disable()
    try:
        yield
    finally:
        leave()
        gc.enable()


def leave() -> None:
    """Exempt all there is from garbage collection: it lives as long as the process.

    Called last of all, it spares the interpreter to take apart what the system takes back at once.
    """
    gc.freeze()


def keep_little() -> None:
    """Let the threads of this process share two arenas from now on, and keep no large array.

    By default each thread that waits for an engine worker gets an arena of its own, which keeps as
    much as its largest chunk took.
    """
    if sys.platform == "linux":
        with suppress(AttributeError, OSError):
            c_library = ctypes.CDLL(None)
            c_library.mallopt(_M_ARENA_MAX, ARENAS)
            c_library.mallopt(_M_MMAP_THRESHOLD, ARRAY_BYTES)
            c_library.mallopt(_M_TRIM_THRESHOLD, SPARE_BYTES)


def give_back() -> None:
    """Give the system all that lies free in the heap, also between what is in use."""
    if sys.platform == "linux":
        with suppress(AttributeError, OSError):
            ctypes.CDLL(None).malloc_trim(0)
