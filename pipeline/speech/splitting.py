"""Where a text can be split smaller without being heard much: after sentences, clauses, words."""

from __future__ import annotations

import re

_BREAKS = (
    re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+"),
    re.compile(r"(?<=[,;:–—])\s*"),
    re.compile(r"\s+"),
)


def halves(text: str) -> tuple[str, str] | None:
    """Split *text* in two near its middle, at the best kind of break there is.

    Returns:
        Two texts that are not blank and together hold all that is to be said; None when *text*
        has but one character that is not white space.
    """
    middle = len(text) / 2
    for kind in _BREAKS:
        places = [match.end() for match in kind.finditer(text)]
        inside = [place for place in places if text[:place].strip() and text[place:].strip()]
        if inside:
            place = min(inside, key=lambda place: abs(place - middle))
            return text[:place], text[place:]
    inner = text.strip()
    place = text.find(inner) + len(inner) // 2
    return (text[:place], text[place:]) if len(inner) > 1 else None
