"""Where a text can be split smaller without being heard much: after sentences, clauses, words."""

from __future__ import annotations

import re

from pipeline.speech.engines import Line, Manner

TAKE = "take"
"""Option of a voice profile: which take of a sentence is wanted, from 1 on."""

_BREAKS = (
    re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+"),
    re.compile(r"(?<=[,;:–—])\s*"),
    re.compile(r"\s+"),
)


_ODD_SIGN = re.compile(r"""[^\w\s.,;:!?…'’"“”()-]""")


def without_odd_signs(line: Line) -> Line:
    """Return *line* with a space for each sign that is neither letter, figure nor punctuation.

    Words keep their places, so that their times do.
    """
    return line._replace(text=_ODD_SIGN.sub(" ", line.text))


def halves(line: Line) -> tuple[Line, Line] | None:
    """Split *line* in two; phonemes go with their words, those of words cut apart are dropped."""
    parts = _halves(line.text)
    if parts is None:
        return None
    cut = len(parts[0])
    before = tuple(it for it in line.phonemes if it[1] <= cut)
    after = tuple(
        (start - cut, end - cut, ipa) for start, end, ipa in line.phonemes if start >= cut
    )
    return Line(parts[0], before), Line(parts[1], after)


def breaths(line: Line, manner: Manner) -> tuple[Line, Line] | None:
    """Return *line* in the two breaths in which every second take says it; None for in one.

    It is cut after a sentence or a clause only.
    """
    take = manner.option(TAKE, "0")
    if not take.isdecimal() or int(take) % 2 or take == "0":
        return None
    parts = halves(line)
    if parts is None or not any(kind.search(parts[0].text + "x") for kind in _BREAKS[:2]):
        return None
    return parts


def _halves(text: str) -> tuple[str, str] | None:
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
