"""A sentence as the words and signs that the models were trained on."""

from __future__ import annotations

import re
from typing import NamedTuple

_TOKEN = re.compile(
    r"[^\W\d_]+(?=n['’]t\b)|n['’]t\b|['’](?:s|re|ve|ll|d|m)\b|[^\W\d_]+|\d[\d.,]*\d|\d|[^\w\s]|_",
    re.IGNORECASE,
)


class Word(NamedTuple):
    """One word or sign of a text."""

    text: str
    start: int
    end: int


def words(text: str) -> list[Word]:
    """Return the words and signs of *text*; ``don't`` is ``do`` and ``n't``, as in treebanks."""
    return [Word(found.group(), *found.span()) for found in _TOKEN.finditer(text)]


def folded(word: str) -> str:
    """Return *word* as the models know it: lower case, figures as one sign."""
    if word[0].isdigit():
        return "!Y" if len(word) == 4 and word.isdigit() else "!D"
    return word.lower().replace("’", "'")


def shape(word: str) -> str:
    """Return how *word* is written: capitals, one capital, small letters, figures, a sign."""
    if word[0].isdigit():
        return "d"
    if not word[0].isalpha():
        return "p"
    if len(word) > 1 and word.isupper():
        return "X"
    return "I" if word[0].isupper() else "x"
