"""Stage directions: what a transcript tells of the scene, in brackets: ``[laughs]``."""

from __future__ import annotations

import re
from collections.abc import Collection

from pipeline.values.essay import Block, MarkKind

_BRACKETED = re.compile(r"\[(?P<square>[^\[\]\n]{2,60})\]|\((?P<round>[^()\n]{3,30})\)")
_CLOCK = re.compile(r"\d{1,2}(?::\d{2}){1,2}")
_MOST_WORDS = 4
_OPAQUE = frozenset({MarkKind.CODE, MarkKind.MATH, MarkKind.FOOTNOTE})


def stage_directions(block: Block, known: Collection[str]) -> list[tuple[int, int]]:
    """Return the spans of the stage directions in *block*, brackets included.

    In square brackets one word of *known* is enough, so that "[both laugh quietly]" is one; in
    parentheses nothing but such words counts, for an author's own asides stand there.

    Args:
        block: A block of the essay.
        known: Words of directions in its language, lower case.
    """
    found = []
    for match in _BRACKETED.finditer(block.text) if known else ():
        words = _CLOCK.sub("", match["square"] or match["round"]).casefold().split()
        told = [word.strip(".,;:!") in known for word in words]
        meant = any(told) if match["square"] else all(told)
        if told and meant and len(told) <= _MOST_WORDS and not _is_opaque(block, match.start()):
            found.append(match.span())
    return found


def _is_opaque(block: Block, at: int) -> bool:
    return any(mark.kind in _OPAQUE and mark.start <= at < mark.end for mark in block.marks)
