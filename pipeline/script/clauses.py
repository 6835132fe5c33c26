"""Where a sentence too long for one breath is cut."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

COMFORTABLE = 340
"""Characters an utterance has at most where the text allows: about 350 sounds, beyond which
neural voices hurry."""

_PLACES = (
    re.compile(r"[;:.!?…](?=[\s”’\"')\]])[”’\"')\]]*\s"),
    re.compile(r"\s[—–-]{1,2}\s|—|,[”’\"')\]]?\s|\)\s|\s(?=\()"),
)
_SPACE = re.compile(r"\s")


@lru_cache(maxsize=16)
def _places(conjunctions: frozenset[str]) -> tuple[re.Pattern[str], ...]:
    """Return where to cut: after a clause, at a comma, before *conjunctions*, between words."""
    before = rf"\s(?=(?:{'|'.join(sorted(conjunctions))})\s)"
    return (*_PLACES, re.compile(before), _SPACE) if conjunctions else (*_PLACES, _SPACE)


def clauses(
    text: str,
    start: int,
    end: int,
    limit: int = COMFORTABLE,
    conjunctions: frozenset[str] = frozenset(),
) -> Iterator[tuple[int, int]]:
    """Yield spans of ``text[start:end]`` of at most *limit* characters that lie side by side.

    Args:
        text: The text.
        start: First character of the sentence.
        end: First character after it.
        limit: Most characters a span may have.
        conjunctions: The language's words that a span may begin with.
    """
    while end - start > limit:
        cut = _cut(text, start, start + limit, _places(conjunctions))
        yield start, cut
        start = cut
    if end > start:
        yield start, end


def _cut(text: str, start: int, end: int, places: tuple[re.Pattern[str], ...]) -> int:
    earliest = start + (end - start) // 3
    for place in places:
        cut = max((found.end() for found in place.finditer(text, earliest, end)), default=0)
        if cut > earliest:
            return cut
    return end
