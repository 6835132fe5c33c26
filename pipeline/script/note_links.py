"""What is kept for the show notes: links and figures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.values.essay import Block, BlockKind, Essay, MarkKind
from pipeline.values.script import NoteLink

_NOT_THE_ESSAY = {BlockKind.CALL, BlockKind.CHROME, BlockKind.MARKUP}
_BARE_URL = re.compile(r"https?://[^\s<>\"'\[\]]+[^\s<>\"'\[\].,;:!?)]")
_KINDS = {
    MarkKind.LINK: "link",
    MarkKind.URL: "link",
    MarkKind.IMAGE: "figure",
}


def note_links(essay: Essay) -> tuple[NoteLink, ...]:
    """Return every link and figure of *essay* once, in order of appearance."""
    found: dict[str, NoteLink] = {}
    for block in essay.blocks:
        if block.kind not in _NOT_THE_ESSAY:
            for link in _of(block):
                found.setdefault(link.url, link)
    return tuple(found.values())


def _of(block: Block) -> Iterator[NoteLink]:
    for mark in block.marks:
        if mark.kind in _KINDS and mark.target.strip() and not mark.target.startswith("#"):
            under = " ".join(block.text[mark.start : mark.end].split())
            text = mark.target if mark.kind is MarkKind.URL else under or mark.target
            yield NoteLink(text, mark.target, _KINDS[mark.kind])
    for bare in _BARE_URL.finditer(block.text):
        yield NoteLink(bare[0], bare[0], "link")
    if block.url.strip():
        kind = "figure" if block.kind is BlockKind.FIGURE else "link"
        yield NoteLink(" ".join(block.text.split()) or block.url, block.url, kind)
