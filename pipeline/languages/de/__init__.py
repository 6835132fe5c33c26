"""German: its row, and its kinds in the order they are tried."""

from __future__ import annotations

from pipeline.languages.de import calendar, numbers, roman, streets, telephones
from pipeline.languages.de import vocabulary as v
from pipeline.languages.de.boundaries import BOUNDARIES
from pipeline.languages.de.common_words import COMMON_WORDS
from pipeline.languages.de.formula_words import maths
from pipeline.languages.de.nouns import gender
from pipeline.languages.de.page_words import PAGE_WORDS
from pipeline.languages.de.phrases import PHRASES, STAGE_DIRECTIONS
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
    plural=lambda whole, decimals: whole != 1 or bool(decimals),
    decimals=numbers.decimals,
    year=numbers.year,
    range_=numbers.range_,
    money=lambda whole, part: f"{whole} {part}",
    of=lambda _noun: " ",
    fraction=numbers.fraction,
    mixed=numbers.mixed,
    decimal_sign=",",
    thousands=r".'’ \u00a0\u202f",
    decimal_word="Komma",
    point="Punkt",
    minus="minus",
    plus="plus",
    percent="Prozent",
    per_mille="Promille",
    per="pro",
    units=v.UNITS,
    per_units=v.PER_UNITS,
    currencies=v.CURRENCIES,
    magnitudes=v.MAGNITUDES,
    approximately="ungefähr",
    less_than="kleiner als",
    more_than="größer als",
    signs=v.SIGNS,
    figure_signs=v.FIGURE_SIGNS,
    squared="Quadrat",
    cubed="hoch drei",
    power=lambda n: f"hoch {'minus ' if n < 0 else ''}{numbers.cardinal(abs(n))}",
    abbreviations=v.ABBREVIATIONS,
    numbered=v.NUMBERED,
    prefixed=v.PREFIXED,
    ending=v.ENDING,
    read_as_words=v.READ_AS_WORDS,
    link_to="Link zu",
    at="at",
    dot="Punkt",
    slash="Schrägstrich",
    dash="Bindestrich",
    underscore="Unterstrich",
    ratio="zu",
    letters="äöüß",
)

RULES = Rules(
    (
        *foreign_kinds("de"),
        *first_sign_kinds(),
        *address_kinds(GRAMMAR),
        *telephones.KINDS,
        *streets.KINDS,
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
    letters="a-zäöüß",
    watched=watched(GRAMMAR),
)

LANGUAGE = Language(
    tag="de",
    name="German",
    rules=RULES,
    code=RULES,
    maths=maths,
    months=calendar.MONTHS,
    dated=date_writer(calendar.MONTHS, "{day}. {month} {year}"),
    phrases=PHRASES,
    stage_directions=STAGE_DIRECTIONS,
    page=PAGE_WORDS,
    boundaries=BOUNDARIES,
    conjunctions=frozenset(
        "und aber oder weil denn sondern während wenn als wo so damit obwohl dass ob".split()  # noqa: SIM905 - reads as words
    ),
    common_words=COMMON_WORDS,
    byline_words=frozenset("von am veröffentlicht aktualisiert minuten lesezeit uhr".split()),  # noqa: SIM905 - likewise
    captions=frozenset("abb abbildung tabelle bild foto karte diagramm grafik quelle".split()),  # noqa: SIM905 - likewise
    capital_nouns=True,
    letters="äöüßéèàê",
)
"""The row of German."""
