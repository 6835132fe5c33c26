"""Ordinals and fractions: ``3rd``, ``2/3``, ``½``, ``8/10``."""

from __future__ import annotations

import re
import unicodedata

from pipeline.languages.en.context import next_word
from pipeline.languages.en.dates import MONTHS
from pipeline.languages.en.numbers import cardinal, digits, number, ordinal, whole
from pipeline.languages.en.units import AFTER, after
from pipeline.languages.scanner import Kind, Place

_SPLITS = {"24/7": "twenty-four seven", "9/11": "nine eleven", "20/20": "twenty twenty",
           "0/1": "zero one"}  # fmt: skip
_OUT_OF = frozenset({10, 100, 20, 25, 30, 50, 60, 1000})
_RATED = frozenset(
    """
    cases doctors experts people points problems questions rating respondents star stars tasks
    tests users
    """.split()  # noqa: SIM905 - a list of words reads as words
)
_DATED = re.compile(
    r"\b(?:on|by|since|until|before|after|dated|due|updated?|(?:mon|tues?|wed|thurs?|fri|sat|sun)"
    r"(?:\.|[a-z]{0,6}day)?),?:? $",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"\b(?:cuts?|fell|falls?|drop\w*|rose|rises?|gr[eo]w\w*|increas\w+|decreas\w+|reduc\w+|"
    r"shr[aiu]nk\w*|down|up|lower\w*|rais\w+|improv\w+|declin\w+|jump\w*|slash\w*|trimm?\w*|expand\w*|exceed\w*|"
    r"ahead|behind|larger|smaller|faster|slower|cheaper)\b"
    r"[^.;?!]{0,24} by (?:about |over |nearly |roughly )?$"
)
"""What changes "by two thirds" and not by a day."""
_PAGED = re.compile(
    r"\b(?:[Pp]art|[Pp]age|[Ee]pisode|[Ll]esson|[Ss]tep|[Dd]ay|[Ww]eek|[Cc]hapter) $"
)
_HOLIDAYS = {"12/24", "12/25", "12/31"}
_NAMED = {2: ("half", "halves"), 4: ("quarter", "quarters")}


def _ordinals(match: re.Match[str], _place: Place) -> str:
    """Read ``16th-17th``."""
    return f"{ordinal(int(match['first']))} to {ordinal(int(match['last']))}"


def _ordinal(match: re.Match[str], _place: Place) -> str | None:
    text = match["number"].replace(",", "")
    ending = match["ending"]
    if "." in text:
        front, back = text[:-1], text[-1]
        spoken = number(front) if front[-1] != "." else f"{number(front[:-1])} point"
        return f"{spoken} {ordinal(int(back))}"
    if ending.isupper() and not ordinal(int(text)).endswith(ending.lower()):
        return None
    return ordinal(int(text)) if len(text) <= 12 else digits(text)


def fraction(above: int, below: int) -> str:
    """Return "three quarters" for 3/4."""
    one, many = _NAMED.get(below) or (ordinal(below), f"{ordinal(below)}s")
    return f"{cardinal(above)} {one if above == 1 else many}"


def _slashed(  # noqa: C901, PLR0911 - a case a line
    match: re.Match[str], place: Place
) -> str | None:
    written, left, right = match.group(), match["above"], match["below"]
    if written in _SPLITS:
        return _SPLITS[written]
    above, below = int(left), int(right)
    if " " in written and re.match(r"\s?=\s?\d", place.after):
        return f"{cardinal(above)} divided by {cardinal(below)}"
    if _PAGED.search(place.before) and 0 < above <= below:
        return f"{cardinal(above)} of {cardinal(below)}"
    rated = next_word(place).lower() in _RATED
    shared = above < below < 11 and _CHANGED.search(place.before)
    dated = (_DATED.search(place.before) or written in _HOLIDAYS) and not (rated or shared)
    if dated and above <= 12 and below <= 31 and above and below:
        return f"{MONTHS[above - 1]} {ordinal(below)}"
    if (below in {5, 10} and above == below) or (below > 2 and rated):
        return f"{cardinal(above)} out of {cardinal(below)}"
    if above + below == 100 or above == below:
        return f"{cardinal(above)} {cardinal(below)}"
    if match["ending"] or _is_exact(left, right):
        return fraction(above, below)
    if place.before.endswith("-") or not below:
        return f"{cardinal(above)} {cardinal(below)}"
    if above < below and (below < 10 or below in {16, 32, 64}) and len(right) < 3:
        return fraction(above, below)
    if above <= below:
        of_all = above == 1 and next_word(place).lower() in {"of", "the", "as"} and below in _OUT_OF
        return fraction(above, below) if of_all else f"{cardinal(above)} out of {cardinal(below)}"
    small = above < 100 and 2 < below < 10
    return fraction(above, below) if small else f"{cardinal(above)} over {cardinal(below)}"


def _is_exact(left: str, right: str) -> bool:
    """Tell whether two numbers are so large that they can only be a fraction's."""
    return (left == "1" and len(right) > 3) or max(len(left), len(right)) > 4


def _rated(match: re.Match[str], _place: Place) -> str:
    """Read ``4.5/5``."""
    return f"{number(match['above'])} out of {cardinal(int(match['below']))}"


def _mixed(match: re.Match[str], _place: Place) -> str | None:
    above, below = int(match["above"]), int(match["below"])
    if above > below > 1 and below < 10:
        return f"{whole(match['whole'])} and {fraction(above, below)}{after(match['unit'])}"
    if not above < below < 17:
        return None
    part = "a half" if (above, below) == (1, 2) else fraction(above, below)
    part = "a quarter" if (above, below) == (1, 4) else part
    return f"{whole(match['whole'])} and {part}{after(match['unit'])}"


def _vulgar(match: re.Match[str], _place: Place) -> str | None:
    parts = unicodedata.normalize("NFKC", match["vulgar"]).split("⁄")
    if len(parts) != 2 or not all(part.isdecimal() for part in parts):
        return None
    above, below = map(int, parts)
    if not below:
        return "zero thirds"
    times = " times" if match["times"] else ""
    if not match["whole"]:
        return fraction(above, below) + times + _of_unit(match["unit"])
    part = {(1, 2): "a half", (1, 4): "a quarter"}.get((above, below)) or fraction(above, below)
    return f"{whole(match['whole'])} and {part}{times}{after(match['unit'])}"


def _of_unit(unit: str | None) -> str:
    """Return "of a pound" for what less than one of it is."""
    name = after(unit, one=True).lstrip()
    return f" of {'an' if name[0] in 'aeio' else 'a'} {name}" if name else ""


def _of_a_degree(match: re.Match[str], _place: Place) -> str:
    above, below = int(match["above"]), int(match["below"])
    part = "half" if (above, below) == (1, 2) else f"{fraction(above, below)} of"
    return f"{part} a degree"


_IN_TIME = re.compile(
    r"(?:,? (?:and|or|to|then) \d{1,2}/\d{1,2}| or mixed)?"
    r"[ -](?:time|meter|metre|signatures?|beats?|rhythms?|bars?|measures?)\b"
)


def _signature(match: re.Match[str], place: Place) -> str | None:
    """Read ``3/4 and 6/8 time``."""
    if not _IN_TIME.match(place.after):
        return None
    return f"{cardinal(int(match['above']))} {cardinal(int(match['below']))}"


KINDS = (
    Kind(
        "time signature",
        "9",
        re.compile(r"(?P<above>[2-9]|1[0-5])/(?P<below>2|4|8|16)(?![\w/]|\.\d)"),
        _signature,
    ),
    Kind(
        "ordinals",
        "9",
        re.compile(
            r"(?P<first>\d{1,3})(?:st|nd|rd|th)?\s?[-–—]\s?(?P<last>\d{1,3})(?:st|nd|rd|th)"
            r"(?=[\s-](?:centur|c(?:ent)?\.|grade|floor|place|street|percentile)|[,.;)]|$)"
        ),
        _ordinals,
    ),
    Kind(
        "ordinals",
        "9",
        re.compile(
            r"(?P<first>\d{1,3})(?:st|nd|rd|th)-(?:to|through)-(?P<last>\d{1,3})(?:st|nd|rd|th)(?!\w)"
        ),
        _ordinals,
    ),
    Kind(
        "ordinal",
        "9",
        re.compile(
            r"(?P<number>\d{1,3}(?:,\d{3}){1,4}|\d{1,3}\.\d{1,4}|\d{1,15})"
            r"(?P<ending>st|nd|rd|th|ST|ND|RD|TH)(?!\w)"
        ),
        _ordinal,
    ),
    Kind(
        "fraction",
        "9",
        re.compile(
            r"(?P<whole>\d{1,6})[\s-](?P<above>\d{1,2})[/⁄](?P<below>\d{1,2})(?![\w/])" + AFTER
        ),
        _mixed,
    ),
    Kind(
        "fraction",
        "9",
        re.compile(r"(?P<above>[1-9]\d?)[/⁄](?P<below>[2-9]|1\d)\s?°(?![CFK])"),
        _of_a_degree,
    ),
    Kind(
        "fraction",
        "9",
        re.compile(
            r"(?P<above>\d{1,6})\s?[/⁄]\s?(?P<below>\d{1,6})(?P<ending>ths?|rds?|nds?|THS?|RDS?)?(?![\w/]"
            r"|\.\d|,\d)"
        ),
        _slashed,
    ),
    Kind(
        "rating",
        "9",
        re.compile(r"(?P<above>\d{1,3}\.\d)/(?P<below>[45]|10|100)(?![\w/]|\.\d)"),
        _rated,
    ),
    Kind(
        "fraction",
        "9½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒↉",
        re.compile(
            r"(?P<whole>\d{1,6})?\s?(?P<vulgar>[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒↉])(?P<times>[x×](?!\w))?" + AFTER
        ),
        _vulgar,
    ),
)
