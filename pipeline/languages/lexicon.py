"""The lexicon: how particular words are said, in the terms of the W3C's Pronunciation Lexicon.

:mod:`pipeline.languages.lexicon_files` reads one from files.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

_SPELLED = re.compile(r"(?:.* )?((?:[A-Z]\.){2,20})$")


@dataclass(frozen=True, slots=True)
class Lexeme:
    """One entry: what is written, and how it is said."""

    graphemes: tuple[str, ...]
    """Spellings; one without a capital stands for every case, one with capitals for itself."""
    alias: str = ""
    """The spelling an engine says right; empty when only :attr:`phoneme` is known."""
    phoneme: str = ""
    """IPA, for engines that take phonemes."""
    plural: bool = True
    """Whether the word with ``s``, ``'s`` or ``s'`` is said likewise."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Lexemes of one language, found by what is written. The first of two equal ones holds."""

    lexemes: tuple[Lexeme, ...] = ()
    _exact: Mapping[str, Lexeme] = field(init=False, repr=False, compare=False)
    _folded: Mapping[str, Lexeme] = field(init=False, repr=False, compare=False)
    _lengths: Mapping[str, tuple[int, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        exact: dict[str, Lexeme] = {}
        folded: dict[str, Lexeme] = {}
        lengths: dict[str, set[int]] = {}
        for lexeme in self.lexemes:
            for grapheme in lexeme.graphemes:
                table = folded if grapheme == grapheme.lower() else exact
                table.setdefault(grapheme, lexeme)
                lengths.setdefault(grapheme[:2].lower(), set()).add(len(grapheme))
        object.__setattr__(self, "_exact", exact)
        object.__setattr__(self, "_folded", folded)
        longest_first = {key: tuple(sorted(known, reverse=True)) for key, known in lengths.items()}
        object.__setattr__(self, "_lengths", longest_first)

    def find(self, word: str) -> Lexeme | None:
        """Return the lexeme for exactly *word*, without regard to plurals."""
        return self._exact.get(word) or self._folded.get(word.lower())

    def alias_of(self, word: str) -> str | None:
        """Return how *word*, perhaps a plural or possessive, is said; None if it is not known."""
        lexeme = self.find(word)
        if lexeme is not None:
            return lexeme.alias or word
        for ending in ("'s", "s'", "s"):
            stem = word.removesuffix(ending)
            if stem != word and (lexeme := self.find(stem)) and lexeme.plural:
                return with_ending(lexeme.alias or stem, ending)
        return None

    def match(self, text: str, start: int) -> tuple[int, str] | None:
        """Return the end and the spoken form of the longest lexeme written at *start*.

        Args:
            text: Any text.
            start: Where a word starts in it.
        """
        for length in self._lengths.get(text[start : start + 2].lower(), ()):
            end = start + length
            written = text[start:end]
            lexeme = self.find(written) if len(written) == length else None
            if lexeme is None:
                continue
            tail = _ENDING.match(text, end) if lexeme.plural else None
            if tail is not None:
                ending = tail.group().replace("’", "'")
                return tail.end(), with_ending(lexeme.alias or written, ending)
            if not text[end : end + 1].isalnum():
                return end, lexeme.alias or written
        return None

    def phonemes(
        self, text: str, ending_sound: Callable[[str], str] | None = None
    ) -> Iterator[tuple[int, int, str]]:
        """Yield the words of a spoken form whose sound is known: start, end and IPA.

        Args:
            text: A spoken form.
            ending_sound: Gives what a plural's or possessive's ending sounds like after a word of
                that sound. Without it a word with an ending is the engine's to read.
        """
        reached = 0
        for found in _WORD.finditer(text):
            start = found.start()
            for length in self._lengths.get(text[start : start + 2].lower(), ()):
                end = start + length
                lexeme = self.find(text[start:end]) if end <= len(text) else None
                if start < reached or lexeme is None or not lexeme.phoneme:
                    continue
                tail = _ENDING.match(text, end) if ending_sound and lexeme.plural else None
                if tail and ending_sound:
                    yield start, tail.end(), lexeme.phoneme + ending_sound(lexeme.phoneme)
                    reached = tail.end()
                elif not text[end : end + 1].isalnum():
                    yield start, end, lexeme.phoneme
                    reached = end


_WORD = re.compile(r"[^\W\d_]+")
_ENDING = re.compile(r"(?:['’]s|s['’]?)(?![^\W_])")


def with_ending(alias_of: str, ending: str) -> str:
    """Return *alias_of* with a plural's or possessive's *ending*.

    Spelled letters take it after their last full stop: ``A.P.I.s``, ``A.P.I.'s``.
    """
    if _SPELLED.match(alias_of):
        return alias_of + ("s" if ending == "s'" else ending)
    if ending == "s" and alias_of.endswith(("s", "x", "z", "ch", "sh")):
        return f"{alias_of}es"
    return alias_of + ending
