"""The spoken form as it grows, word by word, and where each part of it comes from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.values.script import Piece

MARKS = {",": 1, ";": 2, ":": 2, "...": 3, ".": 4, "!": 5, "?": 6}
"""Signs that reach the spoken form; of two that meet, the stronger stays."""

Neighbour = Callable[[str, str], str]
"""Gives one of two neighbours anew, knowing both."""


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


class Builder:
    """A spoken form as it grows."""

    def __init__(self, liaison: Neighbour | None, led: Neighbour | None) -> None:
        self.liaison, self.led = liaison, led
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
        return bool(self.pieces) and self.pieces[-1].end == at and self.parts[-1] not in MARKS

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
            return Spoken(text, tuple(self.pieces))
        pieces = tuple(
            Piece(offsets[p.start], offsets[p.end - 1] + 1, p.spoken_start, p.spoken_end)
            for p in self.pieces
        )
        return Spoken(text, pieces)
