"""The scanner: goes through a text once, and asks a language's kinds at every word.

Each kind is a row: the characters it may start with, a pattern, and a reader that turns a match
into words or declines. Rows are tried in order. Patterns are matched at one place and bounded in
length, so that the time taken grows with the text and no faster.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.lexicon import Lexicon
from pipeline.spoken.cleaning import clean
from pipeline.values.script import Piece

NEAR = 48
"""Characters of context a reader sees on either side."""

_UNUSUAL = "²³¹¼-¾⁰-₟⅐-↋①-⓿❶-➓"
"""Numerals that Python's ``\\w`` takes for letters."""
LETTER = rf"[^\W\d_{_UNUSUAL}]"
ALNUM = rf"[^\W_{_UNUSUAL}]"
_PLAIN = re.compile(r"[a-z]+(?:['’][a-z]{1,3})?(?=[\s,;!?]|[.:]\s|[.:]?$)")
_GOES_ON = re.compile(r"[-‐‑.@_][^\W_]|\d|['’](?:d|ed|ing)\b")
"""After a lexeme: it is only a part of a longer name, which its kind reads."""
_OWN = re.compile(r"['’]s(?![^\W_])")
_DOTS = re.compile(r"\.{2,}|…\.*|\. \. \.")
_BLANK = re.compile(r"\s+")
_WORD = re.compile(rf"{LETTER}(?:{LETTER}|[\u0300-\u036f])*(?:['’]{LETTER}+)*")
_MARKS = {",": 1, ";": 2, ":": 2, "...": 3, ".": 4, "!": 5, "?": 6}
"""Signs that reach the spoken form; of two that meet, the stronger stays."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A spoken form, and where each part of it comes from."""

    text: str
    """Exactly what the engine is given."""
    pieces: tuple[Piece, ...]
    """Word by word, in order, never overlapping; offsets into the given text and :attr:`text`."""

    def then(self, following: Spoken) -> Spoken:
        """Return *following*, a spoken form of :attr:`text`, with pieces that start from here."""
        pieces: list[Piece] = []
        rest = iter(following.pieces)
        later = next(rest, None)
        for piece in self.pieces:
            while later is not None and later.end <= piece.spoken_start:
                later = next(rest, None)
            end = None
            start = later.spoken_start if later else 0
            while later is not None and later.start < piece.spoken_end:
                end = later.spoken_end
                if later.end > piece.spoken_end:
                    break
                later = next(rest, None)
            if end is None:
                continue
            if pieces and start < pieces[-1].spoken_end:
                start, first = pieces[-1].spoken_start, pieces.pop().start
            else:
                first = piece.start
            pieces.append(Piece(first, piece.end, start, end))
        return Spoken(following.text, tuple(pieces))

    def over(self, written: str) -> Spoken:
        """Return the same words as one piece that stands for all of *written*."""
        whole = (Piece(0, len(written), 0, len(self.text)),) if self.text and written else ()
        return Spoken(self.text, whole)


@dataclass(frozen=True, slots=True)
class Choices:
    """What the caller chose."""

    lexicon: Lexicon = field(default_factory=Lexicon)
    emoji: str = "omit"
    bare_urls: str = "site"


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


class Rules:
    """A language's kinds, and the words that must not take the short cut of plain words."""

    def __init__(
        self,
        kinds: Sequence[Kind],
        marks: Mapping[str, str],
        *,
        watched: frozenset[str] = frozenset(),
        liaison: Callable[[str, str], str] | None = None,
        led: Callable[[str, str], str] | None = None,
    ) -> None:
        self.kinds = tuple(kinds)
        self.marks = marks
        """Sign → the mark it is said as (a pause), or nothing."""
        self.watched = watched
        """Lower-case words that some kind wants to see."""
        self.liaison = liaison
        """Gives the last words anew, knowing those that follow at once."""
        self.led = led
        """Gives words anew, knowing those said at once before."""
        self._rows: dict[str, tuple[Kind, ...]] = {}

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


class _Builder:
    """The spoken form as it grows."""

    def __init__(self, rules: Rules) -> None:
        self.liaison, self.led = rules.liaison, rules.led
        self.parts: list[str] = []
        self.length = 0
        self.pieces: list[Piece] = []
        self.soft = ""
        """A mark that is only said between words: a bracket's or a dash's."""
        self.mark = ""
        """The mark the form ends with, as far as it came from a sign of its own."""

    def say(self, start: int, end: int, words: str) -> None:
        """Add *words* for ``[start, end)``; a comma at their end is a soft mark."""
        if words.endswith(","):
            self.say(start, end, words.rstrip(","))
            self.soft = ","
            return
        if not words:
            return
        if self.soft:
            self.pause(self.soft)
        if self.liaison and self.mark == "." and self.parts[-1] != ".":
            self._bind(self.liaison(self.parts[-1], words))
        if self.led and self.parts and not self.mark:
            words = self.led(self.parts[-1], words)
        gap = " " if self.length else ""
        begin = self.length + len(gap)
        self.parts.append(gap + words)
        self.length = begin + len(words)
        self.pieces.append(Piece(start, end, begin, self.length))
        self.mark = "." if words.endswith(".") else ""
        self.soft = ""

    def ends_at(self, at: int) -> bool:
        """Tell whether the last words were written right before *at*."""
        return bool(self.pieces) and self.pieces[-1].end == at and self.parts[-1] not in _MARKS

    def own(self, end: int) -> None:
        """Give the last words a possessive ending, which is written up to *end*."""
        self._bind(self.parts[-1].rstrip(".") + "'s")
        piece = self.pieces[-1]
        self.pieces[-1] = Piece(piece.start, end, piece.spoken_start, self.length)
        self.mark = ""

    def _bind(self, last: str) -> None:
        """Put *last* in place of the last words."""
        self.length += len(last) - len(self.parts[-1])
        self.parts[-1] = last
        piece = self.pieces[-1]
        self.pieces[-1] = Piece(piece.start, piece.end, piece.spoken_start, self.length)

    def pause(self, mark: str) -> None:
        if not self.length or mark == self.mark:
            return
        after_spelled = self.mark == "." and self.parts[-1] != "."
        if self.mark and not after_spelled:
            if _MARKS[mark] <= _MARKS[self.mark]:
                return
            self.length -= len(self.parts.pop())
        self.parts.append(mark)
        self.length += len(mark)
        self.mark = mark

    def spoken(self, offsets: Sequence[int] | None) -> Spoken:
        text = "".join(self.parts)
        if offsets is None:
            return Spoken(text, tuple(self.pieces))
        pieces = tuple(
            Piece(offsets[p.start], offsets[p.end - 1] + 1, p.spoken_start, p.spoken_end)
            for p in self.pieces
        )
        return Spoken(text, pieces)


def scan(text: str, rules: Rules, choices: Choices) -> Spoken:
    """Return the spoken form of *text* by *rules*. Linear in the length of *text*."""
    text, offsets = clean(text)
    form = _Builder(rules)
    size = len(text)
    watched, lexicon = rules.watched, choices.lexicon
    at = 0
    while at < size:
        if blank := _BLANK.match(text, at):
            at = blank.end()
            continue
        plain = _PLAIN.match(text, at)
        if plain and plain.group() not in watched and not lexicon.match(text, at):
            form.say(at, plain.end(), plain.group().replace("’", "'"))
            at = plain.end()
            continue
        at = _read(text, at, rules, choices, form)
    return form.spoken(offsets)


def _read(text: str, at: int, rules: Rules, choices: Choices, form: _Builder) -> int:
    """Read what starts at *at*, and return where it ends."""
    known = choices.lexicon.match(text, at)
    if known and not _GOES_ON.match(text, known[0]):
        form.say(at, known[0], known[1])
        return known[0]
    own = _OWN.match(text, at)
    if own and form.ends_at(at):
        form.own(own.end())
        return own.end()
    for kind in rules.rows(text[at]):
        match = kind.pattern.match(text, at)
        words = kind.read(match, Place(text, at, match.end(), choices)) if match else None
        if match and words is not None and match.end() > at:
            form.say(at, match.end(), words)
            return match.end()
    return _fall_back(text, at, rules, form)


def _fall_back(text: str, at: int, rules: Rules, form: _Builder) -> int:
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
