"""German dates, decades, centuries and times of day."""

from __future__ import annotations

import re

from pipeline.languages.de.numbers import agreeing, cardinal, decade, ordinal, ordinal_stem, year
from pipeline.languages.scanner import Kind, Place
from pipeline.languages.shared.calendar import date_kinds, worded_date

MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip
_SHORT = {
    "Jan": 1, "Jän": 1, "Jänner": 1, "Feb": 2, "Febr": 2, "Mär": 3, "Mrz": 3, "Apr": 4, "Jun": 6,
    "Jul": 7, "Aug": 8, "Sep": 9, "Sept": 9, "Okt": 10, "Nov": 11, "Dez": 12,
}  # fmt: skip
_NUMBER_OF = {name.lower(): n for n, name in enumerate(MONTHS, 1)} | {
    name.lower(): n for name, n in _SHORT.items()
}
_NAMES = "|".join((*MONTHS, *(rf"{name}\b\.?" for name in sorted(_SHORT, key=len, reverse=True))))
_THE = re.compile(r"\b(?:der|am|dem|den|des|vom|zum)\s$", re.IGNORECASE)


def say_date(day: int, month: int, of_year: int | None, before: str) -> str:
    """Return "dritten Oktober neunzehnhundertneunzig" where "am" stands before."""
    spoken = f"{ordinal(day, before, 'Tag')} {MONTHS[month - 1]}"
    return spoken if of_year is None else f"{spoken} {year(of_year)}"


_worded = worded_date(say_date, _NUMBER_OF)


def _day(match: re.Match[str], place: Place) -> str | None:
    """Read an ordinal: a number with a point that ends no sentence."""
    number = int(match["number"])
    word = re.match(
        r"[\s\u00a0](?:bis zum|bis|und|oder|/) ?\d|[\s\u00a0]([^\W\d_][\w-]*)", place.after
    )
    follows = word[1] if word else ""
    if word is None:
        alone = not place.before.strip() and not place.after.strip()
        listed = re.match(r"\s?[–-]\s?\d+\.", place.after) or re.search(
            r"\b(?:der|die|das|am|vom|zum|dem|den|des|jede|jeder) $", place.before, re.IGNORECASE
        )
        return ordinal(number, place.before) if alone or listed else None
    return ordinal(number, place.before, follows or "Tag")


def _lettered(match: re.Match[str], _place: Place) -> str:
    """Read ``3te`` and ``21sten``."""
    return f"{ordinal_stem(int(match['number']))}{match['ending']}"


def _day_month(match: re.Match[str], place: Place) -> str | None:
    """Read ``30.6.`` as a date."""
    day, month = int(match["day"]), int(match["month"])
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    if not match["end"] and not (_THE.search(place.before) or not place.before.strip()):
        return None
    return say_date(day, month, None, place.before)


def _year_month(match: re.Match[str], _place: Place) -> str | None:
    month = int(match["month"])
    return f"{MONTHS[month - 1]} {year(int(match['year']))}" if 1 <= month <= 12 else None


def _decade(match: re.Match[str], _place: Place) -> str | None:
    spoken = decade(int(match["number"]))
    return f"{spoken}{match['ending'] or ''}" if spoken else None


def _time(match: re.Match[str], place: Place) -> str | None:
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    second = int(match["second"]) if match["second"] else None
    has_word = bool(match["word"])
    if hour > 24 or minute > 59 or (second or 0) > 59 or not (has_word or ":" in match.group()):
        return None
    if not has_word and (len(match["minute"] or "") < 2 or re.match(r"\s?[:/]", place.after)):
        return None
    spoken = f"{agreeing(hour, 'n', '')} Uhr"
    if second is not None:
        seconds = f"{_counted(minute, 'Minute')} {_counted(second, 'Sekunde')}"
        return f"{spoken} {seconds}"
    return f"{spoken} {cardinal(minute)}" if minute else spoken


def _counted(number: int, noun: str) -> str:
    return f"{agreeing(number, 'f', '')} {noun}{'' if number == 1 else 'n'}"


def _hours(match: re.Match[str], _place: Place) -> str:
    """Read ``9–17 Uhr``."""
    return f"{cardinal(int(match['first']))} bis {agreeing(int(match['last']), 'n', '')} Uhr"


_C = re.compile
KINDS = (
    *date_kinds(say_date),
    Kind(
        "date",
        "9",
        _C(
            rf"(?P<day>\d{{1,2}})\.\s?(?P<month>{_NAMES})(?!\w)(?:\s(?P<year>\d{{3,4}})(?!\d))?",
            re.IGNORECASE,
        ),
        _worded,
    ),
    Kind("date", "9", _C(r"(?P<year>[12]\d{3})-(?P<month>0[1-9]|1[0-2])(?![\d-])"), _year_month),
    Kind("time", "9", _C(r"(?P<first>\d{1,2})\s?[–-]\s?(?P<last>\d{1,2})\s?Uhr\b"), _hours),
    Kind(
        "time",
        "9",
        _C(
            r"(?P<hour>\d{1,2})(?:[.:](?P<minute>\d{2})(?:[.:](?P<second>\d{2}))?)?(?!\d|[.,]\d)"
            r"(?P<word>\s?(?:Uhr|uhr)\b)?"
        ),
        _time,
    ),
    Kind(
        "date",
        "9",
        _C(r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})(?P<end>\.)?(?![\d.,%°]|\s?(?:[^\W\d]|%))"),
        _day_month,
    ),
    Kind("date", "9", _C(r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})(?P<end>\.)(?!\d)"), _day_month),
    Kind("decade", "9", _C(r"(?P<number>\d{2}|\d{4})er(?P<ending>n)?\b"), _decade),
    Kind("ordinal", "9", _C(r"(?P<number>\d{1,9})s?t(?P<ending>e[nrms]?)(?!\w)"), _lettered),
    Kind("ordinal", "9", _C(r"(?P<number>\d{1,9})\.(?!\d)"), _day),
)
