"""Cores: the same work on many things side by side, on as many threads as are allowed.

numpy, soxr, the decoders and subprocesses all work outside the interpreter's lock.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from typing import TypeVar

from pipeline.settings.running_settings import Machine

_T = TypeVar("_T")
_R = TypeVar("_R")


def n_workers(machine: Machine) -> int:
    """Return how much may go on at a time: what is set, else one for each core."""
    return machine.workers or os.cpu_count() or 1


def each(work: Callable[[_T], _R], things: Sequence[_T], machine: Machine) -> list[_R]:
    """Return what *work* makes of each thing, in their order.

    After a failure nothing more is begun; it is raised when what was begun has ended.

    Args:
        work: Safe to be run by several threads at once.
        things: What there is.
        machine: Says on how many threads.
    """
    made: dict[int, _R] = {}
    waiting = enumerate(things)

    def go_on() -> None:
        # Whoever is free takes the next: handing things out one by one costs more than many do.
        for index, thing in waiting:
            made[index] = work(thing)

    with ThreadPoolExecutor(n_workers(machine)) as pool:
        threads = [pool.submit(go_on) for _ in range(min(n_workers(machine), len(things)))]
        try:
            wait(threads, return_when=FIRST_EXCEPTION)
        finally:
            deque(waiting, maxlen=0)
    for thread in threads:
        thread.result()
    return [made[index] for index in range(len(things))]


def found_or_made(
    find: Callable[[_T], _R | None],
    make: Callable[[_T], _R],
    things: Sequence[_T],
    machine: Machine,
) -> list[_R]:
    """Return what is found of each thing, else what is made of it, in their order.

    Finding is done by one thread, for it is over before a second could help: two that read small
    files hand the interpreter's lock to and fro. What is not found is made side by side.

    Args:
        find: Returns None for what has to be made.
        make: As for :func:`each`.
        things: What there is.
        machine: Says on how many threads.
    """
    found = [find(thing) for thing in things]
    missing = [index for index, known in enumerate(found) if known is None]
    made = dict(
        zip(missing, each(lambda index: make(things[index]), missing, machine), strict=True)
    )
    return [made[index] if known is None else known for index, known in enumerate(found)]
