"""Batches: things taken together, so many at a time that arrays over them stay small."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TypeVar

_T = TypeVar("_T")


def in_batches(things: Iterable[_T], size: Callable[[_T], int], at_once: int) -> Iterator[list[_T]]:
    """Yield all *things* in order, in lists whose sizes add up to *at_once* at most.

    A thing larger than that comes alone; no list is empty.
    """
    batch: list[_T] = []
    total = 0
    for thing in things:
        its_size = size(thing)
        if batch and total + its_size > at_once:
            yield batch
            batch, total = [], 0
        batch.append(thing)
        total += its_size
    if batch:
        yield batch


def shares(numbers: Sequence[int], n_workers: int, together: int) -> list[Sequence[int]]:
    """Share out *numbers*, so that all workers have as many to do and end at the same time.

    One worker has one at a time: two things that work beside each other would otherwise take more
    cores than they may.

    Args:
        numbers: Of what is to be done.
        n_workers: Among whom.
        together: How many one worker does at a time at most.
    """
    together = together if n_workers > 1 else 1
    n_batches = -(-len(numbers) // (together * n_workers)) * n_workers
    edges = [len(numbers) * batch // max(1, n_batches) for batch in range(n_batches + 1)]
    return [numbers[first:last] for first, last in pairwise(edges) if last > first]
