"""Captions: the cues cut to what a player can show at once, never within a word's time."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pipeline.sidecars.words import TimedWord, timed_words
from pipeline.timecode import milliseconds
from pipeline.values.sound import Cue, Timeline


@dataclass(frozen=True, slots=True)
class Caption:
    """What is shown at once."""

    start_ms: int
    end_ms: int
    """After :attr:`start_ms`, and not after the next caption's."""
    lines: tuple[str, ...]
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a player can show."""

    width: int
    """Characters a line."""
    lines: int
    size: Callable[[str], int] = len
    """How wide a text is in the format's own writing."""
    indent: Callable[[str], int] = lambda _speaker: 0
    """How much of the first line the speaker's name takes."""


def captions(timeline: Timeline, limits: Limits) -> tuple[Caption, ...]:
    """Return the captions of all cues: in order, never overlapping, none without length."""
    shown: list[Caption] = []
    for cue in timeline.cues:
        for start, end, lines in _cut(cue, limits):
            begins = milliseconds(start, timeline.rate_hz)
            begins = max(begins, shown[-1].end_ms) if shown else begins
            ends = max(milliseconds(end, timeline.rate_hz), begins + 1)
            shown.append(Caption(begins, ends, lines, cue.speaker))
    return tuple(shown)


def _cut(cue: Cue, limits: Limits) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Yield start and end sample and the lines of each caption of *cue*."""
    indent = limits.indent(cue.speaker)
    room = limits.width - indent
    words = [part for word in timed_words(cue) for part in _fitting(word, limits, room)]
    pages = list(_pages(words, limits, indent))
    starts = [cue.start, *(page[0][0].start for page in pages[1:]), cue.end]
    for page, (start, end) in zip(pages, itertools.pairwise(starts), strict=True):
        yield start, end, tuple(" ".join(word.text for word in line) for line in page)


def _pages(words: list[TimedWord], limits: Limits, indent: int) -> Iterator[list[list[TimedWord]]]:
    """Yield lines of words, as many at once as can be shown."""
    page: list[list[TimedWord]] = []
    room = 0
    for word in words:
        needed = limits.size(word.text) + 1
        if page and needed <= room:
            page[-1].append(word)
            room -= needed
            continue
        if len(page) == limits.lines:
            yield page
            page = []
        room = limits.width - needed + 1 - (indent if not page else 0)
        page.append([word])
    if page:
        yield page


def _fitting(word: TimedWord, limits: Limits, width: int) -> Iterator[TimedWord]:
    """Yield *word*, or the pieces of one that no line could hold, its time shared out."""
    length, n_all, at = word.end - word.start, len(word.text), 0
    while at < n_all:
        n = min(width, n_all - at)
        while n > 1 and limits.size(word.text[at : at + n]) > width:
            n -= 1
        start, end = (word.start + length * k // n_all for k in (at, at + n))
        yield TimedWord(word.text[at : at + n], start, end)
        at += n


def clock_ms(clock: str) -> int:
    """Return the milliseconds of ``HH:MM:SS.mmm`` or ``HH:MM:SS,mmm``."""
    hours, minutes, seconds = clock.replace(",", ".").split(":")
    return (int(hours) * 60 + int(minutes)) * 60_000 + round(float(seconds) * 1000)
