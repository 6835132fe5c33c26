"""Spanish: its row, and its kinds in the order they are tried."""

from __future__ import annotations

from pipeline.languages.es import calendar, numbers, roman, telephones
from pipeline.languages.es import vocabulary as v
from pipeline.languages.es.boundaries import BOUNDARIES
from pipeline.languages.es.common_words import COMMON_WORDS
from pipeline.languages.es.formula_words import maths
from pipeline.languages.es.nouns import gender
from pipeline.languages.es.page_words import PAGE_WORDS
from pipeline.languages.es.phrases import PHRASES, STAGE_DIRECTIONS
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
    of=lambda _noun: " de ",
    fraction=numbers.fraction,
    mixed=numbers.mixed,
    decimal_sign=",",
    thousands=r".'’ \u00a0\u202f",
    decimal_word="coma",
    point="punto",
    minus="menos",
    plus="más",
    percent="por ciento",
    per_mille="por mil",
    per="por",
    units=v.UNITS,
    per_units={},
    part_of="de ",
    currencies=v.CURRENCIES,
    magnitudes=v.MAGNITUDES,
    approximately="aproximadamente",
    less_than="menor que",
    more_than="mayor que",
    signs=v.SIGNS,
    figure_signs=v.FIGURE_SIGNS,
    squared="al cuadrado",
    cubed="al cubo",
    power=lambda n: f"elevado a {'menos ' if n < 0 else ''}{numbers.cardinal(abs(n))}",
    abbreviations=v.ABBREVIATIONS,
    numbered=v.NUMBERED,
    prefixed=v.PREFIXED,
    ending=v.ENDING,
    read_as_words=v.READ_AS_WORDS,
    link_to="enlace a",
    at="arroba",
    dot="punto",
    slash="barra",
    dash="guion",
    underscore="guion bajo",
    ratio="a",
    letters="áéíóúüñ",
)

RULES = Rules(
    (
        *foreign_kinds("es"),
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
    letters="a-záéíóúüñ",
    watched=watched(GRAMMAR) | roman.WATCHED | calendar.WATCHED,
)

LANGUAGE = Language(
    tag="es",
    name="Spanish",
    rules=RULES,
    code=RULES,
    maths=maths,
    months=calendar.MONTHS,
    dated=date_writer(calendar.MONTHS, "{day} de {month} de {year}"),
    phrases=PHRASES,
    stage_directions=STAGE_DIRECTIONS,
    page=PAGE_WORDS,
    boundaries=BOUNDARIES,
    conjunctions=frozenset(
        "y e pero o u porque mientras que cuando donde quien si aunque como pues".split()  # noqa: SIM905 - reads as words
    ),
    common_words=COMMON_WORDS,
    byline_words=frozenset(
        "por de el publicado actualizado escrito minutos min lectura".split()  # noqa: SIM905 - likewise
    ),
    captions=frozenset(
        "fig figura tabla imagen foto mapa gráfico diagrama ilustración fuente".split()  # noqa: SIM905 - likewise
    ),
    letters="áéíóúüñ",
)
"""The row of Spanish."""
