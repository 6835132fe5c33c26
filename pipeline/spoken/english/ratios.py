"""Numbers with numbers: ordinals, fractions, ratios, powers, scientific notation, dimensions."""

from __future__ import annotations

import re
import unicodedata

from pipeline.spoken.english.context import next_word
from pipeline.spoken.english.dates import MONTHS
from pipeline.spoken.english.numbers import cardinal, digits, name_number, number, ordinal, whole
from pipeline.spoken.english.quantities import NUMBER
from pipeline.spoken.scanner import Kind, Place

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
_FIGURES = {"0": "zeros", "1": "ones", "9": "nines"}
_ASPECTS = {"16:9", "16:10", "9:16", "21:9", "19.5:9"}
"""Shapes of a picture, which are said with "by"."""
_MET = re.compile(
    r" (?:meetings?|chats?|sessions?|calls?|coaching|tutoring|time|with|conversations?)\b"
)
_AN_HOUR = 60
_NAMED = {2: ("half", "halves"), 4: ("quarter", "quarters")}


def _ordinal(match: re.Match[str], _place: Place) -> str | None:
    text = match["number"].replace(",", "")
    ending = match["ending"]
    if "." in text:
        front, back = text[:-1], text[-1]
        said = number(front) if front[-1] != "." else f"{number(front[:-1])} point"
        return f"{said} {ordinal(int(back))}"
    if ending.isupper() and not ordinal(int(text)).endswith(ending.lower()):
        return None
    return ordinal(int(text)) if len(text) <= 12 else digits(text)


def fraction(above: int, below: int) -> str:
    """Return "three quarters" for 3/4."""
    one, many = _NAMED.get(below) or (ordinal(below), f"{ordinal(below)}s")
    return f"{cardinal(above)} {one if above == 1 else many}"


def _slashed(match: re.Match[str], place: Place) -> str | None:  # noqa: PLR0911 - a case a line
    written, left, right = match.group(), match["above"], match["below"]
    if written in _SPLITS:
        return _SPLITS[written]
    above, below = int(left), int(right)
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
    if match["ending"]:
        return fraction(above, below)
    if place.before.endswith("-") or not below:
        return f"{cardinal(above)} {cardinal(below)}"
    if above < below and (below < 10 or below in {16, 32, 64}) and len(right) < 3:
        return fraction(above, below)
    if above <= below:
        of_all = above == 1 and next_word(place).lower() in {"of", "the", "as"} and below in _OUT_OF
        return fraction(above, below) if of_all else f"{cardinal(above)} out of {cardinal(below)}"
    return f"{cardinal(above)} over {cardinal(below)}"


def _rated(match: re.Match[str], _place: Place) -> str:
    """Read ``4.5/5``."""
    return f"{number(match['above'])} out of {cardinal(int(match['below']))}"


def _mixed(match: re.Match[str], _place: Place) -> str | None:
    above, below = int(match["above"]), int(match["below"])
    if not above < below < 17:
        return None
    part = "a half" if (above, below) == (1, 2) else fraction(above, below)
    part = "a quarter" if (above, below) == (1, 4) else part
    return f"{whole(match['whole'])} and {part}"


def _vulgar(match: re.Match[str], _place: Place) -> str | None:
    parts = unicodedata.normalize("NFKC", match["vulgar"]).split("⁄")
    if len(parts) != 2 or not all(part.isdecimal() for part in parts):
        return None
    above, below = map(int, parts)
    if not below:
        return "zero thirds"
    times = " times" if match["times"] else ""
    if not match["whole"]:
        return fraction(above, below) + times
    part = {(1, 2): "a half", (1, 4): "a quarter"}.get((above, below)) or fraction(above, below)
    return f"{whole(match['whole'])} and {part}{times}"


def _of_a_degree(match: re.Match[str], _place: Place) -> str:
    above, below = int(match["above"]), int(match["below"])
    part = "half" if (above, below) == (1, 2) else f"{fraction(above, below)} of"
    return f"{part} a degree"


def _to(match: re.Match[str], place: Place) -> str:
    if match.group() == "1:1" and _MET.match(place.after):
        return "one on one"
    if match.group() in _ASPECTS:
        return " by ".join(number(part) for part in match.group().split(":"))
    if clock := re.fullmatch(r"(\d\d):(\d\d)", match.group()):
        minutes, seconds = map(int, clock.groups())
        if minutes + seconds == 100:
            return f"{cardinal(minutes)} {cardinal(seconds)}"
        if seconds < _AN_HOUR and clock[2][0] != "0":
            return f"{cardinal(minutes)} {cardinal(seconds)}"
    return " to ".join(number(part) for part in match.group().split(":"))


def _meetings(_match: re.Match[str], _place: Place) -> str:
    return "one on ones"


def _always(_match: re.Match[str], _place: Place) -> str:
    return "twenty-four seven"


def _each(match: re.Match[str], _place: Place) -> str:
    """Read three numbers or more between slashes: "p50/p95/p99 of 12/80/240"."""
    return ", ".join(number(part) for part in match["several"].split("/")) + ","


def _nines(match: re.Match[str], _place: Place) -> str:
    """Read figures that are counted: "five 9s", "1s and 0s"."""
    return " and ".join(_FIGURES[part[0]] for part in match.group().split(" and "))


def _dimensions(match: re.Match[str], place: Place) -> str | None:
    parts = [part.strip() for part in re.split("[x×X]", match["all"])]
    spaced = "× " in match["all"]
    wide = all(re.fullmatch(r"\d{3,4}", part) for part in parts)
    joint = " times " if spaced and re.match(r"\s?=", place.after) else " by "
    ending = {"b": " B", "m": " M", "k": " K"}.get((match["letter"] or "").lower(), "")
    return joint.join(name_number(part) if wide else number(part) for part in parts) + ending


def _inches(match: re.Match[str], _place: Place) -> str:
    return f"{number(match['number'])} inch"


def _feet(match: re.Match[str], _place: Place) -> str:
    return f"{cardinal(int(match['feet']))} foot {cardinal(int(match['inches']))}"


def _minus(match: re.Match[str], _place: Place) -> str:
    return f"{number(match['left'])} minus {number(match['right'])}"


def _c(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


KINDS = (
    Kind(
        "feet and inches",
        "9",
        _c(r"(?P<feet>\d{1,2})['’′]\s?(?P<inches>\d{1,2})(?:[\"”″]|''|’’)"),
        _feet,
    ),
    Kind(
        "inches",
        "9",
        _c(
            r"(?P<number>\d{1,2}(?:\.\d)?)(?:[\"”](?= (?:[48]K )?(?:screens?|displays?|monitors?|"
            r"laptops?|MacBook|TVs?|tablets?|wafers?|disks?|rack)\b)|″)"
        ),
        _inches,
    ),
    Kind(
        "ordinal",
        "9",
        _c(
            r"(?P<number>\d{1,3}(?:,\d{3}){1,4}|\d{1,3}\.\d{1,4}|\d{1,15})"
            r"(?P<ending>st|nd|rd|th|ST|ND|RD|TH)(?!\w)"
        ),
        _ordinal,
    ),
    Kind(
        "fraction",
        "9",
        _c(r"(?P<whole>\d{1,6})[\s-](?P<above>\d{1,2})/(?P<below>\d{1,2})(?![\w/])"),
        _mixed,
    ),
    Kind(
        "fraction",
        "9",
        _c(r"(?P<above>[1-9]\d?)[/⁄](?P<below>[2-9]|1\d)\s?°(?![CFK])"),
        _of_a_degree,
    ),
    Kind(
        "fraction",
        "9",
        _c(
            r"(?P<above>\d{1,4})\s?[/⁄]\s?(?P<below>\d{1,4})(?P<ending>ths?|rds?|nds?)?(?![\w/]"
            r"|\.\d|,\d)"
        ),
        _slashed,
    ),
    Kind("rating", "9", _c(r"(?P<above>\d{1,3}\.\d)/(?P<below>[45]|10|100)(?![\w/]|\.\d)"), _rated),
    Kind(
        "fraction",
        "9½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒↉",
        _c(r"(?P<whole>\d{1,6})?\s?(?P<vulgar>[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒↉])(?P<times>[x×](?!\w))?"),
        _vulgar,
    ),
    Kind("meetings", "9", _c(r"1:1s(?!\w)"), _meetings),
    Kind("always", "9", _c(r"24[x×-]7(?![\w-])"), _always),
    Kind(
        "figures",
        "019",
        _c(
            r"(?:(?<=wo )|(?<=ee )|(?<=ur )|(?<=ve )|(?<=ix )|(?<=en )|(?<=ht )|(?<=\d ))9s(?!\w)"
            r"|[01]s and [01]s(?!\w)"
        ),
        _nines,
    ),
    Kind(
        "several",
        "9",
        _c(r"(?P<several>\d{1,5}(?:\.\d{1,3})?(?:/\d{1,5}(?:\.\d{1,3})?){1,6})/(?=\d)"),
        _each,
    ),
    Kind(
        "ratio",
        "9",
        _c(
            r"\d{1,6}(?:\.\d{1,4})?(?::(?:\d{1,3}(?:,\d{3}){1,3}|\d{1,6})(?:\.\d{1,4})?){1,3}"
            r"(?![\w:])"
        ),
        _to,
    ),
    Kind(
        "dimensions",
        "9",
        _c(
            rf"(?P<all>(?:{NUMBER})(?:(?:[x×]| × )(?:{NUMBER})){{1,3}})(?P<letter>[BbMKk](?!\w))?"
            rf"(?![A-Za-z])"
        ),
        _dimensions,
    ),
    Kind(
        "difference", "9", _c(rf"(?P<left>{NUMBER})\s?[-–−]\s?(?P<right>{NUMBER})(?=\s?=)"), _minus
    ),
)
