"""Dates in figures, which are written alike in many languages."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from pipeline.languages.scanner import Kind, Place, Reader

SayDate = Callable[[int, int, int | None, str], str]
"""Day, month, year and the text before → the date in words."""


def full_year(written: str) -> int:
    """Return the year that two or four figures stand for."""
    year = int(written)
    if len(written) > 2:
        return year
    return 2000 + year if year < 50 else 1900 + year


def worded_date(say: SayDate, month_of: Mapping[str, int]) -> Reader:
    """Return the reading of dates with the month as a word, which says nothing of a 32nd.

    Args:
        say: Words a date.
        month_of: Names and short forms in lower case, without points → month.
    """

    def read(match: re.Match[str], place: Place) -> str | None:
        day = int(match["day"])
        if not 1 <= day <= 31:
            return None
        month = month_of[match["month"].lower().rstrip(".")]
        return say(day, month, int(match["year"]) if match["year"] else None, place.before)

    return read


def date_kinds(say: SayDate) -> tuple[Kind, ...]:
    """Return the kinds of dates in figures: year first, or day first."""

    def read(match: re.Match[str], place: Place) -> str | None:
        day, month = int(match["day"]), int(match["month"])
        if not (1 <= day <= 31 and 1 <= month <= 12):
            return None
        return say(day, month, full_year(match["year"]), place.before)

    return (
        Kind(
            "date",
            "9",
            re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?![\d-])"),
            read,
        ),
        Kind(
            "date",
            "9",
            re.compile(
                r"(?P<day>\d{1,2})(?P<sign>[./-])(?P<month>\d{1,2})(?P=sign)(?P<year>\d{4})(?!\d)"
            ),
            read,
        ),
        Kind(
            "date",
            "9",
            re.compile(
                r"(?P<day>\d{1,2})(?P<sign>[./])(?P<month>\d{1,2})(?P=sign)(?P<year>\d{2})(?![\d.])"
            ),
            read,
        ),
    )
