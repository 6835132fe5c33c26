"""The rows of the review page: each utterance and omission, with the parts that differ marked."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline.pace import estimated_s
from pipeline.show import Show
from pipeline.values.script import Omission, Pause, Script, Utterance

CHANGED, SILENT, ADDED = "changed", "silent", "added"

LONGEST_MARK = 12
"""Characters of an omission that is shown at the end of the sentence it stands behind."""

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

    @property
    def is_changed(self) -> bool:
        """Whether anything is said otherwise than written."""
        return any(segment.kind for segment in (*self.written, *self.spoken))


@dataclass(frozen=True, slots=True)
class ChapterRows:
    """A chapter of the page."""

    title: str
    starts_s: float
    length_s: float
    rows: tuple[Row, ...]


def chapter_rows(script: Script, show: Show) -> tuple[ChapterRows, ...]:
    """Return the chapters of *script* with their rows and estimated times.

    An omission stands after what is said before it in the essay, or within it.
    """
    inside, after = _by_utterance(script)
    chapters = []
    starts_s = 0.0
    n = 0
    for chapter in script.chapters:
        rows = [_left_out(omission) for omission in after.get(-1, ()) if n == 0]
        for at, utterance in enumerate(chapter.utterances, n):
            marks, others = _marks_behind(utterance, after.get(at, ()))
            rows.append(_said(utterance, inside.get(at, ()), marks))
            rows += [_left_out(omission) for omission in others]
        n += len(chapter.utterances)
        length_s = estimated_s(chapter.utterances, show)
        chapters.append(ChapterRows(chapter.title, starts_s, length_s, tuple(rows)))
        starts_s += length_s
    return tuple(chapters)


def _by_utterance(script: Script) -> tuple[dict[int, list[Omission]], dict[int, list[Omission]]]:
    """Return the omissions within each utterance, by its index, and those after each; -1: none."""
    inside: dict[int, list[Omission]] = {}
    after: dict[int, list[Omission]] = {}
    utterances = script.utterances
    places = sorted(
        (u.span.block, u.span.start, at)
        for at, u in enumerate(utterances)
        if u.span.block is not None
    )
    for omission in script.omitted:
        span = omission.span
        last = bisect_right(places, (span.block, span.start, len(utterances))) - 1
        at = places[last][2] if last >= 0 else -1
        said = utterances[at].span if at >= 0 else None
        within = said is not None and said.block == span.block and span.end <= said.end
        (inside if within else after).setdefault(at, []).append(omission)
    return inside, after


def _marks_behind(
    utterance: Utterance, omissions: Sequence[Omission]
) -> tuple[list[Omission], list[Omission]]:
    """Part the short omissions that stand right behind *utterance* from the others."""
    marks: list[Omission] = []
    end = utterance.span.end
    for at, omission in enumerate(omissions):
        near = omission.span.block == utterance.span.block and omission.span.start - end <= 1
        if not near or len(omission.text) > LONGEST_MARK:
            return marks, list(omissions[at:])
        marks.append(omission)
        end = omission.span.end
    return marks, []


def _left_out(omission: Omission) -> Row:
    return Row("omitted", (Segment(omission.text, SILENT),), reason=omission.reason)


def _said(utterance: Utterance, inside: Sequence[Omission], behind: Sequence[Omission]) -> Row:
    written, spoken = _kinds(utterance)
    for omission in inside:
        start = omission.span.start - utterance.span.start
        end = omission.span.end - utterance.span.start
        written[start:end] = [SILENT] * (end - start)
    return Row(
        role=utterance.role.value,
        written=(
            *_segments(utterance.text, written),
            *(Segment(omission.text, SILENT) for omission in behind),
        ),
        spoken=tuple(_segments(utterance.spoken, spoken)),
        speaker=utterance.speaker,
        rest=utterance.pause in LONG_REST,
    )


def _kinds(utterance: Utterance) -> tuple[list[str], list[str]]:
    """Return the kind of every character as written, and as spoken."""
    text, said = utterance.text, utterance.spoken
    if utterance.span.block is None:
        return [""] * len(text), [""] * len(said)
    written = [""] * len(text)
    spoken = [ADDED if character.isalnum() else "" for character in said]
    for piece in utterance.pieces:
        before = text[piece.start : piece.end]
        after = said[piece.spoken_start : piece.spoken_end]
        kind = "" if before.replace("’", "'") == after else CHANGED
        spoken[piece.spoken_start : piece.spoken_end] = [kind] * len(after)
        if kind:
            written[piece.start : piece.end] = [kind] * len(before)
    return written, spoken


def _segments(text: str, kinds: Iterable[str]) -> Iterator[Segment]:
    """Yield runs of one kind; a single space between two marked runs of a kind joins them."""
    kinds = list(kinds)
    for at in range(1, len(kinds) - 1):
        if text[at] == " " and kinds[at - 1] == kinds[at + 1]:
            kinds[at] = kinds[at - 1]
    at = 0
    for kind, run in groupby(kinds):
        end = at + len(list(run))
        yield Segment(text[at:end], kind)
        at = end
