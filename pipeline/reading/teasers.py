"""Teasers: the free beginning of an essay whose rest only subscribers may read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from pipeline.errors import TeaserError
from pipeline.values.essay import Block, BlockKind

_WALL = re.compile(
    r"(?:this (?:post|article|essay|story|episode|content|issue)|the rest(?: of this \w+)?) is "
    r"(?:only )?(?:for|available to|reserved for|exclusive to) (?:our )?"
    r"(?:paid |paying |premium |full )?(?:subscribers?|members?|supporters|patrons)\b.{0,80}"
    r"|(?:keep|continue) reading (?:with|for) .{0,20}(?:free trial|subscription|\$).{0,80}"
    r"|(?:subscribe|upgrade|join|sign up|become an? \w+(?: \w+)?) .{0,60}"
    r"to (?:keep|continue|read|unlock|see) .{0,60}"
    r"(?:reading|rest|full|more|post|archives?|story|article|essay).{0,120}"
    r"|(?:keep|continue) reading .{0,30}for free\b.{0,80}|claim my free post"
    r"|read (?:the (?:rest|full)|more) .{0,40}with a free (?:account|trial).{0,60}"
    r"|the author made this (?:story|post|article) available to .{0,30}members only.{0,60}"
    r"|(?:this is a|you(?:'|\u2019)?(?:re| are) reading a) (?:free )?preview\b.{0,160}"
    r"|read (?:more|the rest|on)(?: of this \w+)? (?:at|on|with) .{0,60}subscription.{0,60}"
    r"|(?:already a (?:paid )?(?:subscriber|member)\?) (?:sign|log) in\.?"
    r"|(?:unlock|get access to) (?:this|the full) (?:post|article|essay|story|archive)\b.{0,120}"
    r"|listen to this episode with a 7-day free trial.{0,80}"
    r"|(?:dieser|der ganze) (?:artikel|text|beitrag) ist nur f\u00fcr .{0,80}"
    r"|(?:cet article|la suite) est r\u00e9serv\u00e9e? aux abonn\u00e9s.{0,80}"
    r"|este (?:art\u00edculo|texto) es solo para suscriptores.{0,80}",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST = 300
_LAST = 6
"""Blocks at the end among which a wall stands; what says so within an essay is a quotation."""


def is_teaser(blocks: tuple[Block, ...]) -> bool:
    """Return whether *blocks* end at a paywall."""
    shown = [block for block in blocks if block.kind is not BlockKind.MARKUP and block.text.strip()]
    return any(
        len(block.text) <= _LONGEST and _WALL.fullmatch(" ".join(block.text.split()))
        for block in shown[-_LAST:]
    )


_gathering: ContextVar[list[TeaserError] | None] = ContextVar("_gathering", default=None)


@contextmanager
def gathered_teasers() -> Iterator[list[TeaserError]]:
    """Gather the teasers that are refused within the block, though whole essays are read."""
    found: list[TeaserError] = []
    before = _gathering.set(found)
    try:
        yield found
    finally:
        _gathering.reset(before)


def refuse_teaser(where: str, title: str) -> None:
    """Refuse a teaser, known by *title*, of the source *where*.

    Raises:
        TeaserError: Always.
    """
    error = TeaserError(
        "this is a teaser: its rest is behind a paywall",
        where=where,
        mend='Take the whole essay from your own export, or set teasers = "produce" under '
        "[reading] in show.toml",
        title=title,
    )
    if (found := _gathering.get()) is not None:
        found.append(error)
    raise error
