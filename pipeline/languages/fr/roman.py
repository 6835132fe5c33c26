"""Roman numerals in French: of kings and popes, chapters, acts, centuries."""

from __future__ import annotations

import re

from pipeline.languages.fr.numbers import cardinal, ordinal
from pipeline.languages.scanner import Kind, Place
from pipeline.languages.shared.roman import AFTER_ABBREVIATION, numeral_pattern, value

_COUNTED = frozenset(
    """
    chapitre tome acte livre partie scène titre article annexe phase type niveau grade figure
    tableau volume section chant guerre siècle
    """.split()  # noqa: SIM905 - a list of words reads as words
)
_WORD_BEFORE = re.compile(r"([^\W\d_]+)[\s\u00a0]$")
_CERTAIN = re.compile("[IVX]{2,}|[Ⅰ-Ⅻ]")


def _numeral(match: re.Match[str], place: Place) -> str | None:
    numeral = match["numeral"]
    name = _WORD_BEFORE.search(place.before)
    if numeral >= "Ⅰ" or AFTER_ABBREVIATION.search(place.before):
        return cardinal(value(numeral))
    if name is None:
        return None
    if name[1].lower() in _COUNTED:
        return cardinal(value(numeral))
    if name[1][:1].isupper() and not name[1].isupper() and _CERTAIN.fullmatch(numeral):
        return cardinal(value(numeral))
    if re.search(r"\b(?:[Gg]uerre|[Ll]ouis|[Cc]harles|[Hh]enri|[Pp]ie) $", place.before):
        return ordinal(1) if numeral == "I" else cardinal(value(numeral))
    return None


KINDS = (Kind("Roman numeral", "Aé9", numeral_pattern(), _numeral),)
