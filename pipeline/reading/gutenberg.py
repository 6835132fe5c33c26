"""Project Gutenberg's own words around a book: its heading, its licence, who made the text."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.reading.facts import Facts, person_of, title_of
from pipeline.values.essay import Block, BlockKind

_START = re.compile(r"\bSTART (?:OF|OF THE|OF THIS)? ?PROJECT GUTENBERG\b")
_END = re.compile(r"\bEND OF (?:THE |THIS )?PROJECT GUTENBERG\b|^End of (?:the )?Project Gutenberg")
_MADE_BY = re.compile(
    r"^(?:E-?text prepared by|Produced by|This (?:e-?text|file|eBook) was produced)\b"
    r"|Distributed Proofread",
    re.IGNORECASE,
)
_FACT = re.compile(
    r"^(?P<key>Title|Author):[ \t]+(?P<value>[^\n]+(?:\n[ \t]{2,}[^\n]+)*)", re.MULTILINE
)
_AFTER_START = 4
"""Blocks after the beginning among which those who made the text are named."""


def without_gutenberg(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], Facts]:
    """Return *blocks* with what is Project Gutenberg's as page furniture, and the book's facts."""
    start = next((n for n, block in enumerate(blocks) if _START.search(block.text)), None)
    end = next((n for n, block in enumerate(blocks) if _END.search(block.text)), len(blocks))
    if start is None and end == len(blocks):
        return blocks, Facts()
    first = -1 if start is None else start
    kept: list[Block] = []
    for place, block in enumerate(blocks):
        made_by = first < place <= first + _AFTER_START and _MADE_BY.search(block.text)
        own = first < place < end and not made_by
        kept.append(block if own else replace(block, kind=BlockKind.CHROME))
    head = "\n".join(block.text for block in blocks[: first + 1])
    told = {found["key"]: found["value"] for found in _FACT.finditer(head)}
    facts = Facts(title=title_of(told.get("Title", "")), author=person_of(told.get("Author", "")))
    return tuple(kept), facts
