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


_ODD = re.compile(
    "[\ufb00-\ufb06\u2160-\u217f]"  # ligatures, numerals of one character
    "|(?<=[^\\W\\d_])[`\xb4\u02bc](?=(?:s|t|d|m|re|ve|ll|S|T|D|M|RE|VE|LL)\\b)"
    "|(?<=\\bO)[`\xb4\u02bc](?=[A-Z])"
)
"""Letters in disguise, and what stands for an apostrophe."""
_LETTER_WITH_MARKS = re.compile(rf"[^\W\d_][{MARKS}]{{1,16}}")


def clean(text: str) -> tuple[str, list[int] | None]:
    """Take the harmful characters out of *text*, and write each letter in the usual way.

    Returns:
        The clean text, and for each of its characters the offset it had; None when nothing was
        changed.
    """
    if not _HARMFUL.search(text) and unicodedata.is_normalized("NFC", text):
        return _plain(text, None)
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
    return _plain("".join((*composed, kept[at:])), places + offsets[at:])


def _plain(text: str, places: list[int] | None) -> tuple[str, list[int] | None]:
    """Write ligatures and the like as the letters they stand for."""
    if not _ODD.search(text):
        return text, places
    places = places or [*range(len(text))]
    parts: list[str] = []
    moved: list[int] = []
    at = 0
    for match in _ODD.finditer(text):
        letters = unicodedata.normalize("NFKC", match.group())
        letters = letters if letters.isalpha() and match.group() != "ʼ" else "’"
        parts += text[at : match.start()], letters
        moved += places[at : match.start()] + [places[match.start()]] * len(letters)
        at = match.end()
    return "".join((*parts, text[at:])), moved + places[at:]
