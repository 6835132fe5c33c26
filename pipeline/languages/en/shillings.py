"""Small money: shillings and pence as they were, and cents with a c."""

from __future__ import annotations

import re

from pipeline.languages.en.numbers import cardinal
from pipeline.languages.scanner import Kind, Place

_PENCE = {"1": "one penny", "2": "twopence", "3": "threepence", "4": "fourpence", "6": "sixpence"}
_PRICED = re.compile(
    r"(?:\b(?:cost|pric|pay|paid|worth|buy|bought|sell|sold|charg|fares?|fees?|stamp|cents?)"
    r"|[$£€]\s?\d|\d[csd]\b)",
    re.IGNORECASE,
)
"""Near a number that may be money."""


_PRICED_AFTER = re.compile(
    r"\.?\s(?:each|apiece|a (?:piece|pound|dozen|yard|day|week)"
    r"|notes?|coins?|stamps?|fines?|tickets?)\b"
)
_FOR = re.compile(r"\b(?:for|only|just) $")


def _money(place: Place) -> bool:
    """Tell whether the words around speak of a price."""
    return bool(_PRICED.search(place.before) or _PRICED_AFTER.match(place.after))


def _old(match: re.Match[str], place: Place) -> str | None:
    """Read ``4s. 6d.``, and either by itself beside pounds or a price."""
    shillings, pence = match["shillings"], match["pence"]
    if not (shillings and pence) and not _money(place):
        return None
    spoken = []
    if shillings:
        one = shillings == "1" or (
            not pence and re.match(r"\.?\s(?:notes?|coins?|stamps?|fines?|tickets?)\b", place.after)
        )
        spoken.append(f"{cardinal(int(shillings))} shilling{'' if one else 's'}")
    if pence:
        spoken.append(_PENCE.get(pence, f"{cardinal(int(pence))} pence"))
    return " ".join(spoken)


def _cents(match: re.Match[str], place: Place) -> str | None:
    """Read ``89c``."""
    if not (_money(place) or _FOR.search(place.before)):
        return None
    return f"{cardinal(int(match['cents']))} cent{'s' * (match['cents'] != '1')}"


_POINT = r"(?:\.(?=,|\s[a-z\d]))?"
"""A full stop that ends no sentence."""
KINDS = (
    Kind(
        "old money",
        "9",
        re.compile(
            rf"(?<![\w.])(?P<shillings>\d{{1,2}})\s?s\b\.?,?\s?(?P<pence>\d{{1,2}})\s?d\b{_POINT}"
        ),
        _old,
    ),
    Kind(
        "old money",
        "9",
        re.compile(
            rf"(?<![\w.])(?:(?P<shillings>\d{{1,2}})s\.(?=,|\s[a-z])|(?P<pence>\d{{1,2}})d\b{_POINT})"
        ),
        _old,
    ),
    Kind("cents", "9", re.compile(r"(?<![\w.$€£])(?P<cents>\d{1,2})c(?!\w)"), _cents),
)
