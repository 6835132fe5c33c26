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
_AFTER_DECADE = re.compile(r"0['’]?s(?:,| and| or| to| through|,? and)? $")
"""Before a later one of several decades: "the 1960s and 70s"."""
_TENS = {"2": "twenties", "3": "thirties", "4": "forties", "5": "fifties", "6": "sixties",
         "7": "seventies", "8": "eighties", "9": "nineties"}  # fmt: skip
_HUNDREDS = {"10": "tens", "100": "hundreds", "1000": "thousands", "1,000": "thousands",
             "10000": "tens of thousands", "10,000": "tens of thousands",
             "100,000": "hundreds of thousands", "100000": "hundreds of thousands"}  # fmt: skip


def _decade(match: re.Match[str], place: Place) -> str | None:  # noqa: PLR0911 - a case a line
    text = match["decade"]
    if text in _HUNDREDS and re.match(r" of\b", place.after):
        return _HUNDREDS[text]
    if text in {"100", "1000"} and _VAGUE.search(place.before):
        return _HUNDREDS[text]
    if len(text) == 4 and not match["mark"] and (text[-1] == "0" or not match["own"]):
        return many(year(int(text)))
    if text == "00" and match["mark"]:
        return "two thousands"
    small = text[-2:] if len(text) == 2 else ""
    if (
        len(text) == 3
        and text[-1] == "0"
        and re.search(
            r"\b(?:the|[Tt]he|mid|early|late)[\s-]$|0s(?:,? and|,? or| to) $", place.before
        )
    ):
        return many(cardinal(int(text)))
    quoted = bool(match["mark"])
    meant = (
        quoted
        or _AFTER_DECADE.search(place.before)
        or _DECADE_BEFORE.search(place.before)
        or place.before.endswith("mid-")
    )
    if quoted and small == "10":
        return "tens"
    return _TENS.get(small[0]) if small and small[1] == "0" and meant else None


def many(number: str) -> str:
    """Return the plural of a number in words: "nineteen eighties", "two twelves"."""
    head, blank, tail = number.rpartition(" ")
    if tail.endswith("y"):
        return f"{head}{blank}{tail[:-1]}ies"
    return f"{head}{blank}{tail}{'es' if tail.endswith('x') else 's'}"


def _decades(match: re.Match[str], _place: Place) -> str:
    """Read ``1960s-80s``, ``1960s–1970s``."""
    spoken = [
        many(year(int(text))) if len(text) == 4 else _TENS.get(text[0], "tens")
        for text in (match["first"], match["last"])
    ]
    return " to ".join(spoken)


def _up_to(_match: re.Match[str], _place: Place) -> str:
    """Read the sign in ``the late '60s–early '70s``."""
    return "to"


def _cited(match: re.Match[str], place: Place) -> str | None:
    """Read ``2013b``, one of several works of a year."""
    if next_word(place).lower() in COUNTED or re.search(r"[$€£]$", place.before):
        return None
    return f"{year(int(match['year']))} {match['letter'].upper()}"


def _of_an_era(match: re.Match[str], _place: Place) -> str:
    """Read a year before ``BC``, and a range of them."""
    written = (match["first"], match["last"], match["alone"])
    spoken = [_era_year(part) for part in written if part]
    return " to ".join(spoken)


def _era_year(text: str) -> str:
    value = int(text)
    high, low = divmod(value, 100)
    if 100 < value < 1000 and low >= 10:
        return f"{cardinal(high)} {cardinal(low)}"
    return year(value)


def _year_range(match: re.Match[str], place: Place) -> str | None:
    first, last = int(match["first"]), match["last"]
    joint = ", " if match["sign"].strip() == "/" else " to "
    if re.search(r"\b[Bb]etween $", place.before):
        joint = " and "
    if not (1900 if joint == ", " else 1100) <= first <= 2099:
        return None
    if len(last) == 2:
        if int(last) <= first % 100:
            return None
        return f"{year(first)}{joint}{cardinal(int(last))}"
    if not (first <= int(last) <= 2099):
        return None
    return f"{year(first)}{joint}{year(int(last))}"


def _bare_year(match: re.Match[str], place: Place) -> str | None:  # noqa: PLR0911 - a case a line
    value, own = int(match["year"]), "'s" if match["own"] else ""
    follows = next_word(place).lower()
    if 2100 <= value <= 2999 and re.search(r"\b(?:year|until|circa) $", place.before):
        return year(value)
    if not 1000 <= value <= 2099 or follows in COUNTED:
        return None
    if value >= 1100 and not f"{place.before}{place.after}".strip():
        return year(value)
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


_END = r"(?![\w%]|[.,:/-]\d|\.\d)"
_DECADE = r"(?:1\d|20)\d0"
KINDS = (
    Kind(
        "years of an era",
        "9",
        re.compile(
            r"(?P<first>\d{1,4})(?:\s?[-–—]\s?(?P<last>\d{1,4}))?(?=\s(?:BCE?|B\.C\.|A\.?D\b|CE\b|C\.E\.))"
            r"|(?<=AD )(?P<alone>\d{3})(?![\w,]|\.\d)"
        ),
        _of_an_era,
    ),
    Kind(
        "decades",
        "9",
        re.compile(
            rf"(?P<first>{_DECADE}|(?<=[Tt]he )[1-9]0)['’]?s\s?[-–—]\s?"
            rf"['’]?(?P<last>{_DECADE}|[1-9]0)['’]?s(?!\w)"
        ),
        _decades,
    ),
    Kind(
        "decades",
        "-–—",
        re.compile(r"(?<=[0-9]s)\s?[-–—]\s?(?=(?:early|mid|late)\b)"),
        _up_to,
    ),
    Kind(
        "work of a year",
        "9",
        re.compile(r"(?P<year>1[89]\d\d|20[0-3]\d)(?P<letter>[a-f])(?![\w'’]|-\w)"),
        _cited,
    ),
    Kind(
        "years",
        "9",
        re.compile(
            r"(?P<first>[12]\d{3})(?P<sign>\s?(?:--|[-–—/])\s?)(?P<last>[12]\d{3}|\d\d)(?![\w%]|[-/.,]\d)"
        ),
        _year_range,
    ),
    Kind(
        "decade",
        "9'’‘",
        re.compile(
            r"(?P<mark>['’‘])?(?P<decade>\d{1,3}(?:,000)|\d{2,6})"
            r"(?P<own>['’]|(?<=[12]\d\d0)\s)?s(?!\w)"
        ),
        _decade,
    ),
    Kind("year", "9", re.compile(rf"{_YEAR}(?P<own>['’]s)?{_END}"), _bare_year),
    Kind("year", "'’‘", re.compile(r"(?<![\w])['’‘](?P<two>\d\d)(?![\d])(?!\w)"), _short_year),
    Kind("year", "A", re.compile(r"FY\s?['’]?(?P<year>\d{4}|\d\d)(?!\d)"), _fiscal),
)
