"""The rows of the review page: each utterance and omission, with the parts that differ marked."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby

from pipeline.script.pace import estimated_length
from pipeline.settings.script_settings import ScriptSettings
from pipeline.values.script import Omission, Pause, Reading, Script, Utterance

CHANGED, SILENT, ADDED = "changed", "silent", "added"

LONGEST_MARK = 12
"""Characters of an omission that is shown with the sentence it touches."""

LONGEST_LINES, LONGEST_TEXT = 8, 600
"""Lines, and characters, that are shown of an omission without scrolling."""

LONG_REST = {
    Pause.PARAGRAPH,
    Pause.HEADING,
    Pause.QUOTE,
    Pause.TURN,
    Pause.DIVIDER,
    Pause.CHAPTER,
    Pause.END,
}
"""Pauses that the page shows as space."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Characters of one kind: ``changed``, ``silent``, ``added``, or empty for what is the same."""

    text: str
    kind: str = ""
    sound: str = ""
    """IPA, where it was chosen."""
    why: str = ""
    """Why that sound."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the page: an utterance, or an omission that stands outside of all utterances."""

    role: str
    written: tuple[Segment, ...]
    spoken: tuple[Segment, ...] = ()
    reason: str = ""
    """Why it is left out, for an omission."""
    speaker: str = ""
    rest: bool = False
    """Whether a longer pause follows."""
    utterance: int | None = None
    """Its place in :attr:`Script.utterances`; None for an omission."""

    @property
    def is_changed(self) -> bool:
        """Whether anything is said otherwise than written."""
        return any(segment.kind for segment in (*self.written, *self.spoken))

    @property
    def is_long(self) -> bool:
        """Whether what is written, unless it scrolls, takes up most of a screen."""
        lines = sum(segment.text.count("\n") for segment in self.written)
        return lines > LONGEST_LINES or sum(len(s.text) for s in self.written) > LONGEST_TEXT


@dataclass(frozen=True, slots=True)
class ChapterRows:
    """A chapter of the page."""

    title: str
    starts_s: float
    length_s: float
    rows: tuple[Row, ...]


@dataclass(slots=True)
class _RowContext:
    """The omissions at an utterance."""

    before: list[Omission] = field(default_factory=list)
    """Short ones that stand right in front of it, such as list markers."""
    inside: list[Omission] = field(default_factory=list)
    behind: list[Omission] = field(default_factory=list)
    """Short ones that stand right behind it, such as footnote marks."""
    after: list[Omission] = field(default_factory=list)
    """Others that follow it in the essay; they get rows of their own."""


def chapter_rows(script: Script, settings: ScriptSettings) -> tuple[ChapterRows, ...]:
    """Return the chapters of *script* with their rows and estimated times.

    An omission stands within the utterance that it is part of or touches, or else after what is
    said before it in the essay.
    """
    around, first = _around(script)
    length_of = estimated_length(settings)
    chapters = []
    starts_s = 0.0
    n = 0
    for chapter in script.chapters:
        rows = [_left_out(omission) for omission in first if n == 0]
        near_each = zip(chapter.utterances, around[n:], strict=False)
        for index, (utterance, near) in enumerate(near_each, start=n):
            rows.append(replace(_spoken(utterance, near), utterance=index))
            rows += [_left_out(omission) for omission in near.after]
        n += len(chapter.utterances)
        length_s = sum(map(length_of, chapter.utterances))
        chapters.append(ChapterRows(chapter.title, starts_s, length_s, tuple(rows)))
        starts_s += length_s
    return tuple(chapters)


def _around(script: Script) -> tuple[list[_RowContext], list[Omission]]:
    """Return what is left out at each utterance, and what stands before all of them."""
    utterances = script.utterances
    around = [_RowContext() for _ in utterances]
    first: list[Omission] = []
    places = sorted(
        (u.span.block, u.span.start, at)
        for at, u in enumerate(utterances)
        if u.span.block is not None
    )
    reach = {at: u.span.end for at, u in enumerate(utterances)}
    for omission in script.omitted:
        span = omission.span
        last = bisect_right(places, (span.block, span.start, len(utterances))) - 1
        _, _, at = places[last] if last >= 0 else (None, 0, -1)
        block, start, following = places[last + 1] if last + 1 < len(places) else (None, 0, -1)
        is_short = len(omission.text) <= LONGEST_MARK
        same = at >= 0 and utterances[at].span.block == span.block
        if same and span.end <= utterances[at].span.end:
            around[at].inside.append(omission)
        elif is_short and same and span.start == reach[at]:
            around[at].behind.append(omission)
            reach[at] = span.end
        elif is_short and block == span.block and start - span.end <= 1:
            around[following].before.append(omission)
        else:
            (around[at].after if at >= 0 else first).append(omission)
    return around, first


def _left_out(omission: Omission) -> Row:
    return Row("omitted", (Segment(omission.text, SILENT),), reason=omission.reason)


def _spoken(utterance: Utterance, near: _RowContext) -> Row:
    written, spoken = _kinds(utterance)
    for omission in near.inside:
        start = omission.span.start - utterance.span.start
        end = omission.span.end - utterance.span.start
        written[start:end] = [SILENT] * (end - start)
    return Row(
        role=utterance.role.value,
        written=(
            *(Segment(f"{omission.text} ", SILENT) for omission in near.before),
            *_segments(utterance.text, written),
            *(Segment(omission.text, SILENT) for omission in near.behind),
        ),
        spoken=tuple(_segments(utterance.spoken, spoken, utterance.readings)),
        speaker=utterance.speaker,
        rest=utterance.pause in LONG_REST,
    )


def _kinds(utterance: Utterance) -> tuple[list[str], list[str]]:
    """Return the kind of every character as written, and as spoken."""
    text, form = utterance.text, utterance.spoken
    if utterance.span.block is None:
        return [""] * len(text), [""] * len(form)
    written = [""] * len(text)
    spoken = [ADDED if character.isalnum() else "" for character in form]
    for piece in utterance.pieces:
        before = text[piece.start : piece.end]
        after = form[piece.spoken_start : piece.spoken_end]
        kind = "" if before.replace("’", "'") == after else CHANGED
        spoken[piece.spoken_start : piece.spoken_end] = [kind] * len(after)
        if kind:
            written[piece.start : piece.end] = [kind] * len(before)
    return written, spoken


def _segments(
    text: str, kinds: Iterable[str], readings: Iterable[Reading] = ()
) -> Iterator[Segment]:
    """Yield runs of one kind; a single space between two marked runs of a kind joins them.

    A word whose sound was chosen is a segment of its own.
    """
    kinds = list(kinds)
    for at in range(1, len(kinds) - 1):
        if text[at] == " " and kinds[at - 1] == kinds[at + 1]:
            kinds[at] = kinds[at - 1]
    chosen: dict[int, Reading] = {
        at: reading for reading in readings for at in range(reading.start, reading.end)
    }
    at = 0
    for (kind, reading), run in groupby((kind, chosen.get(i)) for i, kind in enumerate(kinds)):
        end = at + len(list(run))
        sound, why = (reading.phonemes, reading.why) if reading else ("", "")
        yield Segment(text[at:end], kind, sound, why)
        at = end
