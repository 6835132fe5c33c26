"""Pieces: how a stretch of a dialect's markup falls into words and markup, and becomes tokens."""

from __future__ import annotations

from dataclasses import dataclass

from markdown_it.common.utils import escapeHtml
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline


@dataclass(frozen=True, slots=True)
class Markup:
    """Characters that are never said."""

    text: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of the source that is read as Markdown, within an element if one is named."""

    start: int
    end: int
    element: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """Text that a rendering shows in place of what the author wrote."""

    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture."""

    url: str
    alt: str


Piece = Markup | Words | Shown | Picture


def push_pieces(state: StateInline, pieces: list[Piece]) -> None:
    """Push the tokens of *pieces*, in order."""
    for piece in pieces:
        match piece:
            case Markup(text, reason):
                push_markup(state, text, reason)
            case Words(start, end, element):
                _push_words(state, start, end, element)
            case Shown(text):
                state.push("text", "", 0).content = text
            case Picture(url, alt):
                html = f'<img src="{escapeHtml(url)}" alt="{escapeHtml(alt)}">'
                state.push("html_inline", "", 0).content = html


def push_markup(state: StateInline | StateBlock, text: str, reason: str) -> None:
    """Push *text* as markup that is left out for *reason*."""
    token = state.push("shortcode", "", 0)
    token.content = text
    token.meta = {"reason": reason}


def _push_words(state: StateInline, start: int, end: int, element: str) -> None:
    before, last = state.pos, state.posMax
    if element:
        state.push("html_inline", "", 0).content = f"<{element}>"
    state.pos, state.posMax = start, end
    state.level += 1
    state.md.inline.tokenize(state)
    state.level -= 1
    state.pos, state.posMax = before, last
    if element:
        state.push("html_inline", "", 0).content = f"</{element}>"
