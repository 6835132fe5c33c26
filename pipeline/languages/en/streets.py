"""Streets: a house's number, a direction, a name and what kind of street it is."""

from __future__ import annotations

import re

from pipeline.languages.en.context import FUNCTION_WORDS, next_word
from pipeline.languages.en.numbers import name_number, ordinal
from pipeline.languages.scanner import Kind, Place

_STREETS = {
    "St": "Street", "Ave": "Avenue", "Av": "Avenue", "Rd": "Road", "Blvd": "Boulevard",
    "Ln": "Lane", "Dr": "Drive", "Ct": "Court", "Pl": "Place", "Sq": "Square", "Ter": "Terrace",
    "Terr": "Terrace", "Pkwy": "Parkway", "Hwy": "Highway", "Expy": "Expressway",
    "Fwy": "Freeway", "Cir": "Circle", "Tpke": "Turnpike", "Aly": "Alley", "Trl": "Trail",
    "Cres": "Crescent", "Gdns": "Gardens", "Plz": "Plaza",
}  # fmt: skip
_WHOLE = (
    "Street|Avenue|Road|Boulevard|Lane|Drive|Court|Place|Square|Terrace|Parkway|Highway|"
    "Expressway|Circle|Way|Alley|Trail|Crescent|Gardens|Plaza|Close|Row"
)
_DIRECTIONS = {
    "N": "North", "S": "South", "E": "East", "W": "West", "NE": "Northeast", "NW": "Northwest",
    "SE": "Southeast", "SW": "Southwest",
}  # fmt: skip
_SAINTS = {"St", "Dr", "Pl", "Ct"}
"""What before a capital may be another word: "5 West St Louis"."""


def _address(match: re.Match[str], place: Place) -> str | None:
    kind = match["kind"].capitalize()
    if kind in _SAINTS and not match["point"] and re.match(r" [A-Z][a-z]", place.after):
        return None
    spoken = [name_number(match["number"])]
    if match["letter"]:
        spoken.append(match["letter"].upper())
    if match["way"]:
        spoken.append(_DIRECTIONS[match["way"]])
    spoken += [_word(word) for word in match["name"].split()]
    spoken.append(_STREETS.get(kind, match["kind"]))
    if match["quarter"]:
        spoken.append(_DIRECTIONS[match["quarter"].replace(".", "")])
    follows = next_word(place)
    goes_on = place.after.strip('"”’) ') and not (
        follows[:1].isupper() and follows.lower() in FUNCTION_WORDS
    )
    return " ".join(spoken) + ("" if goes_on or not match["point"] or match["quarter"] else ".")


def _word(word: str) -> str:
    counted = re.fullmatch(r"(\d{1,3})(?:st|nd|rd|th)", word)
    return ordinal(int(counted[1])) if counted else _SAINT_NAMES.get(word, word)


_SAINT_NAMES = {"St.": "Saint", "Mt.": "Mount", "Ft.": "Fort"}
_STATES = {
    "Mass": "Massachusetts", "Conn": "Connecticut", "Penn": "Pennsylvania", "Wis": "Wisconsin",
    "Minn": "Minnesota", "Calif": "California", "Va": "Virginia", "Ga": "Georgia",
    "Fla": "Florida", "Md": "Maryland", "Mich": "Michigan", "Tenn": "Tennessee",
    "Ill": "Illinois", "Ind": "Indiana", "Del": "Delaware", "Wash": "Washington",
    "Ore": "Oregon", "Mo": "Missouri", "La": "Louisiana", "Ala": "Alabama", "Pa": "Pennsylvania",
}  # fmt: skip
"""Streets are named after them: ``Mass. Ave.``."""
_SAINT_NAMES |= {f"{short}.": name for short, name in _STATES.items()}
_SHORT = "|".join(sorted((f"{k}|{k.lower()}|{k.upper()}" for k in _STREETS), key=len, reverse=True))
_QUARTER = r"NW|NE|SW|SE|N\.W\.|S\.W\.|N\.E\.|S\.E\.|[NSEW](?=[,;)]|$)"
KINDS = (
    Kind(
        "street",
        "9",
        re.compile(
            rf"(?P<number>\d{{1,5}})(?P<letter>[A-Za-z])?\s(?:(?P<way>[NSEW]|[NS][EW])\.?\s)?"
            rf"(?P<name>(?:[A-Z][\w'’-]{{1,20}}|(?:St|Mt|Ft|{'|'.join(_STATES)})\.|\d{{1,3}}(?:st|nd|rd|th))"
            rf"(?:\s(?:[A-Z][\w'’-]{{1,20}}|\d{{1,3}}(?:st|nd|rd|th))){{0,2}}?)"
            rf"\s(?P<kind>{_WHOLE}|{_SHORT})(?![\w'’-])(?P<point>\.)?"
            rf"(?:,?\s(?P<quarter>{_QUARTER})(?!\w))?"
        ),
        _address,
    ),
)
