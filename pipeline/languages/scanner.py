"""The scanner: goes through a text once, and asks a language's kinds at every word.

Each kind is a row: the characters it may start with, a pattern, and a reader that turns a match
into words or declines. Rows are tried in order. Patterns are matched at one place and bounded in
length, so that the time taken grows with the text and no faster.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field

from pipeline.languages.cleaning import MARKS, clean
from pipeline.languages.lexicon import Lexicon
from pipeline.languages.pieces import Builder, Spoken

NEAR = 48
"""Characters of context a reader sees on either side."""

_UNUSUAL = "²³¹¼-¾⁰-₟⅐-↋①-⓿❶-➓"
"""Numerals that Python's ``\\w`` takes for letters."""
LETTER = rf"[^\W\d_{_UNUSUAL}]"
ALNUM = rf"[^\W_{_UNUSUAL}]"
WORD = rf"{LETTER}(?:{LETTER}|[{MARKS}])*"
"""Letters, with the signs that belong to them."""
MARKED = rf"{LETTER}{{1,60}}+[{MARKS}](?:{LETTER}|[{MARKS}])*"
"""A word of a script that writes vowels or tones as such signs."""
_GOES_ON = r"[-‐‑.@_][^\W_]|\d"
"""After a lexeme: it is only a part of a longer name, which its kind reads."""
_DOTS = re.compile(r"\.{2,}|…\.*|\. \. \.")
_BLANK = re.compile(r"\s+")
_WORD = re.compile(rf"{WORD}(?:['’]{WORD})*")


@dataclass(frozen=True, slots=True)
class Choices:
    """What the caller chose."""

    lexicon: Lexicon = field(default_factory=Lexicon)
    emoji: str = "omit"
    bare_urls: str = "site"
    british: bool = False
    """British English: "two hundred and four", the day before the month."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a reader reads: the clean text around ``[start, end)``."""

    text: str
    start: int
    end: int
    choices: Choices

    @property
    def before(self) -> str:
        """At most :data:`NEAR` characters before the match."""
        return self.text[max(0, self.start - NEAR) : self.start]

    @property
    def after(self) -> str:
        """At most :data:`NEAR` characters after the match."""
        return self.text[self.end : self.end + NEAR]


Reader = Callable[[re.Match[str], Place], str | None]
"""Gives the words for a match; None to decline, empty for nothing said."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A row of a language's table."""

    name: str
    starts: str
    """Characters it may start with: ``9`` any digit, ``A`` any letter, ``é`` any outside ASCII,
    others themselves; empty for any."""
    pattern: re.Pattern[str]
    read: Reader
    silence: str = ""
    """The reason, where the reader says nothing; empty for that of a sign without words."""


class Rules:
    """A language's kinds, and the words that must not take the short cut of plain words."""

    def __init__(
        self,
        kinds: Sequence[Kind],
        marks: Mapping[str, str],
        *,
        watched: frozenset[str] = frozenset(),
        letters: str = "a-z",
        elided: str = "",
        clitics: str = "",
        possessive: str = "",
    ) -> None:
        self.kinds = tuple(kinds)
        self.marks = marks
        """Sign → the mark it is said as (a pause), or nothing."""
        self.watched = watched
        """Lower-case words that some kind wants to see."""
        self.plain = re.compile(
            rf"(?:(?:{elided or '(?!)'})['’])?[{letters}]+(?:['’][{letters}]{{1,3}})?"
            r"(?=[\s,;!?]|[.:]\s|[.:]?$)"
        )
        """Lower-case words that no kind needs to see, with the words elided before them."""
        self.goes_on = re.compile(rf"{_GOES_ON}|{clitics}" if clitics else _GOES_ON)
        """What after a lexeme makes it a part of something longer; clitics make verbs of it."""
        self.possessive = re.compile(possessive) if possessive else None
        """An ending that words take after they have been read."""
        self._rows: dict[str, tuple[Kind, ...]] = {}

    def changed(self, change: Callable[[Kind], Kind]) -> Rules:
        """Return the same rules with *change* made to every kind, as a region's own."""
        other = copy(self)
        other.kinds = tuple(map(change, self.kinds))
        other._rows = {}  # noqa: SLF001 - its own class
        return other

    def rows(self, character: str) -> tuple[Kind, ...]:
        """Return the kinds that may start with *character*, in order."""
        known = self._rows.get(character)
        if known is None:
            group = "9" if character.isdigit() else "A" if character.isalpha() else character
            groups = {group} if character.isascii() else {group, character, "é"}
            known = tuple(k for k in self.kinds if not k.starts or groups & set(k.starts))
            if character.isascii():
                self._rows[character] = known
        return known


def scan(text: str, rules: Rules, choices: Choices) -> Spoken:
    """Return the spoken form of *text* by *rules*. Linear in the length of *text*."""
    text, offsets = clean(text)
    form = Builder()
    size = len(text)
    watched, lexicon = rules.watched, choices.lexicon
    at = 0
    while at < size:
        if blank := _BLANK.match(text, at):
            at = blank.end()
            continue
        plain = rules.plain.match(text, at)
        if plain and plain.group() not in watched and not lexicon.match(text, at):
            form.say(at, plain.end(), plain.group().replace("’", "'"))
            at = plain.end()
            continue
        at = _read(text, at, rules, choices, form)
    return form.spoken(offsets)


def _read(text: str, at: int, rules: Rules, choices: Choices, form: Builder) -> int:
    """Read what starts at *at*, and return where it ends."""
    known = choices.lexicon.match(text, at)
    if known and not rules.goes_on.match(text, known[0]):
        form.say(at, known[0], known[1])
        return known[0]
    own = rules.possessive.match(text, at) if rules.possessive else None
    if own and form.ends_at(at):
        form.own(own.end(), own.group().replace("’", "'"))
        return own.end()
    for kind in rules.rows(text[at]):
        match = kind.pattern.match(text, at)
        words = kind.read(match, Place(text, at, match.end(), choices)) if match else None
        if match and words is not None and match.end() > at:
            form.say(at, match.end(), words)
            if kind.silence and not words.strip(","):
                form.leave(at, match.end(), kind.silence)
            return match.end()
    return _fall_back(text, at, rules, form)


def _fall_back(text: str, at: int, rules: Rules, form: Builder) -> int:
    """Take a word as it is, a sign as a pause or as nothing; return where it ends."""
    if word := _WORD.match(text, at):
        form.say(at, word.end(), word.group().replace("’", "'"))
        return word.end()
    if dots := _DOTS.match(text, at):
        form.pause("...")
        return dots.end()
    mark = rules.marks.get(text[at], "")
    if mark == "," and text[at] != mark:
        form.soft = mark
    elif mark:
        form.pause(mark)
    return at + 1
