"""Regular expressions made of words."""

from __future__ import annotations

import re
from collections.abc import Iterable


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for any of *words*, the longest first.

    >>> any_of(["km", "km/h", "m²"])
    'km/h|km|m²'
    """
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))
