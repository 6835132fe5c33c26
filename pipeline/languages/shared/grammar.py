"""What a language tells the shared kinds: its words, and how numbers agree with nouns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Noun:
    """A unit, a currency, a magnitude: something that is counted."""

    one: str
    many: str
    gender: str = "m"
    """``m``, ``f`` or ``n``."""

    def counted(self, *, plural: bool) -> str:
        """Return the form that goes with one, or with several."""
        return self.many if plural else self.one


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency, and the hundredth part that its prices have."""

    whole: Noun
    part: Noun | None = None


@dataclass(frozen=True, slots=True)
class Grammar:
    """Words and grammar of one language."""

    cardinal: Callable[[int], str]
    """A number that stands alone."""
    agreeing: Callable[[int, str, str], str]
    """A number before a noun: number, gender of the noun, the text before the number."""
    gender: Callable[[str], str]
    """Gender of a noun as it is written, empty for what is no noun to agree with."""
    plural: Callable[[int, str], bool]
    """Whether a whole number with decimals takes the plural."""
    decimals: Callable[[str], str]
    """The figures after the decimal sign."""
    year: Callable[[int], str]
    """A number of four figures that counts nothing."""
    range_: Callable[[str, str, str], str]
    """Two numbers in words, and the text before them: "ten to twenty"."""
    money: Callable[[str, str], str]
    """Whole and hundredths, both in words with their nouns."""
    of: Callable[[str], str]
    """What joins a magnitude and the noun it counts: "millions d'euros"."""
    fraction: Callable[[int, int, str, str], str | None]
    """Numerator, denominator, the word after, the text before."""
    mixed: Callable[[int, int, int, tuple[str, str], str], str | None]
    """A whole number and a fraction, and what they count: one, several, gender; "one and a half
    liters"."""
    decimal_sign: str
    thousands: str
    """Characters that part thousands, ready for a character class."""
    decimal_word: str
    point: str
    """Between the parts of a version or an address."""
    minus: str
    plus: str
    percent: str
    per_mille: str
    per: str
    """"per", in "kilometres per hour"."""
    units: Mapping[str, Noun]
    per_units: Mapping[str, str]
    """A unit after "per", where it differs from one of it."""
    currencies: Mapping[str, Currency]
    magnitudes: Mapping[str, Noun]
    approximately: str
    less_than: str
    more_than: str
    signs: Mapping[str, str]
    """A sign anywhere → its words."""
    figure_signs: Mapping[str, str]
    """A sign before or between figures or single letters → its words."""
    squared: str
    cubed: str
    power: Callable[[int], str]
    """ "to the power of six"."""
    abbreviations: Mapping[str, str]
    numbered: Mapping[str, str]
    """Abbreviations that only stand before a number."""
    prefixed: Mapping[str, str] = field(default_factory=dict)
    """Abbreviations that only stand before a capital."""
    ending: frozenset[str] = frozenset()
    """Abbreviations that may end a sentence."""
    read_as_words: frozenset[str] = frozenset()
    """Capitals that are words: NATO."""
    part_of: str = ""
    """Between a fraction and its unit: "trois quarts *de* litre"."""
    link_to: str = ""
    at: str = ""
    dot: str = ""
    slash: str = ""
    dash: str = ""
    underscore: str = ""
    ratio: str = ""
    """Between the parts of a ratio or a score."""
    letters: str = ""
    """Letters beyond ASCII of its plain words."""
