"""Text as every format takes it: what XML forbids is dropped, lines are one, beginnings short."""

from __future__ import annotations

import re

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*(?=\s+[^\sa-z])|[。！？]")


def legible(text: str) -> str:
    """Return *text* without the characters XML 1.0 cannot hold: C0 controls, surrogates.

    Source:
        XML 1.0 (fifth edition), production 2, ``Char``.
    """
    return _ILLEGAL.sub("", text)


def folded(text: str) -> str:
    """Return *text* legible and on one line, every run of white space one space."""
    return " ".join(legible(text).split())


def opening_of(text: str, most: int = 240) -> str:
    """Return the first sentences of *text* on one line, at most *most* characters of them.

    Where not even the first fits it is cut after a word.
    """
    text = folded(text)
    if len(text) <= most:
        return text
    ends = [found.end() for found in _SENTENCE_END.finditer(text, 0, most)]
    if ends and ends[-1] > most // 3:
        return text[: ends[-1]]
    return text[: most - 1].rpartition(" ")[0].rstrip(" ,;:–—(") + "…"
