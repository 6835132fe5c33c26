"""French: its row, and its kinds in the order they are tried."""

from __future__ import annotations

from pipeline.languages.fr import calendar, numbers, roman, telephones
from pipeline.languages.fr import vocabulary as v
from pipeline.languages.fr.boundaries import BOUNDARIES
from pipeline.languages.fr.common_words import COMMON_WORDS
from pipeline.languages.fr.formula_words import maths
from pipeline.languages.fr.nouns import gender
from pipeline.languages.fr.page_words import PAGE_WORDS
from pipeline.languages.fr.phrases import PHRASES, STAGE_DIRECTIONS
from pipeline.languages.language import Language, date_writer
from pipeline.languages.scanner import Rules
from pipeline.languages.scripts import foreign_kinds
from pipeline.languages.shared.addresses import address_kinds
from pipeline.languages.shared.amounts import amount_kinds, ratio_kinds
from pipeline.languages.shared.grammar import Grammar
from pipeline.languages.shared.shared_signs import first_sign_kinds, sign_kinds
from pipeline.languages.shared.shared_words import (
    abbreviation_kinds,
    spelled_kinds,
    watched,
    word_kinds,
)
from pipeline.languages.without_rules import PAUSES

GRAMMAR = Grammar(
    cardinal=numbers.cardinal,
    agreeing=numbers.agreeing,
    gender=gender,
    plural=lambda whole, _decimals: whole > 1,
    decimals=numbers.decimals,
    year=numbers.year,
    range_=numbers.range_,
    money=lambda whole, part: f"{whole} {part.rpartition(' ')[0]}",
    of=numbers.of,
    fraction=numbers.fraction,
    mixed=numbers.mixed,
    decimal_sign=",",
    thousands=r".'’ \u00a0\u202f",
    decimal_word="virgule",
    point="point",
    minus="moins",
    plus="plus",
    percent="pour cent",
    per_mille="pour mille",
    per="par",
    units=v.UNITS,
    per_units={},
    part_of="de ",
    currencies=v.CURRENCIES,
    magnitudes=v.MAGNITUDES,
    approximately="environ",
    less_than="inférieur à",
    more_than="supérieur à",
    signs=v.SIGNS,
    figure_signs=v.FIGURE_SIGNS,
    squared="au carré",
    cubed="au cube",
    power=lambda n: f"puissance {'moins ' if n < 0 else ''}{numbers.cardinal(abs(n))}",
    abbreviations=v.ABBREVIATIONS,
    numbered=v.NUMBERED,
    prefixed=v.PREFIXED,
    ending=v.ENDING,
    read_as_words=v.READ_AS_WORDS,
    link_to="lien vers",
    at="arobase",
    dot="point",
    slash="barre oblique",
    dash="tiret",
    underscore="tiret bas",
    ratio="pour",
    letters="à-öø-ÿœ",
)

RULES = Rules(
    (
        *foreign_kinds("fr"),
        *first_sign_kinds(),
        *address_kinds(GRAMMAR),
        *telephones.KINDS,
        *abbreviation_kinds(GRAMMAR),
        *calendar.KINDS,
        *roman.KINDS,
        *ratio_kinds(GRAMMAR),
        *spelled_kinds(GRAMMAR),
        *amount_kinds(GRAMMAR),
        *sign_kinds(GRAMMAR, v.GREEK),
        *word_kinds(GRAMMAR),
    ),
    PAUSES,
    letters="a-zà-öø-ÿœ",
    elided="[ldjmnstcLDJMNSTC]|qu|Qu|jusqu|lorsqu|puisqu",
    watched=watched(GRAMMAR) | {"années"},
)

LANGUAGE = Language(
    tag="fr",
    name="French",
    rules=RULES,
    code=RULES,
    maths=maths,
    months=calendar.MONTHS,
    dated=date_writer(calendar.MONTHS, "{day} {month} {year}", first="1er"),
    phrases=PHRASES,
    stage_directions=STAGE_DIRECTIONS,
    page=PAGE_WORDS,
    boundaries=BOUNDARIES,
    conjunctions=frozenset(
        "et mais ou car donc parce tandis pendant que quand où qui si lorsque puisque comme".split()  # noqa: SIM905 - reads as words
    ),
    common_words=COMMON_WORDS,
    byline_words=frozenset(
        "par le publié paru mis à jour écrit minutes min de lecture".split()  # noqa: SIM905 - likewise
    ),
    captions=frozenset(
        "fig figure tableau image photo carte schéma graphique illustration source crédit".split()  # noqa: SIM905 - likewise
    ),
    letters="àâäçéèêëîïôöùûüÿœæ",
)
"""The row of French."""
