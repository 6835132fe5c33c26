"""Text without what cannot be seen: control characters, lone surrogates, invisible marks."""

from __future__ import annotations

import re

_NEWLINES = re.compile("\r\n?|\x0b|\x0c|\x85|\u2028|\u2029")
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # C0 without tab and newlines, delete, C1
    "\u00ad\u200b\u2060\ufeff"  # soft hyphen, zero-width space, word joiner, byte order mark
    "\u200e\u200f\u202a-\u202e\u2066-\u2069"  # directions, which can make a title lie
    "\ud800-\udfff\ufffe\uffff]"  # lone surrogates and what is no character
)


def cleaned(text: str) -> str:
    """Return *text* with line feeds for newlines and without invisible characters."""
    return without_controls(_NEWLINES.sub("\n", text))


def without_controls(text: str) -> str:
    """Return *text* without control and invisible characters; white space stays."""
    return _UNSEEN.sub("", text)


def one_line(text: str) -> str:
    """Return *text* as one line without control characters, white space folded."""
    return " ".join(without_controls(text).split())
