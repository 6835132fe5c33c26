"""Numbers in American words: cardinals, ordinals, decimals, digits, years."""

from __future__ import annotations

from functools import lru_cache

from num2words import num2words

LONGEST = 15
"""Digits up to which a whole number is said as one; a longer one is said digit by digit."""

DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@lru_cache(maxsize=4096)
def cardinal(number: int) -> str:
    """Return *number* (below 10**15) in words, without "and": "one hundred five"."""
    return _american(num2words(number))


@lru_cache(maxsize=1024)
def ordinal(number: int) -> str:
    """Return "twenty-second" for 22."""
    return _american(num2words(number, to="ordinal"))


def _american(words: str) -> str:
    return words.replace(" and ", " ").replace(",", "")


def digits(text: str) -> str:
    """Return the digits of *text* one by one; other characters are left out."""
    return " ".join(DIGITS[int(d)] for d in text if d.isdecimal())


def whole(text: str) -> str:
    """Return a whole number as written, ``1,000`` or ``007``, in words."""
    bare = text.replace(",", "")
    if len(bare) > LONGEST or (len(bare) > 1 and bare[0] == "0"):
        return digits(bare)
    return cardinal(int(bare))


def number(text: str) -> str:
    """Return a number as written, ``1,234.50`` or ``.5``, in words."""
    left, point, right = text.partition(".")
    if not point:
        return whole(left)
    said = f"point {digits(right)}"
    return f"{whole(left)} {said}" if left else said


@lru_cache(maxsize=1024)
def year(number: int) -> str:
    """Return "nineteen ninety-eight", "two thousand five", "twenty twenty-five"."""
    high, low = divmod(number, 100)
    if number < 1000 or number > 9999 or (high % 10 == 0 and low < 10):
        return cardinal(number)
    if low == 0:
        return f"{cardinal(high)} hundred"
    return f"{cardinal(high)} {'oh ' if low < 10 else ''}{cardinal(low)}"
