"""The spoken form as it grows, word by word, and where each part of it comes from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline.languages.signs import PUNCTUATION
from pipeline.values.script import Piece

MARKS = {",": 1, ";": 2, ":": 2, "...": 3, ".": 4, "!": 5, "?": 6}
"""Signs that reach the spoken form; of two that meet, the stronger stays."""

SOUNDLESS = "character without a sound of its own"
"""The reason for controls, marks without a letter and the like."""


@dataclass(frozen=True, slots=True)
class Silence:
    """Written characters ``[start, end)`` that are not said."""

    start: int
    end: int
    reason: str
    """A phrase for people: "citation mark"."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A spoken form, and where each part of it comes from.

    Law: every visible character of the given text lies in a piece or in a silence, or is
    punctuation (:data:`~pipeline.languages.signs.PUNCTUATION`), which is said by a pause.
    """

    text: str
    """Exactly what the engine is given."""
    pieces: tuple[Piece, ...]
    """Word by word, in order, never overlapping; offsets into the given text and :attr:`text`."""
    silences: tuple[Silence, ...] = ()
    """What is not said, in order, never overlapping one another or a piece."""

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
        return Spoken(following.text, tuple(pieces), self._silences(following))

    def _silences(self, following: Spoken) -> tuple[Silence, ...]:
        """Return the silences of both: of *following*, where all of a piece went silent."""
        later = [
            Silence(piece.start, piece.end, silence.reason)
            for piece in (self.pieces if following.silences else ())
            for silence in following.silences
            if silence.start < piece.spoken_end and piece.spoken_start < silence.end
        ]
        return (*self.silences, *later)

    def accounted(self, written: str, reason: str) -> Spoken:
        """Return the same with whatever of *written* is neither said nor punctuation as silences.

        Args:
            written: The text that this is the spoken form of.
            reason: For characters that no reader gave a reason for.
        """
        given = sorted(self.silences, key=lambda silence: silence.start)
        silences: list[Silence] = []
        at = place = 0
        for start, end in (*((p.start, p.end) for p in self.pieces), (len(written),) * 2):
            if written[at:start].strip():
                while place < len(given) and given[place].end <= at:
                    place += 1
                silences += _gap(written, at, start, given[place:], reason)
            at = max(at, end)
        return Spoken(self.text, self.pieces, tuple(silences))

    def over(self, written: str) -> Spoken:
        """Return the same words as one piece that stands for all of *written*."""
        whole = (Piece(0, len(written), 0, len(self.text)),) if self.text and written else ()
        return Spoken(self.text, whole)


def _gap(
    written: str, start: int, end: int, given: Sequence[Silence], reason: str
) -> Iterator[Silence]:
    """Yield the silences of *written* between two pieces, each as far as it is visible."""
    at = start
    for silence in given:
        if silence.start >= end:
            break
        yield from _runs(written, at, min(silence.start, end), reason)
        first, last = max(silence.start, at), min(silence.end, end)
        visible = written[first:last].strip()
        if visible:
            first = written.index(visible, first)
            yield Silence(first, first + len(visible), silence.reason)
        at = max(at, last)
    yield from _runs(written, at, end, reason)


def _runs(written: str, start: int, end: int, reason: str) -> Iterator[Silence]:
    at = start
    for why, run in groupby(written[start:end], key=lambda character: _why(character, reason)):
        until = at + len(list(run))
        if why:
            yield Silence(at, until, why)
        at = until


def _why(character: str, reason: str) -> str:
    if character.isspace() or character in PUNCTUATION:
        return ""
    return SOUNDLESS if unicodedata.category(character)[0] in "CM" else reason


_SPELLED = re.compile(r"(?:[A-Z]\.){2,}$")


class Builder:
    """A spoken form as it grows."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.pieces: list[Piece] = []
        self.silences: list[Silence] = []
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
        gap = " " if self.length else ""
        begin = self.length + len(gap)
        self.parts.append(gap + words)
        self.length = begin + len(words)
        self.pieces.append(Piece(start, end, begin, self.length))
        self.mark = "." if words.endswith(".") else ""
        self.soft = ""

    def leave(self, start: int, end: int, reason: str) -> None:
        """Say nothing for ``[start, end)``, for *reason*."""
        self.silences.append(Silence(start, end, reason))

    def ends_at(self, at: int) -> bool:
        """Tell whether the last words were written right before *at*."""
        return bool(self.pieces) and self.pieces[-1].end == at and self.parts[-1] not in MARKS

    def own(self, end: int, ending: str) -> None:
        """Give the last words a possessive *ending*, which is written up to *end*."""
        last = self.parts[-1]
        self._bind((last if _SPELLED.search(last) else last.rstrip(".")) + ending)
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
        """Add a pause; of two that meet, the stronger stays."""
        if not self.length or mark == self.mark:
            return
        after_spelled = self.mark == "." and self.parts[-1] != "."
        if self.mark and not after_spelled:
            if MARKS[mark] <= MARKS[self.mark]:
                return
            self.length -= len(self.parts.pop())
        self.parts.append(mark)
        self.length += len(mark)
        self.mark = mark

    def spoken(self, offsets: Sequence[int] | None) -> Spoken:
        """Return what has grown, over the text as it was before it was cleaned."""
        text = "".join(self.parts)
        if offsets is None:
            return Spoken(text, tuple(self.pieces), tuple(self.silences))
        pieces = tuple(
            Piece(offsets[p.start], offsets[p.end - 1] + 1, p.spoken_start, p.spoken_end)
            for p in self.pieces
        )
        silences = tuple(
            Silence(offsets[s.start], offsets[s.end - 1] + 1, s.reason) for s in self.silences
        )
        return Spoken(text, pieces, silences)
