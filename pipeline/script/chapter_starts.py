"""Chapters: from headings at a level that gives sensible lengths, or where the subject turns."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from statistics import median

from pipeline.script.pace import Length
from pipeline.script.passages import SpokenPassage
from pipeline.script.subjects import turns
from pipeline.settings.script_settings import ChapterRules

MOST_CHAPTERS = 250
"""An MP3's table of contents holds 255."""
LONGEST_TITLE = 120
_FAR_TOO_LONG = 2
"""Times the longest sensible chapter that one under a heading may be before it is cut."""
_JOINERS = "\u200c\u200d"
"""Invisible, yet part of how words of some languages are written."""


@dataclass(frozen=True, slots=True)
class Section:
    """Consecutive passages under one title."""

    title: str
    spoken_passages: tuple[SpokenPassage, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """Passages ``[start, end)`` under one title."""

    title: str
    start: int
    end: int
    length_s: float
    is_bare: bool
    """Whether headings are all there is in it."""

    def joined(self, following: _Part, title: str) -> _Part:
        length_s = self.length_s + following.length_s
        bare = self.is_bare and following.is_bare
        return _Part(title, self.start, following.end, length_s, bare)


def sections(
    spoken_passages: Sequence[SpokenPassage],
    title: str,
    rules: ChapterRules,
    length_of: Length,
    common: frozenset[str] = frozenset(),
) -> tuple[Section, ...]:
    """Cut what is said into chapters.

    Args:
        spoken_passages: All passages of the essay in order, each with an utterance.
        title: The essay's, for what stands before the first heading.
        rules: The show's.
        length_of: Seconds that an utterance takes.
        common: Words too common to tell what a text is about.

    Returns:
        At least one; none is empty.
    """
    levels = sorted({spoken.passage.level for spoken in spoken_passages if spoken.passage.level})
    lengths = [sum(map(length_of, spoken.utterances)) for spoken in spoken_passages]
    if not levels:
        if sum(lengths) > rules.untitled_after_s:
            return _by_subject(spoken_passages, title, rules, length_of, common)
        return (Section(as_title(title), tuple(spoken_passages)),)
    if rules.level == "auto":
        cuts = [_by_headings(spoken_passages, lengths, level, title) for level in levels]
        parts = min(cuts, key=lambda cut: _distance(cut, rules))
    else:
        parts = _by_headings(spoken_passages, lengths, rules.level, title)
    shortest_s = float(rules.shortest_s)
    merged = _merged(parts, shortest_s, rules.longest_s / 2)
    while len(merged) > MOST_CHAPTERS:
        shortest_s = max(1.0, shortest_s * 2)
        merged = _merged(parts, shortest_s, rules.longest_s / 2)
    found = tuple(
        section
        for part in merged
        for section in _whole_or_cut(part, spoken_passages, rules, length_of, common)
    )
    if len(found) <= MOST_CHAPTERS:
        return found
    return tuple(
        Section(part.title, tuple(spoken_passages[part.start : part.end])) for part in merged
    )


def _whole_or_cut(
    part: _Part,
    spoken_passages: Sequence[SpokenPassage],
    rules: ChapterRules,
    length_of: Length,
    common: frozenset[str],
) -> tuple[Section, ...]:
    """Return *part* as a chapter, or as several where its headings leave it far too long."""
    within = tuple(spoken_passages[part.start : part.end])
    if rules.level != "auto" or part.length_s <= _FAR_TOO_LONG * rules.longest_s:
        return (Section(part.title, within),)
    return _by_subject(within, part.title, rules, length_of, common)


def as_title(text: str) -> str:
    """Return *text* as a chapter's title: one line, no control characters, not too long."""
    visible = "".join(c if c.isprintable() or c in _JOINERS else " " for c in text)
    folded = " ".join(visible.split())
    if len(folded) <= LONGEST_TITLE:
        return folded
    return folded[: LONGEST_TITLE - 1].rsplit(" ", 1)[0].rstrip(",;:.") + "…"


def _by_headings(
    spoken_passages: Sequence[SpokenPassage], lengths: Sequence[float], level: int, title: str
) -> list[_Part]:
    opens = [0 < spoken.passage.level <= level for spoken in spoken_passages]
    starts = [0, *(at for at in range(1, len(spoken_passages)) if opens[at])]
    until = [0.0, *accumulate(lengths)]
    return [
        _Part(
            as_title(spoken_passages[start].heard if opens[start] else title),
            start,
            end,
            until[end] - until[start],
            all(spoken.passage.level for spoken in spoken_passages[start:end]),
        )
        for start, end in zip(starts, [*starts[1:], len(spoken_passages)], strict=True)
    ]


def _distance(parts: Sequence[_Part], rules: ChapterRules) -> float:
    """Return how far the chapters' lengths are from sensible: the middle of the bounds."""
    ideal_s = math.sqrt(max(rules.shortest_s, 1) * rules.longest_s)
    middle_s = median(
        part.length_s for part in _merged(parts, rules.shortest_s, rules.longest_s / 2)
    )
    return abs(math.log(max(middle_s, 1) / ideal_s))


def _merged(parts: Iterable[_Part], shortest_s: float, full_s: float) -> list[_Part]:
    """Merge chapters that are too short.

    A heading with nothing under it goes with the next, under both titles. Another short chapter
    goes with the one before it, as long as that is shorter than *full_s*. What stands before the
    first heading goes with what follows only if it is half as long as other short ones, since it
    has the essay's title to itself.
    """
    merged: list[_Part] = []
    for part in parts:
        if not merged:
            merged.append(part)
        elif merged[-1].is_bare:
            merged[-1] = merged[-1].joined(part, _both_titles(merged[-1], part))
        elif part.length_s < shortest_s and not part.is_bare and merged[-1].length_s < full_s:
            merged[-1] = merged[-1].joined(part, merged[-1].title)
        elif len(merged) == 1 and merged[0].length_s < shortest_s / 2:
            longer = max(merged[0], part, key=lambda p: p.length_s)
            merged[0] = merged[0].joined(part, longer.title)
        else:
            merged.append(part)
    if len(merged) > 1 and (merged[-1].is_bare or merged[-1].length_s < shortest_s):
        last = merged.pop()
        merged[-1] = merged[-1].joined(last, merged[-1].title)
    return merged


def _both_titles(bare: _Part, following: _Part) -> str:
    both = f"{bare.title}: {following.title}"
    return both if len(both) <= LONGEST_TITLE else following.title


def _by_subject(
    spoken_passages: Sequence[SpokenPassage],
    title: str,
    rules: ChapterRules,
    length_of: Length,
    common: frozenset[str],
) -> tuple[Section, ...]:
    """Cut where the subject turns, if need be within a passage."""
    lines = [
        (at, n, u)
        for at, spoken in enumerate(spoken_passages)
        for n, u in enumerate(spoken.utterances)
    ]
    found = turns(
        [utterance.text for _, _, utterance in lines],
        [length_of(utterance) for _, _, utterance in lines],
        [n == 0 for _, n, _ in lines],
        rules,
        common,
    )
    places = [(0, 0), *(lines[turn.at][:2] for turn in found), (len(spoken_passages), 0)]
    names = [title, *(turn.title for turn in found)]
    return tuple(
        Section(as_title(name), tuple(_between(spoken_passages, start, end)))
        for name, start, end in zip(names, places[:-1], places[1:], strict=True)
    )


def _between(
    spoken_passages: Sequence[SpokenPassage], start: tuple[int, int], end: tuple[int, int]
) -> Iterable[SpokenPassage]:
    """Yield passages from one place, ``(passage, utterance)``, to another."""
    (first, n_first), (last, n_last) = start, end
    for at in range(first, min(last + 1, len(spoken_passages))):
        spoken = spoken_passages[at]
        begin = n_first if at == first else 0
        until = n_last if at == last else len(spoken.utterances)
        if begin < until:
            omitted = spoken.omitted if begin == 0 else ()
            yield replace(spoken, utterances=spoken.utterances[begin:until], omitted=omitted)
