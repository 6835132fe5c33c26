"""Dates and lengths as people read them on a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def rough_length(seconds: float) -> str:
    """Return a length as ``1 h 5 min``, or ``18 min``; never less than one minute."""
    h, m = divmod(max(round(seconds / 60), 1), 60)
    return f"{h} h {m} min" if h and m else f"{h} h" if h else f"{m} min"


def long_date(day: date) -> str:
    """Return a date as ``5 October 2026``, whatever the machine's locale."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def iso(day: date) -> str:
    """Return the day as ``2026-10-05``; of a datetime too."""
    return day.isoformat()[:10]


WORDING: Mapping[str, Callable[..., str]] = {
    "rough_length": rough_length,
    "long_date": long_date,
    "iso": iso,
}
"""What templates call by name."""
