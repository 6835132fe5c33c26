"""Nested HTML out of flat values that say what they stand within."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import TypeAlias, TypeVar

from markupsafe import Markup

T = TypeVar("T")
Standing: TypeAlias = tuple[tuple[T, ...], Markup]
"""A piece of HTML and what it stands within, outermost first."""

DEEPEST = 24
"""Levels of nesting a page shows; what stands deeper is shown at the deepest."""


def nest(pieces: Iterable[Standing[T]], wrap: Callable[[T, Markup], Markup]) -> Markup:
    """Return *pieces* joined, neighbours within the same thing wrapped by it once.

    Args:
        pieces: In order.
        wrap: Returns the element of one thing around its content.
    """
    return _nest(list(pieces), wrap, 0)


def _nest(pieces: list[Standing[T]], wrap: Callable[[T, Markup], Markup], depth: int) -> Markup:
    joined = Markup()
    for within, group in groupby(pieces, key=lambda piece: piece[0][depth:][:1]):
        inside = list(group)
        if within and depth < DEEPEST:
            joined += wrap(within[0], _nest(inside, wrap, depth + 1))
        else:
            joined += Markup().join(html for _, html in inside)
    return joined
