"""Captions: the cues cut to what a player can show at once, never within a word's time."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pipeline.publication.sidecars.word_segments import TimedWord, timed_words
from pipeline.tools.timecode import milliseconds
from pipeline.values.sound import Cue, Timeline

BREATHS = (",", ";", ":", ".", "?", "!", "…", "–", "—", "、", "。")
CLOSING = "\"'”’»)]"


@dataclass(frozen=True, slots=True)
class Caption:
    """What is shown at once."""

    start_ms: int
    end_ms: int
    """After :attr:`start_ms`, and not after the next caption's."""
    lines: tuple[str, ...]
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class CaptionLimits:
    """What a player can show."""

    width: int
    """Characters a line."""
    lines: int
    size: Callable[[str], int] = len
    """How wide a text is in the format's own writing."""
    indent: Callable[[str], int] = lambda _speaker: 0
    """How much of the first line the speaker's name takes."""
    names_always: bool = True
    """Whether the name stands in every caption, or only where the speaker changes."""


def captions(timeline: Timeline, limits: CaptionLimits) -> tuple[Caption, ...]:
    """Return the captions of all cues: in order, never overlapping, none without length."""
    shown: list[Caption] = []
    speaker = ""
    for cue in timeline.cues:
        named = limits.names_always or cue.speaker != speaker
        speaker = cue.speaker
        for start, end, lines in _cut(cue, limits, named):
            begins = milliseconds(start, timeline.rate_hz)
            begins = max(begins, shown[-1].end_ms) if shown else begins
            ends = max(milliseconds(end, timeline.rate_hz), begins + 1)
            shown.append(Caption(begins, ends, lines, cue.speaker))
    return tuple(shown)


def _cut(
    cue: Cue, limits: CaptionLimits, named: bool
) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Yield start and end sample and the lines of each caption of *cue*."""
    indent = limits.indent(cue.speaker) if named else 0
    room = limits.width - indent
    words = [part for word in timed_words(cue) for part in _fitting(word, limits, room)]
    pages = list(_pages(words, limits, indent))
    starts = [cue.start, *(page[0][0].start for page in pages[1:]), cue.end]
    for page, (start, end) in zip(pages, itertools.pairwise(starts), strict=True):
        yield start, end, tuple(" ".join(word.text for word in line) for line in page)


def _pages(
    words: list[TimedWord], limits: CaptionLimits, indent: int
) -> Iterator[list[list[TimedWord]]]:
    """Yield lines of words, as many at once as can be shown, cut where the sentence breathes."""
    left = words
    while left:
        lines = _lines(left, limits, indent)
        n_shown = sum(len(line) for line in lines)
        if n_shown < len(left):
            n_shown = _breath(left[:n_shown])
            lines = _lines(left[:n_shown], limits, indent)
        yield lines
        left = left[n_shown:]
        indent = indent if limits.names_always else 0


def _lines(words: list[TimedWord], limits: CaptionLimits, indent: int) -> list[list[TimedWord]]:
    """Return the lines that fit at once; words beyond them are left."""
    lines: list[list[TimedWord]] = []
    room = 0
    for word in words:
        needed = limits.size(word.text)
        if lines and needed + 1 <= room:
            lines[-1].append(word)
            room -= needed + 1
        elif len(lines) < limits.lines:
            room = limits.width - needed - (0 if lines else indent)
            lines.append([word])
        else:
            break
    return lines


def _breath(words: list[TimedWord]) -> int:
    """Return after how many of *words* to cut: the last punctuation of their second half."""
    for n in range(len(words), len(words) // 2, -1):
        if words[n - 1].text.rstrip(CLOSING).endswith(BREATHS):
            return n
    return len(words)


def _fitting(word: TimedWord, limits: CaptionLimits, width: int) -> Iterator[TimedWord]:
    """Yield *word*, or the pieces of one that no line could hold, its time shared out."""
    length, n_all, at = word.end - word.start, len(word.text), 0
    while at < n_all:
        n = min(width, n_all - at)
        while n > 1 and limits.size(word.text[at : at + n]) > width:
            n -= 1
        start, end = (word.start + length * k // n_all for k in (at, at + n))
        yield TimedWord(word.text[at : at + n], start, end)
        at += n
