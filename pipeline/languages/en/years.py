"""Years, decades and fiscal years."""

from __future__ import annotations

import re

from pipeline.languages.en.context import next_word
from pipeline.languages.en.numbers import cardinal, whole, year
from pipeline.languages.scanner import Kind, Place

_YEAR = r"(?P<year>[12]\d{3})(?!\d)"
COUNTED = frozenset(
    """
    people users tokens gpus words examples samples dimensions steps hours days weeks months
    minutes seconds miles meters questions problems engineers employees researchers lines pages
    characters parameters papers times chairs students workers members customers companies images
    documents files items points votes servers nodes chips machines cores threads cells rows
    requests queries calls tests tasks episodes copies units jobs tons games votes stars books
    participants respondents annotators patients subjects soldiers troops homes households
    dollars euros pounds yen kilometers feet calories degrees
    """.split()  # noqa: SIM905 - a list of words reads as words
)
"""What a bare number of four digits counts; before anything else it is a year."""
_VAGUE = re.compile(r"\b(?:several|few|many|low|mid|high|for|into|cost|costs) $")
"""Before hundreds and thousands that nobody counted: "a few 1000s"."""
_OTHER_YEAR = re.compile(r" (?:and|to) (?P<year>1\d{3}|20\d\d)(?![\d,]|\.\d)(?P<word>(?: \w+)?)")
_DECADE_BEFORE = re.compile(r"(?:the|early|mid|late|his|her|their|our|my)[\s-]$", re.IGNORECASE)
_TENS = {"2": "twenties", "3": "thirties", "4": "forties", "5": "fifties", "6": "sixties",
         "7": "seventies", "8": "eighties", "9": "nineties"}  # fmt: skip
_HUNDREDS = {"10": "tens", "100": "hundreds", "1000": "thousands", "1,000": "thousands",
             "10000": "tens of thousands", "10,000": "tens of thousands",
             "100,000": "hundreds of thousands", "100000": "hundreds of thousands"}  # fmt: skip


def _decade(match: re.Match[str], place: Place) -> str | None:
    text = match["decade"]
    if text in _HUNDREDS and re.match(r" of\b", place.after):
        return _HUNDREDS[text]
    if text in {"100", "1000"} and _VAGUE.search(place.before):
        return _HUNDREDS[text]
    if len(text) == 4 and not match["mark"] and (text[-1] == "0" or not match["own"]):
        century = year(int(text))
        head, _, tail = century.rpartition(" ")
        plural = f"{tail[:-1]}ies" if tail.endswith("y") else f"{tail}s"
        return f"{head} {plural}".lstrip()
    if text == "00" and match["mark"]:
        return "two thousands"
    small = text[-2:] if len(text) == 2 else ""
    quoted = bool(match["mark"])
    meant = quoted or _DECADE_BEFORE.search(place.before) or place.before.endswith("mid-")
    return _TENS.get(small[0]) if small and small[1] == "0" and meant else None


def _year_range(match: re.Match[str], _place: Place) -> str | None:
    first, last = int(match["first"]), match["last"]
    joint = ", " if match["sign"].strip() == "/" else " to "
    if not (1900 if joint == ", " else 1100) <= first <= 2099:
        return None
    if len(last) == 2:
        if int(last) <= first % 100:
            return None
        return f"{year(first)}{joint}{cardinal(int(last))}"
    if not (first <= int(last) <= 2099):
        return None
    return f"{year(first)}{joint}{year(int(last))}"


def _bare_year(match: re.Match[str], place: Place) -> str | None:
    value, own = int(match["year"]), "'s" if match["own"] else ""
    follows = next_word(place).lower()
    if 2100 <= value <= 2999 and re.search(r"\b(?:year|until|circa) $", place.before):
        return year(value)
    if not 1000 <= value <= 2099 or follows in COUNTED:
        return None
    if 1900 <= value <= 2049 or _between_years(match, place):
        return year(value) + own
    other = _OTHER_YEAR.match(place.after)
    if other and other["word"].strip().lower() in COUNTED:
        return None
    dated = re.search(
        r"\b(?:c\.|in|since|by|until|before|after|from|circa|around|of|year|during|to|between|and|AD|"
        r"late|early|mid) $",
        place.before,
        re.IGNORECASE,
    )
    if dated and not follows.endswith("s") and value % 1000 and value not in {1024, 1536, 2048}:
        return year(value)
    return year(value) if 1600 <= value < 1900 and not follows.endswith("s") else None


def _between_years(match: re.Match[str], place: Place) -> bool:
    """Tell whether the number is one of two years: "between 1536 and 1541"."""
    other = _OTHER_YEAR.match(place.after)
    if not other or not re.search(r"\b(?:[Bb]etween|[Ff]rom) $", place.before):
        return False
    first, last = int(match["year"]), int(other["year"])
    round_ones = first % 100 == 0 and last % 100 == 0
    powers = {first, last} <= {1024, 1536, 2048}
    return first < last and not (round_ones or powers or other["word"].strip().lower() in COUNTED)


def _short_year(match: re.Match[str], _place: Place) -> str | None:
    two = match["two"]
    return f"oh {cardinal(int(two))}" if two[0] == "0" and two != "00" else whole(two)


def _fiscal(match: re.Match[str], _place: Place) -> str:
    text = match["year"]
    return f"fiscal year {year(int(text)) if len(text) == 4 else cardinal(int(text))}"


def _c(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


_END = r"(?![\w%]|[.,:/-]\d|\.\d)"
KINDS = (
    Kind(
        "years",
        "9",
        _c(r"(?P<first>[12]\d{3})(?P<sign>\s?[-–—/]\s?)(?P<last>[12]\d{3}|\d\d)(?![\w%]|[-/.,]\d)"),
        _year_range,
    ),
    Kind(
        "decade",
        "9'’‘",
        _c(r"(?P<mark>['’‘])?(?P<decade>\d{1,3}(?:,000)|\d{2,6})(?P<own>['’])?s(?!\w)"),
        _decade,
    ),
    Kind("year", "9", _c(rf"{_YEAR}(?P<own>['’]s)?{_END}"), _bare_year),
    Kind("year", "'’‘", _c(r"(?<![\w])['’‘](?P<two>\d\d)(?![\d])(?!\w)"), _short_year),
    Kind("year", "A", _c(r"FY\s?['’]?(?P<year>\d{4}|\d\d)(?!\d)"), _fiscal),
)
