"""Slashes: rates, quotients, letters, alternatives; and stars between numbers."""

from __future__ import annotations

import re
import unicodedata

from pipeline.languages.en.letters import spell
from pipeline.languages.en.money import MONEY
from pipeline.languages.en.numbers import cardinal
from pipeline.languages.en.units import RATES, UNITS
from pipeline.languages.scanner import Kind, Place
from pipeline.tools.patterns import any_of

_EITHER = {"he/she": "he or she", "she/he": "she or he", "his/her": "his or her",
           "him/her": "him or her", "s/he": "he or she", "his/hers": "his or hers",
           "yes/no": "yes or no", "true/false": "true or false"}  # fmt: skip
_SURE_RATES = {"s", "sec", "min", "hr", "mo", "yr", "wk"}


def _slash_words(match: re.Match[str], _place: Place) -> str:
    return _EITHER[match.group().lower()]


def _over(match: re.Match[str], _place: Place) -> str:
    above, below = (match["one"], match["two"]) if match["one"] else (match["three"], match["four"])
    return f"{_side(above)} over {_side(below)}"


def _side(side: str) -> str:
    if side.isdecimal():
        return cardinal(int(side))
    return side.upper() if side.isascii() else unicodedata.name(side).rpartition(" ")[2].lower()


def _slash_letters(match: re.Match[str], _place: Place) -> str:
    return spell(match["one"] + match["two"])


def _per(match: re.Match[str], place: Place) -> str | None:
    if match["rate"] in _SURE_RATES and place.before[-1:].isalnum():
        return f"per {RATES[match['rate']]}"
    plural = re.search(r"(?:[a-z]s|[\d%)]|[A-Z]{2}s?|[$€£¥]\S{1,12})$", place.before)
    return f"per {RATES[match['rate']]}" if plural else None


def _money_per(match: re.Match[str], _place: Place) -> str:
    """Read ``$/token``."""
    return f"{MONEY[match['money']][1]} per {RATES[match['rate']]}"


def _c_and(_match: re.Match[str], _place: Place) -> str:
    """Read ``C/C++`` as two languages."""
    return "C and"


def _speed(match: re.Match[str], _place: Place) -> str:
    """Read a unit that stands alone: "in km/h"."""
    above, _, below = match.group().partition("/")
    return f"{UNITS[above][1] if above in UNITS else 'meters'} per {RATES[below]}"


def _per_money(match: re.Match[str], place: Place) -> str | None:
    """Read ``tokens/$``."""
    return f"per {MONEY[match['money']][0]}" if place.before[-1:].isalpha() else None


_STRAY = re.compile(r"\d/(?:\s|$)|(?:^|\s)/\S")
"""A slash between nothing: ``14/``."""


def _between(match: re.Match[str], place: Place) -> str:
    sides = re.search(r"\d\s?$", place.before) and re.match(r"\s?\d", place.after)
    if sides and match.group() == "*":
        return "times"
    if match.group() == "/" and _STRAY.search(f"{place.before[-2:]}/{place.after[:2]}"):
        return "slash"
    spaced = sides and place.before.endswith(" ")
    beside = re.search(r"\d\w{0,3}$", place.before) and re.match(r"[$€£~]?\d", place.after)
    return "divided by" if spaced else "," if match.group() == "/" and beside else ""


FIRST = (
    Kind(
        "money a thing",
        "$€£",
        re.compile(rf"(?P<money>[$€£])/(?P<rate>{any_of(RATES)})(?!\w)"),
        _money_per,
    ),
    Kind("rate of speed", "A", re.compile(r"(?:km/h|mi/h|m/s|GB/s|TB/s|MB/s)(?!\w)"), _speed),
    Kind(
        "either", "A", re.compile(rf"(?:{any_of(_EITHER)})(?![\w/])", re.IGNORECASE), _slash_words
    ),
    Kind(
        "over",
        "A9",
        re.compile(
            r"(?<![\w/.])(?:(?P<one>[a-z\u03b1-\u03c9]|\d{1,4})/(?P<two>[b-z\u03b1-\u03c9])|"
            r"(?P<three>[b-z\u03b1-\u03c9])/(?P<four>\d{1,4}))(?![\w/])"
        ),
        _over,
    ),
    Kind("letters", "A", re.compile(r"(?P<one>[A-Z])/(?P<two>[A-Z])(?![\w/+#])"), _slash_letters),
    Kind("letters", "A", re.compile(r"C/(?=C(?:\+\+|#))"), _c_and),
)
"""Before words."""
LAST = (
    Kind("rate", "/", re.compile(rf"\s?/\s?(?P<rate>{any_of(RATES)})(?![\w/])"), _per),
    Kind("rate", "/", re.compile(r"/(?P<money>[$€£])(?![\w\d])"), _per_money),
    Kind("between numbers", "/*", re.compile(r"[/*]"), _between, "sign between words"),
)
"""After everything else."""
