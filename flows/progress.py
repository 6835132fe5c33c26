"""How far a run is, told to whoever listens: a terminal, a log, an artifact."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Progress:
    """One step of one episode."""

    episode: str
    """Title of the essay, or its source until the title is known."""
    stage: str
    """Name of a stage, as :func:`flows.produce.produce_episode` goes through them."""
    done: int
    total: int
    """Parts of the stage, 1 where it has none."""


Listener: TypeAlias = Callable[[Progress], None]

_listeners: list[Listener] = []


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Call *listener* with every step told while the block runs, from whichever thread."""
    _listeners.append(listener)
    try:
        yield
    finally:
        _listeners.remove(listener)


def tell(progress: Progress) -> None:
    """Tell everyone who listens."""
    for listener in tuple(_listeners):
        listener(progress)
