"""Dates as people and feeds write them."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

_WRITTEN = ("%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y", "%Y/%m/%d", "%Y.%m.%d", "%d.%m.%Y")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")
_TIMED = re.compile(
    r"(?P<day>\d{4}-\d{1,2}-\d{1,2})(?:[T ]+(?P<time>\d{1,2}:\d{2}(?::\d{2})?)(?:\.\d+)?"
    r"[ ]*(?P<zone>[+-]\d{2}:?\d{2}|[A-Za-z]{1,5})?)?(?:[ ].*)?"
)
_ZONES = {"PST": -8, "PDT": -7, "MST": -7, "MDT": -6, "CST": -6, "CDT": -5, "EST": -5, "EDT": -4,
          "CET": 1, "CEST": 2, "BST": 1, "JST": 9, "Z": 0, "UTC": 0, "GMT": 0}  # fmt: skip
"""Hours east of Greenwich, as those who write in English mean the letters."""
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905 - reads best
_IN_WORDS = re.compile(
    r"\b(?:(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?\s+"
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?,?|(?P<day2>\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?\s+"
    r"(?P<month2>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?,?)"
    r"\s+(?P<year>(?:1[6-9]|20)\d\d)\b",
    re.IGNORECASE,
)


def parsed_date(text: str) -> date | datetime | None:
    """Return the date written in *text*, None if there is none.

    ISO 8601, RFC 2822, and dates in English words or with the year first are known. Where day and
    month could be mistaken for one another (``3/4/2026``) the answer is None.
    """
    text = text.strip()
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(text)
    except ValueError:
        pass
    plain = _ORDINAL.sub("", text).replace("Sept ", "Sep ")
    for written in _WRITTEN:
        try:
            return datetime.strptime(plain, written).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return _timed(text) or (date_within(text) if len(text) < _LONGEST else None)


def in_any_zone(moment: date | datetime | None) -> date | datetime | None:
    """Return *moment*; its day alone where another zone would have it outside years 1 to 9999."""
    if isinstance(moment, datetime):
        try:
            for hours in (-24, 24):
                moment.replace(tzinfo=None) + timedelta(hours=hours)
        except OverflowError:
            return moment.date()
    return moment


_LONGEST = 60
"""Characters of a date with its weekday, time and zone."""


def date_within(text: str) -> date | None:
    """Return the first date that *text* says in English words (``By Ann, 3 March 2024``)."""
    found = _IN_WORDS.search(text)
    if not found:
        return None
    month = _MONTHS.index((found["month"] or found["month2"]).lower()) + 1
    try:
        return date(int(found["year"]), month, int(found["day"] or found["day2"]))
    except ValueError:
        return None


def _timed(text: str) -> date | datetime | None:
    """Return a day with the year first, and its time where one is told (``… 19:19:27 PST``)."""
    found = _TIMED.fullmatch(text)
    if not found:
        return None
    year, month, day = map(int, found["day"].split("-"))
    try:
        if not found["time"]:
            return date(year, month, day)
        hour, minute, second = (*map(int, found["time"].split(":")), 0)[:3]
        return datetime(year, month, day, hour, minute, second, tzinfo=_zone(found["zone"] or ""))
    except ValueError:
        return None


def _zone(name: str) -> timezone | None:
    if name[:1] in {"+", "-"}:
        minutes = int(name[1:3]) * 60 + int(name[-2:])
        return timezone(timedelta(minutes=-minutes if name[0] == "-" else minutes))
    hours = _ZONES.get(name.upper())
    return None if hours is None else timezone(timedelta(hours=hours))
