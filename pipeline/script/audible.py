"""The audible text of a passage: what is left once changes are made, and where each came from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.script.passages import Change

_CLOSES = frozenset(".,;:!?)]}”’…")


@dataclass(frozen=True, slots=True)
class Run:
    """Consecutive audible characters of one origin."""

    at: int
    """Offset of the first of them in the audible text."""
    start: int
    """The written characters they stand for, ``[start, end)``."""
    end: int
    verbatim: bool
    """Whether they are the written characters, one by one."""


@dataclass(frozen=True, slots=True)
class Audible:
    """Text to be spoken, with a way back to what is written."""

    text: str
    runs: tuple[Run, ...]
    places: tuple[int, ...]
    """:attr:`Run.at` of each run."""

    def run_at(self, place: int) -> Run:
        """Return the run that the audible character at *place* belongs to."""
        return self.runs[bisect_right(self.places, place) - 1]

    def written(self, start: int, end: int) -> tuple[int, int]:
        """Return the written span that audible ``[start, end)``, not empty, stands for."""
        first, last = self.run_at(start), self.run_at(end - 1)
        begin = first.start + (start - first.at) if first.verbatim else first.start
        until = last.start + (end - last.at) if last.verbatim else last.end
        return begin, until


def audible(text: str, start: int, end: int, changes: Iterable[Change]) -> Audible:
    """Make *changes* to ``text[start:end]``.

    Args:
        text: A block's text.
        start: First character of the passage.
        end: First character after it.
        changes: Within the passage and free of overlaps, see :func:`settled`.

    Returns:
        The audible text. A space that a silence leaves before punctuation or another space goes
        with it.
    """
    parts: list[str] = []
    runs: list[Run] = []
    length = 0

    def add(words: str, begin: int, until: int, *, verbatim: bool) -> None:
        nonlocal length
        if words:
            parts.append(words)
            runs.append(Run(length, begin, until, verbatim))
            length += len(words)

    at = start
    for change in changes:
        before = text[at : change.start]
        after = text[change.end : change.end + 1]
        if not change.words and change.end < end and (after.isspace() or after in _CLOSES):
            before = before.rstrip()
        add(before, at, at + len(before), verbatim=True)
        add(change.words, change.start, change.end, verbatim=False)
        at = change.end
    add(text[at:end], at, end, verbatim=True)
    return Audible("".join(parts), tuple(runs), tuple(run.at for run in runs))


def settled(changes: Iterable[Change], start: int, end: int) -> Iterator[Change]:
    """Yield *changes* clipped to ``[start, end)``, in order and without overlaps.

    Of two that overlap, the one that begins first, or is the longer, keeps its characters; words
    put in go before what begins where they stand.
    """
    at = start
    for change in sorted(changes, key=lambda c: (c.start, c.start < c.end, c.start - c.end)):
        begin, until = max(change.start, at), min(change.end, end)
        inserted = change.start == change.end
        if until > begin or (inserted and at <= change.start <= end):
            yield Change(begin, until, change.words, change.reason)
            at = until
