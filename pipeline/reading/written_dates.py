"""Dates as people and feeds write them."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

from pipeline.reading.month_names import MONTH_NUMBERS
from pipeline.tools.patterns import any_of

_WRITTEN = ("%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y", "%Y/%m/%d", "%Y.%m.%d", "%d.%m.%Y")
_MONTHS_A_YEAR = 12
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")
_TIMED = re.compile(
    r"(?P<day>\d{4}-\d{1,2}-\d{1,2})(?:[T ]+(?P<time>\d{1,2}:\d{2}(?::\d{2})?)(?:\.\d+)?"
    r"[ ]*(?P<zone>[+-]\d{2}:?\d{2}|[A-Za-z]{1,5})?)?(?:[ ].*)?"
)
_ZONES = {"PST": -8, "PDT": -7, "MST": -7, "MDT": -6, "CST": -6, "CDT": -5, "EST": -5, "EDT": -4,
          "CET": 1, "CEST": 2, "BST": 1, "JST": 9, "Z": 0, "UTC": 0, "GMT": 0}  # fmt: skip
"""Hours east of Greenwich, as those who write in English mean the letters."""
_MONTH = rf"(?P<month{{n}}>{any_of(MONTH_NUMBERS)})"
_DAY = r"(?P<day{n}>[0-3]?\d)(?:st|nd|rd|th|er|º|\.)?"
_YEAR = r"(?P<year{n}>(?:1[6-9]|20)\d\d)(?!\d)"
_IN_WORDS = re.compile(
    rf"(?<![^\W_])(?:{_MONTH.format(n=1)}\b\.?\s+{_DAY.format(n=1)},?\s+{_YEAR.format(n=1)}"
    rf"|{_DAY.format(n=2)}\s*[-/]?\s*(?:of |de |d['’])?{_MONTH.format(n=2)}\b\.?,?[-/ ]\s*"
    rf"(?:de |del )?{_YEAR.format(n=2)}"
    rf"|{_YEAR.format(n=3)}\s?年\s?(?P<month3>\d{{1,2}})\s?月\s?(?P<day3>\d{{1,2}})\s?日)",
    re.IGNORECASE,
)
_IN_FIGURES = re.compile(
    r"(?<![\d./-])(?:(?P<year1>20\d\d|19\d\d)(?P<sign1>[-/.])(?P<month1>[01]?\d)(?P=sign1)"
    r"(?P<day1>[0-3]?\d)|(?P<day2>[0-3]?\d)(?P<sign2>[-/.]\s?)(?P<month2>[0-3]?\d)(?P=sign2)"
    r"(?P<year2>20\d\d|19\d\d))(?![\d-])"
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
    if (timed := _timed(text)) or len(text) >= _LONGEST:
        return timed
    return date_within(text) or date_in_figures(text)


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
    """Return the first date that *text* says in words (``By Ann, 3 March 2024``, ``3. März 2024``).

    Names of months are known in twenty languages.
    """
    for found in _IN_WORDS.finditer(text):
        which = next(n for n in "123" if found[f"year{n}"])
        month = found[f"month{which}"].lower()
        number = int(month) if month.isdecimal() else MONTH_NUMBERS[month]
        if (day := _day(found[f"year{which}"], number, found[f"day{which}"])) is not None:
            return day
    return None


def date_in_figures(text: str, *, month_first: bool | None = None) -> date | None:
    """Return the first date that *text* holds in figures: ``24.06.2019``, ``2019-06-24``.

    Args:
        text: Any text.
        month_first: Whether ``3/4/2026`` is in March; None where nobody knows, and then it is no
            date. With points the day is first.
    """
    for found in _IN_FIGURES.finditer(text):
        if found["year1"]:
            day = _day(found["year1"], int(found["month1"]), found["day1"])
        else:
            day = _turned(found, month_first=month_first)
        if day is not None:
            return day
    return None


def _turned(found: re.Match[str], *, month_first: bool | None) -> date | None:
    """Return the day of a date with its year last."""
    one, other = int(found["day2"]), int(found["month2"])
    slashed = "." not in found["sign2"]
    unsure = slashed and month_first is None and one != other and max(one, other) <= _MONTHS_A_YEAR
    if unsure:
        return None
    if other > _MONTHS_A_YEAR or (slashed and month_first and one <= _MONTHS_A_YEAR):
        one, other = other, one
    return _day(found["year2"], other, str(one))


def _day(year: str, month: int, day: str) -> date | None:
    try:
        return date(int(year), month, int(day))
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
