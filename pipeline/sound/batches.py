"""Batches: things taken together, so many at a time that arrays over them stay small."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
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
