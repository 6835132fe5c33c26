"""Dates, years, decades and times of day."""

from __future__ import annotations

import re

from pipeline.languages.en.numbers import cardinal, ordinal, year
from pipeline.languages.scanner import Kind, Place

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_MONTHS_A_YEAR = 12
_SHORT = {
    **{month[:3]: month for month in MONTHS},
    "Sept": "September",
    **{month: month for month in MONTHS},
}
_IN_ANY_CASE = {
    **{written.upper(): month for written, month in _SHORT.items()},
    **{written.lower(): month for written, month in _SHORT.items()},
}
_UNSURE = {"may", "march", "mar", "dec", "jun", "sep"}
"""What may be another word, unless a year or an ordinal stands there."""
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
_NAMES = {**_SHORT, **_IN_ANY_CASE}
_MONTH = "|".join(sorted(_NAMES, key=len, reverse=True))
_OTHER_MONTH = rf"(?P<other>{_MONTH})\.?"
_MONTH = rf"(?P<month>{_MONTH})\.?"
_LAST_MONTH = _MONTH.replace(r"\.?", r"(?:\.(?=,|\s[a-z\d(]))?")
"""A full stop that ends the sentence is none of the month's."""
_ENDING = r"(?P<ending>st|nd|rd|th|ST|ND|RD|TH)?"
_YEAR = r"(?P<year>[12]\d{3})(?!\d)"
_DASH = r"\s?[-–—‑]\s?"
_SHARED = re.compile(r" (?:split|mix|ratio|ms|percent|seconds|tokens|partition)\b")
"""After three numbers with slashes that are no date."""


def _day(text: str) -> str | None:
    day = int(text)
    return ordinal(day) if 1 <= day <= 31 else None


def _on(month: str, day: str, spoken_year: str, place: Place, *, month_first: bool) -> str:
    """Return a day in words: "August second, twenty twenty-six", "the second of August"."""
    if month_first and not place.choices.british:
        return f"{month} {day}, {spoken_year}" if spoken_year else f"{month} {day}"
    article = "" if re.search(r"\b[Tt]he $", place.before) else "the "
    return f"{article}{day} of {month} {spoken_year}".rstrip()


def _unsure(match: re.Match[str]) -> bool:
    """Tell whether a month in small letters may be another word: "may 5", "the 21st may run"."""
    after_day = match.start("day") < match.start("month")
    sure = match["year"] or (match["ending"] and not after_day)
    return match["month"] in _UNSURE and not sure


def _year_of(match: re.Match[str]) -> str:
    return year(int(match["year"])) if match["year"] else ""


def _month_day(match: re.Match[str], place: Place) -> str | None:
    day = _day(match["day"])
    if day is None or _unsure(match):
        return None
    if match["until"]:
        until = _day(match["until"])
        if until is None:
            return None
        day += f" to {until}"
    return _on(_NAMES[match["month"]], day, _year_of(match), place, month_first=True)


def _across_months(match: re.Match[str], place: Place) -> str | None:
    first, last = _day(match["day"]), _day(match["until"])
    if first is None or last is None:
        return None
    one, other = (_NAMES[match[name]] for name in ("month", "other"))
    from_day = _on(one, first, "", place, month_first=True)
    spoken = f"{from_day} to {_on(other, last, '', place, month_first=True)}"
    return f"{spoken}, {year(int(match['year']))}" if match["year"] else spoken


def _day_month(match: re.Match[str], place: Place) -> str | None:
    """Read ``2 August 2026``: Americans turn it round after "on"."""
    day = _day(match["day"])
    if day is None or _unsure(match):
        return None
    turned = not match["ending"] and match["year"] and re.search(r"\b[Oo]n $", place.before)
    return _on(_NAMES[match["month"]], day, _year_of(match), place, month_first=bool(turned))


def _month_year(match: re.Match[str], _place: Place) -> str:
    return f"{_NAMES[match['month']]} {year(int(match['year']))}"


def _numeric(match: re.Match[str], place: Place) -> str | None:
    groups = match.groupdict()
    if _SHARED.match(place.after):
        return None
    if groups.get("iso"):
        full, month, day = int(match["iso"]), int(match["m"]), int(match["d"])
    else:
        full, month, day = int(match["y"]), int(match["a"]), int(match["b"])
        if place.choices.british and day <= _MONTHS_A_YEAR:
            month, day = day, month
        if len(match["y"]) == 2:
            full += 2000 if full < 70 else 1900
    slashed = "/" in match.group() or bool(groups.get("iso"))
    month_first = slashed or month <= _MONTHS_A_YEAR
    if month > _MONTHS_A_YEAR:
        month, day = day, month
    if not (1 <= month <= _MONTHS_A_YEAR and 1 <= day <= 31):
        return None
    return _on(MONTHS[month - 1], ordinal(day), year(full), place, month_first=month_first)


def _short_name(match: re.Match[str], place: Place) -> str:
    ends = not place.after.strip('"”’) ')
    return _NAMED_DAYS[match["name"]] + "." * ends


def _quarter(match: re.Match[str], place: Place) -> str:
    """Read ``2Q22`` and ``1H23``."""
    article = "" if re.search(r"\b[Tt]he $", place.before) else "the "
    named = year(int(match["year"][-2:]) + 2000)
    part = "quarter" if match["part"] == "Q" else "half"
    return f"{article}{ordinal(int(match['quarter']))} {part} of {named}"


def _quarters(match: re.Match[str], _place: Place) -> str:
    name = match["name"]
    return f"{name} {cardinal(int(match['one']))} to {name} {cardinal(int(match['two']))}"


def _named_days(match: re.Match[str], _place: Place) -> str:
    return f"{_NAMED_DAYS[match['one']]} to {_NAMED_DAYS[match['two']]}"


_JOINT = r"(?:\s|-(?=\d))"
"""Between a month and its day: ``Jan-15``."""
KINDS = (
    Kind(
        "date",
        "9",
        re.compile(r"(?P<iso>[12]\d{3})-(?P<m>\d\d)-(?P<d>\d\d)(?:T[\d:.Z+-]{1,20})?(?![\w-])"),
        _numeric,
    ),
    Kind(
        "date",
        "9",
        re.compile(
            r"(?P<iso>[12]\d{3})(?P<sign>[-/.])(?P<m>\d\d?)(?P=sign)(?P<d>\d\d?)(?![\w/-]|\.\d)"
        ),
        _numeric,
    ),
    Kind(
        "date",
        "9",
        re.compile(r"(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y>\d{4}|\d\d)(?![\w/])"),
        _numeric,
    ),
    Kind(
        "date",
        "9",
        re.compile(
            r"(?P<a>\d{1,2})(?P<sign>[-.])(?P<b>\d{1,2})(?P=sign)(?P<y>(?:1[5-9]|20)\d\d)(?![\w/-]|\.\d)"
        ),
        _numeric,
    ),
    Kind(
        "date",
        "A",
        re.compile(
            rf"{_MONTH}\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?{_DASH}{_OTHER_MONTH}\s"
            rf"(?P<until>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,?\s{_YEAR})?(?!\w)"
        ),
        _across_months,
    ),
    Kind(
        "date",
        "A",
        re.compile(
            rf"{_MONTH}{_JOINT}(?P<day>\d{{1,2}}){_ENDING}(?![\d:%]|\.\d|,\d)(?:{_DASH}"
            rf"(?P<until>\d{{1,2}})(?:st|nd|rd|th)?(?!\d))?(?:(?:,?\s|-){_YEAR})?(?!\w)"
        ),
        _month_day,
    ),
    Kind(
        "date",
        "9",
        re.compile(
            rf"(?P<day>\d{{1,2}}){_ENDING}(?:\s(?:of\s)?|-){_LAST_MONTH}(?![A-Za-z])"
            rf"(?:(?:,?\s|-){_YEAR})?"
        ),
        _day_month,
    ),
    Kind("date", "A", re.compile(rf"{_MONTH},?\s{_YEAR}(?![\w%]|[.,]\d)"), _month_year),
    Kind(
        "quarter",
        "9",
        re.compile(
            r"(?P<quarter>[12](?=H)|[1-4](?=Q))(?P<part>[QH])\s?['’]?(?P<year>20\d\d|\d\d)(?!\w)"
        ),
        _quarter,
    ),
    Kind(
        "quarters",
        "A",
        re.compile(r"(?P<name>[QH])(?P<one>[1-4])\s?[-–—]\s?[QH]?(?P<two>[1-4])(?!\w)"),
        _quarters,
    ),
    Kind(
        "days",
        "A",
        re.compile(rf"(?P<one>{_NAMED_DAY})\.?\s?[-–—]\s?(?P<two>{_NAMED_DAY})\b"),
        _named_days,
    ),
    Kind(
        "short month",
        "A",
        re.compile(rf"(?P<name>{_POINTED})(?= ['’]\d\d(?!\w))"),
        _short_name,
    ),
    Kind("short month or day", "A", re.compile(rf"(?P<name>{_POINTED})\.(?!\w)"), _short_name),
)
WATCHED = frozenset(month.lower() for month in _NAMES)
"""Lower-case words these kinds want to see."""
