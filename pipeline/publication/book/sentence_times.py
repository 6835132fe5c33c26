"""When each sentence and each word of a page is heard, read back from what the page is made from.

The inverse of :mod:`pipeline.publication.page.word_times`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.publication.page import PageContent

NOWHERE = -1


@dataclass(frozen=True, slots=True)
class TimedSentence:
    """A sentence as it is heard. Times are hundredths of a second."""

    place: int
    """What is marked meanwhile: the page's ``data-s``; -1 for nothing."""
    start: int
    end: int
    words: tuple[tuple[int, int, int], ...]
    """Time, then start and end in UTF-16 units from the sentence's first character."""


def timed_sentences(content: PageContent) -> tuple[TimedSentence, ...]:
    """Return the sentences of *content* in the order they are heard."""
    return tuple(_sentences(content))


def _sentences(content: PageContent) -> Iterator[TimedSentence]:
    times = content.times
    reached = 0
    for number, words in enumerate(times["w"]):
        silence, length = times["s"][2 * number : 2 * number + 2]
        start = reached + silence
        reached = start + length
        place = int(times["p"].get(str(number), number))
        yield TimedSentence(place, start, reached, tuple(_words(words, start)))


def _words(figures: Sequence[int], start: int) -> Iterator[tuple[int, int, int]]:
    at, written = start, 0
    for n in range(0, len(figures), 3):
        wait, skipped, length = figures[n : n + 3]
        at += wait
        first = written + skipped
        written = first + length
        yield at, first, written
