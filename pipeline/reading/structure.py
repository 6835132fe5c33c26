"""What blocks are by what stands around them: captions, dividers, calls, markup, note headings."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from pipeline.reading.calls import is_call
from pipeline.reading.invisible import one_line
from pipeline.reading.moving_marks import is_emphasised
from pipeline.values.essay import Block, BlockKind, ContainerKind, MarkKind

_DIVIDER = re.compile(r"[\s*·•⁂⁎∗※❦❧◆◇■□●○~＊—–_=#§+.…-]{1,40}")
_NOTES = re.compile(r"(?:foot|end)?notes?(?: and references)?:?", re.IGNORECASE)
_ALERT = re.compile(r"\[!(\w+)\][+-]?")
_LONGEST_CAPTION = 400


def refined(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return *blocks* with their kinds refined; no text is changed, none is dropped."""
    blocks = _with_alerts(blocks)
    refined_blocks: list[Block] = []
    for index, block in enumerate(blocks):
        before = refined_blocks[-1] if refined_blocks else None
        after = blocks[index + 1] if index + 1 < len(blocks) else None
        refined_blocks.append(_refined(block, before, after))
    return tuple(refined_blocks)


def _with_alerts(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return *blocks* with quotations that open with ``[!TIP]`` or the like as asides."""
    asides = {
        block.within[-1].id: found[1].lower()
        for block in blocks
        if block.within and block.within[-1].kind is ContainerKind.QUOTE
        if (found := _ALERT.match(block.text)) and any(m.end == found.end() for m in block.marks)
    }
    if not asides:
        return blocks
    return tuple(
        replace(
            block,
            within=tuple(
                replace(c, kind=ContainerKind.ASIDE, label=asides[c.id]) if c.id in asides else c
                for c in block.within
            ),
        )
        for block in blocks
    )


def title_line(block: Block) -> str:
    """Return the text of *block* as a title: one line, without markup and note references."""
    kept = []
    at = 0
    for mark in block.marks:
        if mark.kind in {MarkKind.MARKUP, MarkKind.FOOTNOTE} and mark.start >= at:
            kept.append(block.text[at : mark.start])
            at = mark.end
    return one_line("".join((*kept, block.text[at:])))


def _refined(block: Block, before: Block | None, after: Block | None) -> Block:
    if block.kind is BlockKind.HEADING:
        return replace(block, kind=_kind_of_heading(block, after))
    if block.kind is not BlockKind.PARAGRAPH:
        return block
    if before and before.kind is BlockKind.FIGURE and _is_caption(block):
        return replace(block, kind=BlockKind.CAPTION, within=before.within)
    kind = next((kind for kind, test in _TESTS if test(block)), block.kind)
    return replace(block, kind=kind)


def _kind_of_heading(block: Block, after: Block | None) -> BlockKind:
    """A heading over nothing but footnotes opens no chapter: they are said where they are meant."""
    noted = after is not None and any(c.kind is ContainerKind.FOOTNOTE for c in after.within)
    if noted and _NOTES.fullmatch(block.text):
        return BlockKind.CHROME
    return BlockKind.CALL if is_call(block.text) else BlockKind.HEADING


def _is_markup(block: Block) -> bool:
    end = 0
    for mark in block.marks:
        if mark.kind is MarkKind.MARKUP and not block.text[end : mark.start].strip():
            end = max(end, mark.end)
    return end > 0 and not block.text[end:].strip()


def _is_divider(block: Block) -> bool:
    return bool(_DIVIDER.fullmatch(block.text)) and block.text.strip() not in {"…", "...", "."}


def _is_caption(block: Block) -> bool:
    return len(block.text) <= _LONGEST_CAPTION and is_emphasised(block.text, block.marks)


_TESTS: tuple[tuple[BlockKind, Callable[[Block], bool]], ...] = (
    (BlockKind.MARKUP, _is_markup),
    (BlockKind.DIVIDER, _is_divider),
    (BlockKind.CALL, lambda block: not block.within and is_call(block.text)),
)
"""What a paragraph is rather than a paragraph, and how that is told."""
