"""Numbers in American words: cardinals, ordinals, decimals, digits, years, numbers in names."""

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


_GROUPS = str.maketrans("", "", ",'’ \xa0\u2009\u202f")
"""What parts the thousands."""
_LONGEST_GROUPED = 33
"""Digits up to which a number whose thousands are parted is said as one."""


def whole(text: str) -> str:
    """Return a whole number as written, ``1,000``, ``1 000`` or ``007``, in words."""
    bare = text.translate(_GROUPS)
    if len(bare) > (LONGEST if bare == text else _LONGEST_GROUPED) or (
        len(bare) > 1 and bare[0] == "0"
    ):
        return digits(bare)
    return cardinal(int(bare))


def number(text: str) -> str:
    """Return a number as written, ``1,234.50`` or ``.5``, in words."""
    left, point, right = text.partition(".")
    if not point:
        return whole(left)
    spoken = f"point {digits(right)}"
    return f"{whole(left)} {spoken}" if left else spoken


@lru_cache(maxsize=1024)
def year(number: int) -> str:
    """Return "nineteen ninety-eight", "two thousand five", "twenty twenty-five"."""
    high, low = divmod(number, 100)
    if number < 1000 or number > 9999 or (high % 10 == 0 and low < 10):
        return cardinal(number)
    if low == 0:
        return f"{cardinal(high)} hundred"
    return f"{cardinal(high)} {'oh ' if low < 10 else ''}{cardinal(low)}"


def name_number(text: str, *, sized: bool = False) -> str:  # noqa: PLR0911 - a case a line
    """Return a number in a name: "one hundred", "forty ninety", "oh oh three" for ``003``.

    Args:
        text: Digits, perhaps with points between.
        sized: Whether a letter follows that makes it an amount (``405B``).
    """
    if "." in text:
        first, *others = text.split(".")
        return " point ".join([whole(first), *(_after_point(part, others) for part in others)])
    if text[0] == "0" and len(text) > 1:
        return _with_zeros(text)
    if len(text) == 8 and text[:2] == "20" and text[4] in "01" and text[6] in "0123":
        return f"{year(int(text[:4]))} {name_number(text[4:6])} {name_number(text[6:])}"
    if len(text) == 5 and not text.endswith("000"):
        return f"{cardinal(int(text[:2]))} {name_number(text[2:])}"
    if sized or len(text) < 3 or text.endswith("000"):
        return whole(text)
    if len(text) == 3:
        return _three(text)
    if len(text) == 4:
        return year(int(text))
    return whole(text) if text.endswith("00") else digits(text)


def _three(text: str) -> str:
    if text.endswith("00"):
        return cardinal(int(text))
    if text[1] == "0":
        return f"{cardinal(int(text[0]))} oh {cardinal(int(text[2]))}"
    return f"{cardinal(int(text[0]))} {cardinal(int(text[1:]))}"


def _with_zeros(text: str) -> str:
    if len(text) == 4 and text[1] != "0":
        high, low = text[:2], text[2:]
        end = f"oh {cardinal(int(low))}" if low[0] == "0" and low != "00" else cardinal(int(low))
        return f"oh {cardinal(int(high))} {'hundred' if low == '00' else end}"
    return " ".join("oh" if d == "0" else cardinal(int(d)) for d in text if d.isdecimal())


def _after_point(part: str, others: list[str]) -> str:
    """Versions count after the point (``3.11`` is "three point eleven"), decimals do not."""
    if len(others) == 1 or part[0] == "0" or len(part) > 2:
        return digits(part)
    return cardinal(int(part))
