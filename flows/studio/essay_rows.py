"""The rows of an essay's page: each rendered once, so that an edit sends only those it changes."""

from __future__ import annotations

from dataclasses import dataclass

from flows.studio.rooms import EssayView
from flows.studio.studio_pages import render
from pipeline.script.review.rows import ChapterRows, Row, chapter_rows
from pipeline.settings.show import Show
from pipeline.settings.sound_settings import pause_ms
from pipeline.values.directions import AS_USUAL


@dataclass(frozen=True, slots=True)
class RenderedChapter:
    """A chapter and its rows as HTML."""

    title: str
    starts_s: float
    rows: tuple[str, ...]


_KEPT = 4
_rendered: dict[tuple[str, str], tuple[RenderedChapter, ...]] = {}
"""The last essays rendered, by id and version: one that is long takes a moment."""


def rendered_chapters(view: EssayView, show: Show) -> tuple[RenderedChapter, ...]:
    """Return the chapters of *view*, rows in the order of the page."""
    kept = _rendered.get((view.id, view.version))
    if kept is None:
        kept = _rendered[view.id, view.version] = chapters_of(view, show)
        for old in list(_rendered)[:-_KEPT]:
            _rendered.pop(old, None)
    return kept


def chapters_of(view: EssayView, show: Show) -> tuple[RenderedChapter, ...]:
    """Return the chapters of *view*, rendered anew."""
    chapters = chapter_rows(view.script, show.for_script)
    at = 0
    rendered = []
    for chapter in chapters:
        rendered.append(
            RenderedChapter(chapter.title, chapter.starts_s, _rows(chapter, at, view, show))
        )
        at += len(chapter.rows)
    return tuple(rendered)


def changed_rows(
    before: tuple[RenderedChapter, ...], after: tuple[RenderedChapter, ...]
) -> dict[str, str] | None:
    """Return the rows that differ by their number; None where the page has others, or elsewhere."""
    if [(c.title, len(c.rows)) for c in before] != [(c.title, len(c.rows)) for c in after]:
        return None
    rows = zip(
        (row for chapter in before for row in chapter.rows),
        (row for chapter in after for row in chapter.rows),
        strict=True,
    )
    return {str(at): new for at, (old, new) in enumerate(rows) if old != new}


def _rows(chapter: ChapterRows, at: int, view: EssayView, show: Show) -> tuple[str, ...]:
    return tuple(_row(number, row, view, show) for number, row in enumerate(chapter.rows, at))


def _row(number: int, row: Row, view: EssayView, show: Show) -> str:
    if row.utterance is None:
        return render("row", number=number, row=row, line=None, notes=(), pause=0, voice="")
    line = view.lines[row.utterance]
    delivery = line.utterance.delivery
    notes = []
    if delivery != AS_USUAL:
        if delivery.recording:
            notes.append("recording")
        if delivery.voice:
            notes.append(f"voice {delivery.voice}")
        if delivery.pace != 1:
            notes.append(f"pace {delivery.pace:g}")
        if delivery.take:
            notes.append(f"take {delivery.take + 1}")
        if delivery.pause_ms is not None:
            notes.append(f"pause {delivery.pause_ms / 1_000:g} s")
    if row.utterance in view.directed:
        notes.append("worded by you")
    pause = pause_ms(line.utterance, show.pauses)
    voice = "your recording" if delivery.recording else line.profile.name
    return render("row", number=number, row=row, line=line, notes=notes, pause=pause, voice=voice)
