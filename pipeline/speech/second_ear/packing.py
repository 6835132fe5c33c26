"""Clips packed into windows: a recogniser hears 30 s at a time, however little is said in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

WINDOW_S = 28.0
"""Whisper's is 30 s; what a window holds is understood whole if it ends before."""
GAP_S = 0.8
"""Between clips: shorter, and words run from one into the next."""


@dataclass(frozen=True, slots=True)
class Packed:
    """One clip in its window."""

    index: int
    """Of the lengths given."""
    start_s: float
    end_s: float


def windows(lengths_s: Iterable[float]) -> Iterator[Sequence[Packed]]:
    """Yield what each window holds, the clips in their order.

    Args:
        lengths_s: Of the clips; one longer than a window has a window of its own.
    """
    window: list[Packed] = []
    at_s = 0.0
    for index, length_s in enumerate(lengths_s):
        if window and at_s + length_s > WINDOW_S:
            yield window
            window, at_s = [], 0.0
        window.append(Packed(index, at_s, at_s + length_s))
        at_s += length_s + GAP_S
    if window:
        yield window
