"""The last door before an engine: what no engine may be given, whoever made the text.

espeak-ng takes control characters as commands that change the voice, stops at a NUL, and cannot
be given lone surrogates; very long texts have crashed it.
"""

from __future__ import annotations

import re

LONGEST_TEXT = 1_200
"""Characters an engine is given at a time; longer text is spoken in parts and joined."""
_UNSPEAKABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


def speakable(text: str) -> str:
    """Return *text* with everything no engine may be given replaced by spaces.

    Every character keeps its place, so that word positions still hold.
    """
    return _UNSPEAKABLE.sub(" ", text)
