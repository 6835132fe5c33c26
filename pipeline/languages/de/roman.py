"""Roman numerals in German: of kings as ordinals in their case, of chapters as numbers."""

from __future__ import annotations

import re

from pipeline.languages.de.numbers import cardinal, ordinal, ordinal_stem
from pipeline.languages.scanner import Kind, Place
from pipeline.languages.shared.roman import AFTER_ABBREVIATION, NUMERAL, numeral_pattern, value

_COUNTED = frozenset(
    """
    kapitel band teil akt buch abschnitt artikel klasse typ stufe phase grad tafel anhang szene
    gesang quartal
    """.split()  # noqa: SIM905 - a list of words reads as words
)
_WORD_BEFORE = re.compile(r"([^\W\d_]+)\s$")
_PREPOSITION = re.compile(
    r"\b(?:unter|von|mit|bei|nach|seit|aus|zu|vor|neben|gegenüber)(?: (?:Kaiser|König|Papst|Zar))?"
    r" [^\W\d_]+\s$",
    re.IGNORECASE,
)
_ACCUSATIVE = re.compile(r"\b(?:für|gegen|ohne|durch|um|auf|über)(?: [^\W\d_]+)? [^\W\d_]+\s$")


def _reign(match: re.Match[str], place: Place) -> str | None:
    """Read ``Ludwig XIV.`` and ``II. Weltkrieg``."""
    number = value(match["numeral"])
    name = _WORD_BEFORE.search(place.before)
    if name is None or not name[1][:1].isupper() or name[1].lower() in {"der", "die", "das", "im"}:
        noun = re.match(r"\s([A-ZÄÖÜ][^\W\d_]+)", place.after)
        if noun is None:
            return None
        spoken = ordinal(number, place.before, noun[1])
        return spoken.capitalize() if noun[1] in {"Weltkrieg", "Weltkriegs", "Reich"} else spoken
    if name[1].lower() in _COUNTED:
        return None
    stem = ordinal_stem(number).capitalize()
    if name[1].endswith("s") and not re.search(
        r"(?:Johannes|Karlos|Pius|Julius|Zeus|us|es)$", name[1]
    ):
        return f"des {stem}en{_end(place)}"
    if _PREPOSITION.search(place.before):
        return f"dem {stem}en{_end(place)}"
    of_accusative = _ACCUSATIVE.search(place.before)
    return (f"den {stem}en" if of_accusative else f"der {stem}e") + _end(place)


def _end(place: Place) -> str:
    """Return the full stop of a sentence that the numeral's point ends too."""
    return "" if place.after.strip('"”“’) ') else "."


def _counted(match: re.Match[str], place: Place) -> str | None:
    """Read ``Kapitel IV``."""
    name = _WORD_BEFORE.search(place.before)
    short = AFTER_ABBREVIATION.search(place.before)
    if match["numeral"] >= "Ⅰ" or short or (name and name[1].lower() in _COUNTED):
        return cardinal(value(match["numeral"]))
    return None


KINDS = (
    Kind("Roman numeral", "A", re.compile(rf"(?P<numeral>{NUMERAL})\.(?!\w)"), _reign),
    Kind("Roman numeral", "Aé9", numeral_pattern(), _counted),
)
