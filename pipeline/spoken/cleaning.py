"""What no engine may be given, taken out before any rule sees the text."""

from __future__ import annotations

import re

_HARMFUL = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # controls: NUL ends a text, \x01 commands espeak
    "\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"  # unseen, and bidi
    "\ud800-\udfff"  # lone surrogates cannot be encoded
    "\ufe00-\ufe0f\ufff0-\uffff"  # variation selectors, specials
    "\U000e0000-\U000e0fff]"  # tags
)


def clean(text: str) -> tuple[str, list[int] | None]:
    """Take the harmful characters out of *text*.

    Returns:
        The clean text, and for each of its characters the offset it had; None when nothing was
        taken out.
    """
    if not _HARMFUL.search(text):
        return text, None
    offsets = [i for i, character in enumerate(text) if not _HARMFUL.match(character)]
    return "".join(text[i] for i in offsets), offsets
