"""Sentences set in lines, as large as they fit, with the time of each word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.publication.artwork.lettering import DISPLAY, font
from pipeline.publication.film.layouts import Layout
from pipeline.publication.sidecars.word_segments import TimedWord, timed_words
from pipeline.values.film import Box, ShownLine, ShownSentence, ShownWord
from pipeline.values.sound import Cue

LEADING = 1.32
"""Of the em, from one baseline to the next."""
_CAP_HEIGHT = 0.68
_LONGEST_PIECE = 16
"""Characters of what is not broken: longer are addresses, and sentences written without spaces."""
_WIDE_FROM = "\u2e80"
"""From here on signs are as wide as they are high, and the font has none of them."""


def set_sentence(
    cue: Cue, end: int, box: Box, layout: Layout, *, leftward: bool = False
) -> tuple[ShownSentence, ...]:
    """Return *cue* in lines within *box*, in as many screens as it needs: one nearly always.

    Args:
        cue: What is read.
        end: Sample until which it is shown.
        box: Where.
        layout: Says in which sizes.
        leftward: Whether the script runs to the left.
    """
    words = [piece for word in timed_words(cue) for piece in _pieces(word)]
    if not words:
        return ()
    return tuple(_screens(words, cue.start, end, box, layout.sizes, leftward=leftward))


def _screens(
    words: Sequence[TimedWord],
    start: int,
    end: int,
    box: Box,
    sizes: Sequence[int],
    *,
    leftward: bool,
) -> Iterator[ShownSentence]:
    for size in sizes:
        lines = tuple(_lines(words, size, box.width))
        if _height(len(lines), size) <= box.height and _fits(lines, size, box.width):
            break
    else:
        if len(words) > 1 and _height(len(lines), size) > box.height:
            half = len(words) // 2
            turn = words[half].start
            yield from _screens(words[:half], start, turn, box, sizes, leftward=leftward)
            yield from _screens(words[half:], turn, end, box, sizes, leftward=leftward)
            return
    top = box.y + (box.height - _height(len(lines), size)) // 2
    shown = tuple(
        ShownLine(
            baseline=round(top + _CAP_HEIGHT * size + n * LEADING * size),
            words=tuple(ShownWord(word.text, word.start) for word in line),
            end=line[-1].end,
        )
        for n, line in enumerate(lines)
    )
    yield ShownSentence(start, end, size, box.x + (box.width if leftward else 0), shown)


def _lines(words: Sequence[TimedWord], size: int, width: int) -> Iterator[list[TimedWord]]:
    """Yield lines of about one length, as few as there can be."""
    narrowest, widest = width // 2, width
    n_lines = len(_filled(words, size, width))
    while widest - narrowest > 16:
        middle = (narrowest + widest) // 2
        if len(_filled(words, size, middle)) <= n_lines:
            widest = middle
        else:
            narrowest = middle
    yield from _filled(words, size, widest)


def _filled(words: Sequence[TimedWord], size: int, width: int) -> list[list[TimedWord]]:
    lines = [[words[0]]]
    used = _width(words[0].text, size)
    space = _width(" ", size)
    for word in words[1:]:
        needed = space + _width(word.text, size)
        if used + needed <= width:
            lines[-1].append(word)
            used += needed
        else:
            lines.append([word])
            used = _width(word.text, size)
    return lines


def _fits(lines: Sequence[Sequence[TimedWord]], size: int, width: int) -> bool:
    return all(_width(" ".join(word.text for word in line), size) <= width for line in lines)


def _height(n_lines: int, size: int) -> int:
    return round(((n_lines - 1) * LEADING + 1) * size)


def _pieces(word: TimedWord) -> Iterator[TimedWord]:
    """Yield *word*, or the pieces of one too long for a line, its time shared out."""
    n_all, length = len(word.text), word.end - word.start
    n = n_all if n_all <= 2 * _LONGEST_PIECE else _LONGEST_PIECE
    for at in range(0, n_all, n):
        ends = min(at + n, n_all)
        start, end = (word.start + length * k // n_all for k in (at, ends))
        yield TimedWord(word.text[at:ends], start, end)


def _width(text: str, size: int) -> float:
    wide = sum(character >= _WIDE_FROM for character in text)
    narrow = "".join(character for character in text if character < _WIDE_FROM)
    return font(DISPLAY, size).getlength(narrow) + wide * size
