"""Characters that every format takes: what XML forbids, and nothing else, is dropped."""

from __future__ import annotations

import re

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legible(text: str) -> str:
    """Return *text* without the characters XML 1.0 cannot hold: C0 controls, surrogates.

    Source:
        XML 1.0 (fifth edition), production 2, ``Char``.
    """
    return _ILLEGAL.sub("", text)


def folded(text: str) -> str:
    """Return *text* legible and on one line, every run of white space one space."""
    return " ".join(legible(text).split())
