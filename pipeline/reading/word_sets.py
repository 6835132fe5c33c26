"""Tables of words, written as words."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """Return the words of *text*, which white space keeps apart."""
    return frozenset(text.split())
