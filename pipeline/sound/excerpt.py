"""An excerpt: a stretch of a timeline as a timeline of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.errors import UsageError
from pipeline.tools.timecode import clock, samples_of
from pipeline.values.sound import Chapter, Cue, Timeline

BEFORE_MS, AFTER_MS = 250, 600
"""Silence kept around what is read, as far as there is any."""


def excerpt(timeline: Timeline, start: int, end: int) -> Timeline:
    """Return whole sentences of *timeline*: those that are heard within ``[start, end)``.

    A sentence that is heard only in part at an edge counts if its greater part is within.

    Args:
        timeline: The episode's.
        start: Sample.
        end: Sample after the last.

    Raises:
        UsageError: Nothing is said there.
    """
    cues = tuple(cue for cue in timeline.cues if start <= (cue.start + cue.end) // 2 < end)
    if not cues:
        there = f"{clock(max(0, start), timeline.rate_hz)}–{clock(max(0, end), timeline.rate_hz)}"
        raise UsageError(
            f"nothing is said in {there} of {clock(timeline.n_samples, timeline.rate_hz)}",
            mend="Name times within the episode, from before to",
        )
    first, last = _edges(timeline, cues)
    placements = tuple(
        replace(one, start=one.start - first)
        for one in timeline.placements
        if first <= one.start and one.start + one.n_samples <= last
    )
    return replace(
        timeline,
        n_samples=last - first,
        placements=placements,
        cues=tuple(_moved(cue, first) for cue in cues),
        chapters=tuple(_chapters(timeline.chapters, first, last)),
        music=tuple(
            replace(one, start=one.start - first)
            for one in timeline.music
            if one.start < last and one.start + one.n_samples > first
        ),
        boundaries=tuple(at - first for at in timeline.boundaries if first < at < last),
    )


def _edges(timeline: Timeline, cues: Sequence[Cue]) -> tuple[int, int]:
    """Return the excerpt's edges: its sentences and a little of the silence around them."""
    before, after = (samples_of(ms, timeline.rate_hz) for ms in (BEFORE_MS, AFTER_MS))
    earlier = [cue.end for cue in timeline.cues if cue.end <= cues[0].start]
    later = [cue.start for cue in timeline.cues if cue.start >= cues[-1].end]
    first = max(cues[0].start - before, max(earlier, default=0))
    last = min(cues[-1].end + after, min(later, default=timeline.n_samples))
    return max(0, first), min(last, timeline.n_samples)


def _moved(cue: Cue, by: int) -> Cue:
    words = tuple(replace(word, start=word.start - by, end=word.end - by) for word in cue.words)
    return replace(cue, start=cue.start - by, end=cue.end - by, words=words)


def _chapters(chapters: Sequence[Chapter], first: int, last: int) -> list[Chapter]:
    return [
        replace(one, start=max(0, one.start - first), end=min(one.end, last) - first)
        for one in chapters
        if one.start < last and one.end > first
    ]
