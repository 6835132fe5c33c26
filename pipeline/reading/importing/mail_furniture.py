"""What mailers put around a letter: links to the web, to unsubscribe, addresses, pixels."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.values.essay import Block, BlockKind, MarkKind

_LINE = re.compile(
    r"(?:view|read|open|see|trouble (?:viewing|reading))\b.{0,60}"
    r"\b(?:web|browser|online|app|here|site|substack)\b.{0,200}"
    r"|(?:click here to )?unsubscribe\b.{0,200}|.{0,120}\bunsubscribe\b.{0,120}"
    r"|(?:manage|update|change|edit)\b.{0,40}\b(?:preferences|subscription|settings|profile)\b.{0,120}"
    r"|you(?:'|\u2019)?(?:re| are)? receiv(?:ed|ing)\b.{0,300}"
    r"|this (?:e-?mail|message) was sent\b.{0,300}|sent to \S+@\S+.{0,120}"
    r"|(?:©|copyright\b).{0,200}|forwarded this (?:e-?mail|message)\b.{0,200}"
    r"|.{0,40}\bforwarded this (?:e-?mail|to you)\b.{0,200}"
    r"|(?:forward|share|like|comment|restack)(?: this)?(?: e-?mail| post| to a friend)?"
    r"|powered by \w+.{0,60}|get the app|start writing|upgrade to paid|add us to your address book"
    r"|im browser (?:ansehen|anzeigen|\u00f6ffnen).{0,200}|(?:newsletter )?abbestellen.{0,200}"
    r"|(?:voir|afficher) .{0,40}navigateur.{0,200}|se d\u00e9sabonner.{0,200}"
    r"|https?://\S+",
    re.IGNORECASE | re.DOTALL,
)
_TAKEN = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.CALL, BlockKind.TABLE})
_LONGEST = 320
_EDGE = 8
"""Blocks from either end in which such a line is the mailer's."""
_FILLER = re.compile(r"[\s\u034f\u00ad\u200b-\u200d\u2007\u2060\ufeff\u00a0\u180e]*")


def without_furniture(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return *blocks* with the mailer's lines known as such; nothing is taken away."""
    last = len(blocks) - 1
    return tuple(
        replace(block, kind=BlockKind.CHROME)
        if block.kind in _TAKEN and _is_furniture(block, min(index, last - index))
        else block
        for index, block in enumerate(blocks)
    )


def _is_furniture(block: Block, from_edge: int) -> bool:
    text = block.text.strip()
    if _FILLER.fullmatch(text):
        return True
    if len(text) > _LONGEST or from_edge >= _EDGE:
        return False
    linked = any(mark.kind in {MarkKind.LINK, MarkKind.URL} for mark in block.marks)
    match = _LINE.fullmatch(text)
    return match is not None and (linked or "http" in text or len(text) < 120)
