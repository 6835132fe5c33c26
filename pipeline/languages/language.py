"""A language: one value that holds all that the program says and knows in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from pipeline.languages.boundaries import Boundaries
from pipeline.languages.page_words import PageWords
from pipeline.languages.phrases import Phrases
from pipeline.languages.scanner import Rules
from pipeline.values.script import Reading


def _no_maths(_tex: str) -> str | None:
    return None


def _as_spelled(_text: str, _tag: str) -> tuple[Reading, ...]:
    return ()


def _no_names(_text: str) -> frozenset[str]:
    return frozenset()


@dataclass(frozen=True, slots=True)
class Language:
    """One row of the table of languages."""

    tag: str
    """Primary subtag of BCP 47, lower case."""
    name: str
    """In English, for the reasons that people read."""
    rules: Rules
    """How its text is read: kinds, pauses, possessive."""
    code: Rules
    """How inline code in it is read."""
    dated: Callable[[date], str]
    """Writes a day as its readers do in a text."""
    page: PageWords
    """The words of pages and notes."""
    page_dated: Callable[[date], str] | None = None
    """Writes it as a page shows it, where that differs."""
    months: tuple[str, ...] = ()
    """The twelve, as they stand in a date; none where they are not known."""
    maths: Callable[[str], str | None] = _no_maths
    """Gives simple TeX in words, None for what is not simple enough."""
    readings: Callable[[str, str], tuple[Reading, ...]] = _as_spelled
    """Gives the sounds of words that are spelled alike and said otherwise; takes a spoken form and
    a BCP 47 tag."""
    proper_nouns: Callable[[str], frozenset[str]] = _no_names
    """Gives the words of a sentence that are names, also that it begins with."""
    ending_sound: Callable[[str], str] | None = None
    """Gives the sound of a plural's or possessive's ending after a word of that sound, in IPA."""
    phrases: Phrases = field(default_factory=Phrases)
    """What is announced."""
    boundaries: Boundaries = field(default_factory=Boundaries)
    """Where its sentences end, beyond what holds in every language."""
    conjunctions: frozenset[str] = frozenset()
    """Words before which a long sentence may be cut."""
    common_words: frozenset[str] = frozenset()
    """Words too common to tell what a text is about."""
    byline_words: frozenset[str] = frozenset()
    """Words that a byline may hold beside the author's name and the date."""
    captions: frozenset[str] = frozenset()
    """First words of a caption that says itself what it belongs to."""
    stage_directions: frozenset[str] = frozenset()
    """Words by which a bracket in a transcript tells of the scene: "laughs"."""
    capital_nouns: bool = False
    """Whether every noun has a capital, so that a capital tells no name."""
    letters: str = ""
    """Letters beyond ASCII that its own words hold; empty where words in any letters are its
    own."""


def date_writer(months: tuple[str, ...], template: str, first: str = "1") -> Callable[[date], str]:
    """Return a function that writes a day.

    Args:
        months: The twelve.
        template: {day}, {month}, {year}.
        first: The first of a month.
    """

    def dated(day: date) -> str:
        number = first if day.day == 1 else str(day.day)
        return template.format(day=number, month=months[day.month - 1], year=day.year)

    return dated
