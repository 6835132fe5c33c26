"""Where a sentence too long for one breath is cut."""

from __future__ import annotations

import re
from collections.abc import Iterator

COMFORTABLE = 400
"""Characters an utterance has at most where the text allows."""

_PLACES = (
    re.compile(r"[;:.!?…](?=[\s”’\"')\]])[”’\"')\]]*\s"),
    re.compile(r"\s[—–-]{1,2}\s|—|,[”’\"')\]]?\s|\)\s|\s(?=\()"),
    re.compile(r"\s(?=(?:and|but|or|because|which|while|that|when|where|who|so|if|as)\s)"),
    re.compile(r"\s"),
)
"""Best first: after a full clause, at a comma or dash, before a conjunction, between words."""


def clauses(text: str, start: int, end: int, limit: int = COMFORTABLE) -> Iterator[tuple[int, int]]:
    """Yield spans of ``text[start:end]`` of at most *limit* characters that lie side by side.

    Args:
        text: The text.
        start: First character of the sentence.
        end: First character after it.
        limit: Most characters a span may have.
    """
    while end - start > limit:
        cut = _cut(text, start, start + limit)
        yield start, cut
        start = cut
    if end > start:
        yield start, end


def _cut(text: str, start: int, end: int) -> int:
    earliest = start + (end - start) // 3
    for places in _PLACES:
        cut = max((found.end() for found in places.finditer(text, earliest, end)), default=0)
        if cut > earliest:
            return cut
    return end
