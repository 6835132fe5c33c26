"""Garbage, which Python looks for far too often while it imports.

Each look goes through all there is, and a process that only imports has made none: for the
hundred thousands of objects that Prefect consists of, that is a quarter of the time.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def importing() -> Iterator[None]:
    """Look for no garbage while the block imports, and never among what it has brought in."""
    gc.disable()
    try:
        yield
    finally:
        leave()
        gc.enable()


def leave() -> None:
    """Look no more at what there is by now: it lives as long as the process.

    Called last of all, it spares the interpreter to take apart, piece by piece, what the system
    takes back at once.
    """
    gc.freeze()
