"""Sentence boundaries: sentencex, and a thin layer over what it misses."""

from __future__ import annotations

import re

import sentencex

_SURROGATE = re.compile("[\ud800-\udfff]")


def sentences(text: str, language: str = "en") -> list[tuple[int, int]]:
    """Return the spans of the sentences of *text*, in order.

    Args:
        text: Any text; linear time in its length.
        language: BCP 47 tag; only its first part matters.

    Returns:
        Spans ``(start, end)`` that begin and end with visible characters. Nothing but white space
        lies between them, so that joined with it they give back the text.
    """
    whole = _SURROGATE.sub("\ufffd", text)
    primary = language.split("-")[0].lower() or "en"
    spans = []
    for boundary in sentencex.get_sentence_boundaries(primary, whole):
        start, end = boundary["start_index"], boundary["end_index"]
        piece = whole[start:end]
        visible = piece.strip()
        if visible:
            start += len(piece) - len(piece.lstrip())
            spans.append((start, start + len(visible)))
    return spans
