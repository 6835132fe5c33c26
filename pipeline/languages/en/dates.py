"""Dates, years, decades and times of day."""

from __future__ import annotations

import re

from pipeline.languages.en.numbers import cardinal, ordinal, year
from pipeline.languages.scanner import Kind, Place

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_SHORT = {
    **{month[:3]: month for month in MONTHS},
    "Sept": "September",
    **{month: month for month in MONTHS},
}
_NAMED_DAYS = {
    **_SHORT,
    **{
        short: day
        for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
        for short in (day, day[:3], day[:4], day[:5])
    },
}
_NAMED_DAY = "|".join(sorted(_NAMED_DAYS, key=len, reverse=True))
_POINTED = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Mon|Tues|Tue|Wed|Thurs|Thur|Thu|Fri"
_MONTH = "|".join(sorted(_SHORT, key=len, reverse=True))
_OTHER_MONTH = rf"(?P<other>{_MONTH})\.?"
_MONTH = rf"(?P<month>{_MONTH})\.?"
_YEAR = r"(?P<year>[12]\d{3})(?!\d)"
_DASH = r"\s?[-–—‑]\s?"
_SHARED = re.compile(r" (?:split|mix|ratio|ms|percent|seconds|tokens|partition)\b")
"""After three numbers with slashes that are no date."""


def _day(text: str) -> str | None:
    day = int(text)
    return ordinal(day) if 1 <= day <= 31 else None


def _month_day(match: re.Match[str], place: Place) -> str | None:
    if place.text[match.start() : match.start() + 3] == "May" and match["month"] != "May":
        return None
    day = _day(match["day"])
    if day is None:
        return None
    said = f"{_SHORT[match['month']]} {day}"
    if match["until"]:
        until = _day(match["until"])
        if until is None:
            return None
        said += f" to {until}"
    return f"{said}, {year(int(match['year']))}" if match["year"] else said


def _across_months(match: re.Match[str], _place: Place) -> str | None:
    first, last = _day(match["day"]), _day(match["until"])
    if first is None or last is None:
        return None
    said = f"{_SHORT[match['month']]} {first} to {_SHORT[match['other']]} {last}"
    return f"{said}, {year(int(match['year']))}" if match["year"] else said


def _day_month(match: re.Match[str], _place: Place) -> str | None:
    day = _day(match["day"])
    if day is None:
        return None
    said = f"{_SHORT[match['month']]} {day}"
    return f"{said}, {year(int(match['year']))}" if match["year"] else said


def _month_year(match: re.Match[str], _place: Place) -> str:
    return f"{_SHORT[match['month']]} {year(int(match['year']))}"


def _numeric(match: re.Match[str], place: Place) -> str | None:
    groups = match.groupdict()
    if _SHARED.match(place.after):
        return None
    if groups.get("iso"):
        full, month, day = int(match["iso"]), int(match["m"]), int(match["d"])
    else:
        full, month, day = int(match["y"]), int(match["a"]), int(match["b"])
        if month > 12:
            month, day = day, month
        if len(match["y"]) == 2:
            full += 2000 if full < 70 else 1900
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return f"{MONTHS[month - 1]} {ordinal(day)}, {year(full)}"


def _short_name(match: re.Match[str], place: Place) -> str:
    ends = not place.after.strip('"”’) ')
    return _NAMED_DAYS[match["name"]] + "." * ends


def _quarters(match: re.Match[str], _place: Place) -> str:
    name = match["name"]
    return f"{name} {cardinal(int(match['one']))} to {name} {cardinal(int(match['two']))}"


def _named_days(match: re.Match[str], _place: Place) -> str:
    return f"{_NAMED_DAYS[match['one']]} to {_NAMED_DAYS[match['two']]}"


def _c(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


KINDS = (
    Kind(
        "date",
        "9",
        _c(r"(?P<iso>[12]\d{3})-(?P<m>\d\d)-(?P<d>\d\d)(?:T[\d:.Z+-]{1,20})?(?![\w-])"),
        _numeric,
    ),
    Kind("date", "9", _c(r"(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y>\d{4}|\d\d)(?![\w/])"), _numeric),
    Kind(
        "date",
        "A",
        _c(
            rf"{_MONTH}\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?{_DASH}{_OTHER_MONTH}\s"
            rf"(?P<until>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,?\s{_YEAR})?(?!\w)"
        ),
        _across_months,
    ),
    Kind(
        "date",
        "A",
        _c(
            rf"{_MONTH}\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:%]|\.\d|,\d)(?:{_DASH}"
            rf"(?P<until>\d{{1,2}})(?:st|nd|rd|th)?(?!\d))?(?:,?\s{_YEAR})?(?!\w)"
        ),
        _month_day,
    ),
    Kind(
        "date",
        "9",
        _c(rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s{_MONTH}(?![A-Za-z])(?:,?\s{_YEAR})?"),
        _day_month,
    ),
    Kind("date", "A", _c(rf"{_MONTH},?\s{_YEAR}(?![\w%]|[.,]\d)"), _month_year),
    Kind(
        "quarters",
        "A",
        _c(r"(?P<name>[QH])(?P<one>[1-4])\s?[-–—]\s?[QH]?(?P<two>[1-4])(?!\w)"),
        _quarters,
    ),
    Kind(
        "days", "A", _c(rf"(?P<one>{_NAMED_DAY})\.?\s?[-–—]\s?(?P<two>{_NAMED_DAY})\b"), _named_days
    ),
    Kind(
        "short month",
        "A",
        _c(rf"(?P<name>{_POINTED})(?= ['’]\d\d(?!\w))"),
        _short_name,
    ),
    Kind("short month or day", "A", _c(rf"(?P<name>{_POINTED})\.(?!\w)"), _short_name),
)
