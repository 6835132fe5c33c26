"""English: its row, and the table of its kinds in the order they are tried."""

from __future__ import annotations

from pipeline.languages.en import (
    abbreviations,
    addresses,
    dates,
    formulas,
    fractions,
    lettered_signs,
    markup_signs,
    names,
    places,
    powers,
    quantities,
    ratios,
    references,
    roman,
    scripture,
    shillings,
    slashes,
    streets,
    symbols,
    telephones,
    times,
    versions,
    years,
)
from pipeline.languages.en.boundaries import BOUNDARIES
from pipeline.languages.en.code import CODE_KINDS, IDENTIFIERS
from pipeline.languages.en.common_words import COMMON_WORDS
from pipeline.languages.en.maths import maths
from pipeline.languages.en.page_words import PAGE_WORDS
from pipeline.languages.en.phrases import PHRASES, STAGE_DIRECTIONS
from pipeline.languages.language import Language, date_writer
from pipeline.languages.scanner import Rules
from pipeline.languages.scripts import foreign_kinds
from pipeline.languages.without_rules import PAUSES
from pipeline.values.script import Reading

_WATCHED = frozenset().union(
    *(kind.WATCHED for kind in (abbreviations, dates, formulas, references, roman))
)

_CLITICS = r"['’](?:d|ed|ing)\b"
"""They make a verb of a name: "OK'd", "TL;DR'ing"."""
_POSSESSIVE = r"['’]s(?![^\W_])"

RULES = Rules(
    (
        *foreign_kinds("en"),
        *markup_signs.KINDS,
        *telephones.KINDS,
        *scripture.KINDS,
        *streets.KINDS,
        *shillings.KINDS,
        *addresses.KINDS,
        *IDENTIFIERS,
        *references.KINDS,
        *formulas.KINDS,
        *places.KINDS,
        *abbreviations.KINDS,
        *slashes.FIRST,
        *lettered_signs.KINDS,
        *roman.KINDS,
        *dates.KINDS,
        *versions.KINDS,
        *years.KINDS,
        *times.KINDS,
        *powers.KINDS,
        *fractions.KINDS,
        *ratios.KINDS,
        *quantities.KINDS,
        *names.KINDS,
        *slashes.LAST,
        *symbols.KINDS,
    ),
    PAUSES,
    watched=_WATCHED,
    clitics=_CLITICS,
    possessive=_POSSESSIVE,
)
"""Essays."""

CODE = Rules(
    (*CODE_KINDS, *RULES.kinds),
    PAUSES,
    watched=_WATCHED,
    clitics=_CLITICS,
    possessive=_POSSESSIVE,
)
"""Inline code."""

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def _proper_nouns(text: str) -> frozenset[str]:
    from pipeline.languages.en.homographs.proper_nouns import proper_nouns  # noqa: PLC0415 - numpy and 1 MB of weights

    return proper_nouns(text)


def _readings(text: str, tag: str) -> tuple[Reading, ...]:
    from pipeline.languages.en.homographs import readings  # noqa: PLC0415 - numpy and 1 MB of weights

    return readings(text, tag)


def _ending_sound(ipa: str) -> str:
    """Return how "s" sounds after a word: "cats", "dogs", "horses"."""
    if ipa.endswith(("s", "z", "ʃ", "ʒ")):
        return "ᵻz"
    return "s" if ipa.endswith(("p", "t", "k", "f", "θ")) else "z"


LANGUAGE = Language(
    tag="en",
    name="English",
    rules=RULES,
    code=CODE,
    maths=maths,
    readings=_readings,
    proper_nouns=_proper_nouns,
    ending_sound=_ending_sound,
    months=_MONTHS,
    dated=date_writer(_MONTHS, "{month} {day}, {year}"),
    page_dated=date_writer(_MONTHS, "{day} {month} {year}"),
    phrases=PHRASES,
    stage_directions=STAGE_DIRECTIONS,
    page=PAGE_WORDS,
    boundaries=BOUNDARIES,
    conjunctions=frozenset(
        "and but or because which while that when where who so if as".split()  # noqa: SIM905 - reads as words
    ),
    common_words=COMMON_WORDS,
    byline_words=frozenset(
        """
        a at by updated on the posted published written words author date st nd rd th min minute
        minutes read mon tue wed thu fri sat sun monday tuesday wednesday thursday friday saturday
        sunday am
        """.split()  # noqa: SIM905 - a word list reads best as words
    ),
    captions=frozenset(
        """
        fig figure table chart image photo photograph illustration diagram graph plot map picture
        screenshot source credit
        """.split()  # noqa: SIM905 - a word list reads best as words
    ),
    letters="àâçéèêëîïñôöüæœ",
)
"""The row of English."""

__all__ = ["CODE", "LANGUAGE", "RULES"]
