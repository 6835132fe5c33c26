"""Cores: the same work on many things side by side, on as many threads as the show allows.

numpy, soxr, the decoders and subprocesses all work outside the interpreter's lock.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from typing import TypeVar

from pipeline.show import Show

_T = TypeVar("_T")
_R = TypeVar("_R")


def n_workers(show: Show) -> int:
    """Return how much may go on at a time: what the show says, else one for each core."""
    return show.run.workers or os.cpu_count() or 1


def each(
    work: Callable[[_T], _R],
    things: Sequence[_T],
    show: Show,
    *,
    size: Callable[[_T], float] | None = None,
) -> list[_R]:
    """Return what *work* makes of each thing, in their order.

    Args:
        work: Safe to be run by several threads at once.
        things: What there is.
        show: Says on how many threads.
        size: How long a thing takes, roughly. The longest are begun first, so that no thread is
            left alone with a long one at the end.
    """
    order = list(range(len(things)))
    if size is not None:
        order.sort(key=lambda index: -size(things[index]))
    with ThreadPoolExecutor(n_workers(show)) as pool:
        begun = {index: pool.submit(work, things[index]) for index in order}
        try:
            # Waited for together: to be woken for each would take the lock from those who work.
            wait(begun.values(), return_when=FIRST_EXCEPTION)
        finally:
            pool.shutdown(cancel_futures=True)
        for future in begun.values():
            if not future.cancelled() and (error := future.exception()):
                raise error
        return [begun[index].result() for index in range(len(things))]
