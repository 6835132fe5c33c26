"""Characters that every format takes: what XML forbids, and nothing else, is dropped."""

from __future__ import annotations

import re

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def legible(text: str) -> str:
    """Return *text* without the characters XML 1.0 cannot hold: C0 controls, surrogates.

    Source:
        XML 1.0 (fifth edition), production 2, ``Char``.
    """
    return _ILLEGAL.sub("", text)


def folded(text: str) -> str:
    """Return *text* legible and on one line, every run of white space one space."""
    return " ".join(legible(text).split())
