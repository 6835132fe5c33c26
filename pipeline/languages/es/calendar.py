"""Spanish dates, centuries, ordinals and times of day."""

from __future__ import annotations

import re

from pipeline.languages.es.numbers import cardinal, ordinal, year
from pipeline.languages.scanner import Kind, Place
from pipeline.languages.shared.calendar import date_kinds, worded_date

MONTHS = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio",
    "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
)  # fmt: skip
_SHORT = {
    "ene": 1, "feb": 2, "mar": 3, "abr": 4, "jun": 6, "jul": 7, "ago": 8, "sept": 9, "sep": 9,
    "set": 9, "oct": 10, "nov": 11, "dic": 12,
}  # fmt: skip
_NUMBER_OF = {name: n for n, name in enumerate(MONTHS, 1)} | {"setiembre": 9} | _SHORT
_LONG = "|".join((*MONTHS, "setiembre"))
_NAMES = "|".join((_LONG, *(rf"{name}\." for name in _SHORT)))
_PARTS_OF_DAY = {"a": ((0, "de la noche"), (1, "de la mañana")), "p": ((12, "de la tarde"),)}


def say_date(day: int, month: int, of_year: int | None, _before: str) -> str:
    """Return "primero de mayo de mil novecientos ochenta"."""
    words = f"{'primero' if day == 1 else cardinal(day)} de {MONTHS[month - 1]}"
    return words if of_year is None else f"{words} de {year(of_year)}"


_dated = worded_date(say_date, _NUMBER_OF)


def _worded(match: re.Match[str], place: Place) -> str | None:
    spoken = _dated(match, place)
    if spoken and match.groupdict().get("joint") == "del ":
        before, _, of_year = spoken.rpartition(" de ")
        return f"{before} del {of_year}"
    return spoken


def _ordinal(match: re.Match[str], place: Place) -> str | None:
    """Read ``2.º``, ``1.ª``, ``1.er``."""
    number, mark = int(re.sub(r"\D", "", match["number"])), match["mark"]
    feminine = mark.startswith("ª") or mark.rstrip("s").endswith("a")
    short = mark in {"er", "ᵉʳ"} or (
        not feminine and number % 10 in {1, 3} and bool(re.match(r"\s[a-zñ]", place.after))
    )
    words = ordinal(number, feminine=feminine, short=short)
    return words + ("s" if mark.endswith("s") else "")


def _hour(number: int) -> str:
    return "una" if number == 1 else cardinal(number).replace("veintiuno", "veintiuna")


def _time(match: re.Match[str], place: Place) -> str | None:
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    half, is_clock = match["half"], ":" in match.group()
    counted = bool(re.search(r"\bl[ao]s? $", place.before))
    if hour > 24 or minute > 59 or not (is_clock or match["h"] or half or counted):
        return None
    if match["minute"] is None and not (half or (match["h"] and counted)):
        return None
    words = _hour(hour)
    if minute:
        words += f" y {_minutes(minute, spoken=bool(half))}"
    elif match["h"] and not counted and not half and match["minute"] is None:
        return None
    return f"{words} {_part_of_day(half, hour)}" if half else words


def _minutes(minute: int, *, spoken: bool) -> str:
    if spoken and minute in {15, 30}:
        return "cuarto" if minute == 15 else "media"
    return cardinal(minute)


def _part_of_day(half: str, hour: int) -> str:
    if half[0] in "aA":
        return "de la noche" if hour == 12 else "de la mañana"
    return "de la noche" if 8 <= hour < 12 else "de la tarde"


_C = re.compile
KINDS = (
    *date_kinds(say_date),
    Kind(
        "date",
        "9",
        _C(
            rf"(?P<day>\d{{1,2}})(?:\.?[ºo])?\s(?:de\s)?(?P<month>{_NAMES})(?!\w)"
            rf"(?:,?\s(?P<joint>del?\s)?(?P<year>\d{{4}})(?!\d))?",
            re.IGNORECASE,
        ),
        _worded,
    ),
    Kind(
        "date",
        "A",
        _C(
            rf"(?P<month>{_LONG})\s(?P<day>\d{{1,2}})(?![\d.,:%])(?:,?\s(?P<year>\d{{4}})(?!\d))?",
            re.IGNORECASE,
        ),
        _worded,
    ),
    Kind(
        "ordinal",
        "9",
        _C(
            r"(?P<number>\d{1,3}(?:[ .\u00a0]\d{3})+|\d{1,6})(?P<point>\.)?"
            r"(?P<mark>[ºª]s?|ᵉʳ|er|[rdtmvn][oa]s?|(?<=\.)[oa]s?)(?!\w)"
        ),
        _ordinal,
    ),
    Kind(
        "time",
        "9",
        _C(
            r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2})(?::00)?)?(?![\d])"
            r"(?:\s?(?P<half>[aApP]\.?\s?[mM]\b\.?)|(?P<h>\s?h(?:oras|rs?)?\b(?=[\s,;:.!?)]|$)))?(?!\d|:\d|[.,]\d)"
        ),
        _time,
    ),
)
WATCHED = frozenset((*MONTHS, "setiembre"))
"""Words that these kinds want to see."""
