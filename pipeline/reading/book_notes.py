"""The notes of a book, which may lie in another chapter than their calls."""

from __future__ import annotations

from pipeline.values.essay import Block, ContainerKind, MarkKind


def notes_of(cut: list[tuple[int, tuple[Block, ...]]]) -> dict[str, tuple[Block, ...]]:
    """Return the notes of a book by label: they may lie in another chapter than their calls."""
    found: dict[str, tuple[Block, ...]] = {}
    for _, blocks in cut:
        for block in blocks:
            for container in block.within:
                if container.kind is ContainerKind.FOOTNOTE:
                    found[container.label] = (*found.get(container.label, ()), block)
    return found


def without_others_notes(
    blocks: tuple[Block, ...], cut: list[tuple[int, tuple[Block, ...]]]
) -> tuple[Block, ...]:
    """Return *blocks* without the notes that only other chapters call: they are said there."""
    every = (b for _, inner in cut for b in inner)
    called = {m.target for b in every for m in b.marks if m.kind is MarkKind.FOOTNOTE}
    here = {m.target for b in blocks for m in b.marks if m.kind is MarkKind.FOOTNOTE}
    elsewhere = called - here
    return tuple(
        b
        for b in blocks
        if not any(c.kind is ContainerKind.FOOTNOTE and c.label in elsewhere for c in b.within)
    )


def called_notes(blocks: tuple[Block, ...], notes: dict[str, tuple[Block, ...]]) -> list[Block]:
    """Return the notes that *blocks* call and do not hold."""
    held = {c.label for b in blocks for c in b.within if c.kind is ContainerKind.FOOTNOTE}
    called = dict.fromkeys(m.target for b in blocks for m in b.marks if m.kind is MarkKind.FOOTNOTE)
    return [block for label in called if label not in held for block in notes.get(label, ())]
