"""French dates, centuries, ordinals and times of day."""

from __future__ import annotations

import re

from pipeline.languages.fr.numbers import agreeing, cardinal, ordinal, unmarked, year
from pipeline.languages.scanner import Kind, Place
from pipeline.languages.shared.calendar import date_kinds, worded_date
from pipeline.languages.shared.roman import NUMERAL, value

MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
_SHORT = {
    "janv": 1, "févr": 2, "fév": 2, "avr": 4, "juil": 7, "sept": 9, "oct": 10, "nov": 11, "déc": 12,
}  # fmt: skip
_NUMBER_OF = {name: n for n, name in enumerate(MONTHS, 1)} | _SHORT
_NAMES = "|".join((*MONTHS, *(rf"{name}\b\.?" for name in _SHORT)))
_MARK = r"(?:ers?|ères?|res?|èmes?|mes?|es?|ᵉ|ᵉʳ|ʳᵉ|nd|nde|°)"


def say_date(day: int, month: int, of_year: int | None, _before: str) -> str:
    """Return "premier mai mille neuf cent quatre-vingt"."""
    spoken = f"{'premier' if day == 1 else cardinal(day)} {MONTHS[month - 1]}"
    return spoken if of_year is None else f"{spoken} {year(of_year)}"


_worded = worded_date(say_date, _NUMBER_OF)


def _several(match: re.Match[str], _place: Place) -> str:
    days = re.findall(r"\d+", match["days"])
    spoken = " ".join("premier" if int(day) == 1 else cardinal(int(day)) for day in days)
    month = MONTHS[_NUMBER_OF[match["month"].lower().rstrip(".")] - 1]
    return f"{spoken} {month}" + (f" {year(int(match['year']))}" if match["year"] else "")


def _short_date(match: re.Match[str], place: Place) -> str | None:
    day, month = int(match["day"]), int(match["month"])
    alone = "." in match.group() and not place.before.strip()
    named = alone or re.search(r"\b(?:le|au|du)\s$", place.before)
    if not (1 <= day <= 31 and 1 <= month <= 12 and named):
        return None
    return say_date(day, month, None, place.before)


def _ordinal(match: re.Match[str], place: Place) -> str | None:
    """Read ``2e``, ``1re``, ``1ers``; ``6°`` where it begins the text."""
    number, mark = int(re.sub(r"\D", "", match["number"])), match["mark"]
    if mark == "°" and (place.before.strip() or number > 20):
        return None
    feminine = mark.startswith(("re", "ère", "ʳᵉ"))
    spoken = (
        ordinal(number, feminine=feminine) if mark not in {"nd", "nde"} else f"second{mark[2:]}"
    )
    return spoken + ("s" if mark.endswith("s") else "")


def _century(match: re.Match[str], _place: Place) -> str:
    number = value(match["numeral"])
    spoken = ordinal(number, feminine=match["mark"].startswith(("re", "ère", "ʳᵉ")))
    return f"{spoken} siècle" if match["century"] else spoken


def _decade(match: re.Match[str], _place: Place) -> str:
    return f"{match['word']} {unmarked(int(match['number']))}"


def _time(match: re.Match[str], place: Place) -> str | None:
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if hour > 24 or minute > 59 or re.match(r"\s?\d", place.after):
        return None
    hours = f"{agreeing(hour, 'f', '')} heure{'s' if hour > 1 else ''}"
    if match["unit"]:
        return None
    return f"{hours} {agreeing(minute, 'f', '')}" if minute else hours


_C = re.compile
KINDS = (
    *date_kinds(say_date),
    Kind(
        "date",
        "9",
        _C(
            rf"(?P<day>\d{{1,2}})(?:er)?\s(?P<month>{_NAMES})(?!\w)(?:\s(?P<year>\d{{3,4}})(?!\d))?",
            re.IGNORECASE,
        ),
        _worded,
    ),
    Kind(
        "date",
        "9",
        _C(
            rf"(?P<days>\d{{1,2}}(?:[/-]\d{{1,2}}){{1,3}})\s(?P<month>{_NAMES})(?!\w)"
            rf"(?:\s(?P<year>\d{{3,4}})(?!\d))?",
            re.IGNORECASE,
        ),
        _several,
    ),
    Kind("time", "9", _C(r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?P<unit>)(?![\d:]|\s\d)"), _time),
    Kind(
        "time",
        "9",
        _C(
            r"(?P<hour>\d{1,2})[\s\u00a0\u202f]?[hH](?:[\s\u00a0\u202f]?(?P<minute>\d{2})"
            r"(?P<unit>\s?min)?)?(?![\w/])"
        ),
        _time,
    ),
    Kind("date", "9", _C(r"(?P<day>\d{1,2})[./](?P<month>\d{2})(?![\d./,])"), _short_date),
    Kind("decade", "A", _C(r"(?P<word>années) (?P<number>\d{2}|\d{4})(?!\d)"), _decade),
    Kind(
        "ordinal",
        "9",
        _C(rf"(?P<number>\d[\d \u00a0\u202f]{{0,15}})(?P<mark>{_MARK})(?!\w)"),
        _ordinal,
    ),
    Kind(
        "century",
        "A",
        _C(
            rf"(?=[IVXLC]{{2}}|[IVX])(?P<numeral>{NUMERAL})(?P<mark>{_MARK})"
            r"(?P<century> s\.)?(?!\w)"
        ),
        _century,
    ),
)
