"""Roman numerals: their value, and how they are found."""

from __future__ import annotations

import re

NUMERAL = r"(?=[IVXLCM])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
"""A numeral in capitals up to 3,999."""
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_SIGNS = {chr(0x2160 + n): n + 1 for n in range(12)}


def value(numeral: str) -> int:
    """Return 4 for ``IV``, ``iv`` and ``Ⅳ``."""
    if numeral in _SIGNS:
        return _SIGNS[numeral]
    numbers = [_VALUES[letter] for letter in numeral.upper()]
    pairs = zip(numbers, [*numbers[1:], 0], strict=True)
    return sum(-one if one < following else one for one, following in pairs)


def numeral_pattern(after: str = r"(?![\w'’-])") -> re.Pattern[str]:
    """Return the pattern of a numeral that *after* may follow."""
    return re.compile(rf"(?P<numeral>{NUMERAL}|[Ⅰ-Ⅻ]){after}")


AFTER_ABBREVIATION = re.compile(
    r"\b(?:cap|chap|[Kk]ap|t|vol|art|[Aa]rt|fig|[Ff]ig|pp?|núm|Bd|Nr|Abb|Abs|Tab|S|sect|s)\.\s$"
)
"""What counts in short, right before a numeral."""
