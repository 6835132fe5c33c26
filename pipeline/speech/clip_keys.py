"""The key under which a clip is stored: all that its sound depends on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from pipeline.speech.engines import Line, Manner, load_engine

FORMAT = 2
"""Raised whenever clips of before may not be used any more."""


def clip_keys(place: str, manner: Manner, lines: Iterable[Line]) -> list[str]:
    """Return the keys of the clips in which *lines* are spoken.

    Args:
        place: Where the engine's class is found, from :func:`pipeline.speech.engines.find_engine`.
        manner: How they are spoken.
        lines: What the engine is given.

    Raises:
        ToolMissingError: The engine's library or model is not there.
    """
    identity = load_engine(place).identity(manner)
    spoken = (manner.voice, manner.rate_wpm, manner.pitch, manner.language, manner.options)
    return [
        _key((FORMAT, place, identity, *spoken, *line[:2], *filter(None, line[2:])))
        for line in lines
    ]


def _key(parts: tuple[object, ...]) -> str:
    return f"clips/{hashlib.sha256(repr(parts).encode('utf-8', 'replace')).hexdigest()}"
