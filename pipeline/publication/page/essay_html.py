"""The essay's own look: its blocks as nested HTML, with the places that are heard."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence

from markupsafe import Markup

from pipeline.publication.page.block_html import (
    Announced,
    ChapterRun,
    ListRun,
    Outer,
    block_html,
    wrapped,
)
from pipeline.publication.page.inline_html import References
from pipeline.publication.page.nesting import Standing, nest
from pipeline.publication.page.spoken_places import PageVoice
from pipeline.tools.characters import folded
from pipeline.values.essay import Block, BlockKind, ContainerKind, Essay, MarkKind

_UNSEEN = frozenset({BlockKind.CHROME, BlockKind.MARKUP, BlockKind.CALL})
"""Kinds that are shown only where they are read aloud."""
_NOTES = Markup(
    '<section class="notes" role="doc-endnotes" aria-labelledby="notes">'
    '<h2 id="notes">{}</h2><ol>{}</ol></section>'
)


def essay_html(
    essay: Essay,
    voice: PageVoice,
    *,
    chapters: Sequence[int] = (),
    pictures: Mapping[str, str] | None = None,
) -> Markup:
    """Return the essay as HTML, its footnotes last.

    Args:
        essay: The essay.
        voice: Where it is heard.
        chapters: First block of each chapter, ascending.
        pictures: Figure's URL → address of the picture beside the page. Others are linked to,
            never loaded: the page asks no foreign host for anything.
    """
    references = _references(essay)
    levels = _levels(essay.blocks)
    runs = _runs(essay.blocks, chapters)
    repeated = _repeated_title(essay)
    main: list[Standing[Outer]] = []
    notes: list[Standing[Outer]] = []
    for i, block in enumerate(essay.blocks):
        spots = voice.spots.get(i, ())
        if (block.kind in _UNSEEN and not spots) or i == repeated:
            continue
        html = block_html(block, i, spots, references, pictures or {}, levels.get(i, 2))
        within = _within(block, voice.announced.get(i))
        if _note_of(block) is None:
            main.append(((ChapterRun(runs[i]), *within), html))
        else:
            notes.append((within, html))

    def wrap(outer: Outer, content: Markup) -> Markup:
        return wrapped(outer, content, references)

    body = nest(main, wrap)
    return body + _NOTES.format(references.words.footnotes, nest(notes, wrap)) if notes else body


def _repeated_title(essay: Essay) -> int | None:
    """Return the first heading where it says the title again, which stands above it already."""
    shown = ((i, b) for i, b in enumerate(essay.blocks) if b.kind not in _UNSEEN)
    i, first = next(shown, (0, None))
    if first is None or first.kind is not BlockKind.HEADING:
        return None
    same = folded(first.text).casefold().rstrip(".") == folded(essay.title).casefold().rstrip(".")
    return i if same else None


def direction(essay: Essay) -> str:
    """Return ``rtl`` or ``ltr``, whichever most of the essay's first letters are."""
    letters = (unicodedata.bidirectional(c) for block in essay.blocks for c in block.text)
    strong = [kind for kind in letters if kind in {"L", "R", "AL"}][:2_000]
    return "rtl" if 2 * strong.count("L") < len(strong) else "ltr"


def _references(essay: Essay) -> References:
    labels = dict.fromkeys(label for b in essay.blocks if (label := _note_of(b)) is not None)
    numbers = {label: number for number, label in enumerate(labels, 1)}
    callers: defaultdict[str, list[str]] = defaultdict(list)
    anchors: dict[str, int] = {}
    for i, block in enumerate(essay.blocks):
        if block.kind is BlockKind.HEADING and block.info:
            anchors.setdefault(block.info, i)
        for mark in block.marks:
            if mark.kind is MarkKind.FOOTNOTE:
                callers[mark.target].append(f"{i}-{mark.start}")
    return References(essay.url, numbers, callers, anchors, essay.language)


def _within(block: Block, place: int | None) -> tuple[Outer, ...]:
    """Return what the block stands within, lists around their items."""
    outer: list[Outer] = []
    for container in block.within:
        if container.kind is ContainerKind.LIST_ITEM:
            outer.append(ListRun(container.group, ordered=container.number is not None))
        outer.append(container)
    return (*outer, Announced(place)) if place is not None else tuple(outer)


def _note_of(block: Block) -> str | None:
    labels = (c.label for c in block.within if c.kind is ContainerKind.FOOTNOTE)
    return next(labels, None)


def _levels(blocks: Sequence[Block]) -> dict[int, int]:
    """Return each heading's level on the page, where none is skipped and 1 is the title's."""
    used = sorted({b.level for b in blocks if b.kind is BlockKind.HEADING})
    levels: dict[int, int] = {}
    before = 1
    for i, block in enumerate(blocks):
        if block.kind is BlockKind.HEADING:
            before = levels[i] = min(used.index(block.level) + 2, before + 1, 6)
    return levels


def _runs(blocks: Sequence[Block], chapters: Sequence[int]) -> list[int]:
    """Return the chapter each block is drawn with; what stands within one thing stays whole."""
    runs: list[int] = []
    for i, block in enumerate(blocks):
        inside = i and block.within[:1] and block.within[:1] == blocks[i - 1].within[:1]
        runs.append(runs[-1] if inside else bisect_right(chapters, i))
    return runs
