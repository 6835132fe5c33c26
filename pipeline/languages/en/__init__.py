"""English: the table of its kinds, in the order they are tried."""

from __future__ import annotations

from pipeline.languages.en import (
    abbreviations,
    addresses,
    dates,
    formulas,
    fractions,
    letters,
    names,
    places,
    powers,
    quantities,
    ratios,
    references,
    roman,
    slashes,
    symbols,
    telephones,
    times,
    versions,
    years,
)
from pipeline.languages.en.code import CODE_KINDS, IDENTIFIERS
from pipeline.languages.en.maths import maths
from pipeline.languages.scanner import Rules
from pipeline.languages.without_rules import PAUSES

_WATCHED = abbreviations.WATCHED | references.WATCHED | roman.WATCHED | formulas.WATCHED

RULES = Rules(
    (
        *symbols.FIRST,
        *telephones.KINDS,
        *addresses.KINDS,
        *IDENTIFIERS,
        *references.KINDS,
        *formulas.KINDS,
        *places.KINDS,
        *abbreviations.KINDS,
        *slashes.FIRST,
        *symbols.LETTERED,
        *roman.KINDS,
        *versions.KINDS,
        *dates.KINDS,
        *years.KINDS,
        *times.KINDS,
        *powers.KINDS,
        *fractions.KINDS,
        *ratios.KINDS,
        *quantities.KINDS,
        *names.KINDS,
        *slashes.LAST,
        *symbols.LAST,
    ),
    PAUSES,
    watched=_WATCHED,
    liaison=letters.liaison,
    led=letters.led,
)
"""Essays."""

CODE = Rules(
    (*CODE_KINDS, *RULES.kinds),
    PAUSES,
    watched=_WATCHED,
    liaison=letters.liaison,
    led=letters.led,
)
"""Inline code."""

__all__ = ["CODE", "RULES", "maths"]
