"""What no engine may be given, taken out before any rule sees the text."""

from __future__ import annotations

import re
import unicodedata

MARKS = "".join(
    chr(code)
    for first, end in ((0x300, 0x3100), (0xA600, 0xAC00), (0xFE20, 0xFE30))
    for code in range(first, end)
    if unicodedata.category(chr(code)) in ("Mn", "Mc")
)
"""Vowel signs, accents and points that belong to the letter before them; Python's ``\\w`` knows
none of them, yet a word of Hindi or Hebrew is not itself without."""

_HARMFUL = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # controls: NUL ends a text, \x01 commands espeak
    "\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"  # unseen, and bidi
    "\ud800-\udfff"  # lone surrogates cannot be encoded
    "\ufe00-\ufe0f\ufff0-\uffff"  # variation selectors, specials
    "\U000e0000-\U000e0fff]"  # tags
)


_LETTER_WITH_MARKS = re.compile(rf"[^\W\d_][{MARKS}]{{1,16}}")


def clean(text: str) -> tuple[str, list[int] | None]:
    """Take the harmful characters out of *text*, and write letters and their accents as one.

    Returns:
        The clean text, and for each of its characters the offset it had; None when nothing was
        changed.
    """
    if not _HARMFUL.search(text) and unicodedata.is_normalized("NFC", text):
        return text, None
    offsets = [i for i, character in enumerate(text) if not _HARMFUL.match(character)]
    kept = "".join(text[i] for i in offsets)
    composed: list[str] = []
    places: list[int] = []
    at = 0
    for match in _LETTER_WITH_MARKS.finditer(kept):
        letter = unicodedata.normalize("NFC", match.group())
        composed += kept[at : match.start()], letter
        places += offsets[at : match.start()]
        places += offsets[match.start() : match.start() + len(letter)]
        at = match.end()
    return "".join((*composed, kept[at:])), places + offsets[at:]
