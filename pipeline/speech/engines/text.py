"""The last door before an engine: what no engine may be given, whoever made the text.

espeak-ng takes control characters as commands that change the voice, stops at a NUL, and cannot
be given lone surrogates. How long a text may be is the engine's to say in its limits.
"""

from __future__ import annotations

import re

_UNSPEAKABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


def speakable(text: str) -> str:
    """Return *text* with everything no engine may be given replaced by spaces.

    Every character keeps its place, so that word positions still hold.
    """
    return _UNSPEAKABLE.sub(" ", text)
