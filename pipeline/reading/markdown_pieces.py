"""A long Markdown text rendered piece by piece, so that its tokens are never held all at once.

A token of markdown-it takes about 400 bytes and a paragraph of a line has four of them, which for
an essay of short paragraphs is seventy times its size. What one part of a text must know of the
others, where its links lead and which notes there are, is gathered by reading its blocks before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Any, TypeAlias

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.footnote.index import footnote_tail

_PIECE = 2_000
"""Tokens at which a piece is rendered; it ends with the block they belong to."""
_NOTES = 500
"""Footnotes rendered at once."""
_RULE = "pieces"
_WHOLE = frozenset({"normalize", "block", "footnote_tail"})
"""Rules for the whole text, which are not asked for a piece of it."""

_Env: TypeAlias = dict[str, Any]
_Taken: TypeAlias = Callable[[list[Token]], None]


def pieces_plugin(parser: MarkdownIt) -> None:
    """Have *parser* tell of each top-level block that begins."""
    first = parser.block.ruler.__rules__[0].name
    parser.block.ruler.before(first, _RULE, _block_begins)


def rendered_in_pieces(parser: MarkdownIt, text: str) -> str:
    """Return *text* as :meth:`MarkdownIt.render` does, in a tenth of the memory.

    Args:
        parser: Knows :func:`pieces_plugin` and footnotes.
        text: The text.
    """
    whole = StateCore(text, parser, {"footnotes": {"refs": _Labels(), "list": {}}})
    _core_rules(parser)["normalize"](whole)
    env: _Env = whole.env  # type: ignore[assignment] # a mapping to markdown-it, which writes into it
    if "]:" in whole.src:
        _read_blocks(whole, list.clear)
    html: list[str] = []
    notes: dict[str, str] = {}

    def render(tokens: list[Token]) -> None:
        html.append(_rendered(tokens, whole, notes))
        tokens.clear()

    _read_blocks(whole, lambda tokens: render(tokens) if len(tokens) > _PIECE else None, render)
    html += _notes(env, notes, parser)
    return "".join(html)


class _Labels(dict[str, int]):
    """Notes by label: a definition that is read again does not take the number of its note."""

    def __setitem__(self, label: str, number: int) -> None:
        if number >= 0 or label not in self:
            super().__setitem__(label, number)


def _block_begins(state: StateBlock, _: int, __: int, silent: bool) -> bool:
    """Give away the tokens of the blocks before, if this one stands at the top."""
    take = state.env.get(_RULE)
    if take and not silent and state.level == 0:
        take(state.tokens)
    return False


def _read_blocks(whole: StateCore, take: _Taken, take_last: _Taken | None = None) -> None:
    """Read the blocks of *whole*; *take* sees the tokens there are before each at the top."""
    whole.env[_RULE] = take
    tokens: list[Token] = []
    whole.md.block.parse(whole.src, whole.md, whole.env, tokens)
    whole.env[_RULE] = None
    (take_last or take)(tokens)


def _core_rules(parser: MarkdownIt) -> Mapping[str, Callable[[StateCore], None]]:
    rules = parser.core.ruler
    return dict(zip(rules.get_active_rules(), rules.getRules(""), strict=True))


def _rendered(tokens: list[Token], whole: StateCore, notes: dict[str, str]) -> str:
    """Return *tokens* rendered but for the footnotes in them, which go into *notes*."""
    parser = whole.md
    piece = StateCore("", parser, whole.env, [*tokens])
    for name, rule in _core_rules(parser).items():
        if name not in _WHOLE:
            rule(piece)
    kept: list[Token] = []
    note: list[Token] | None = None
    label = ""
    for token in piece.tokens:
        if token.type == "footnote_reference_open":
            note, label = [], token.meta["label"]
        elif token.type == "footnote_reference_close" and note is not None:
            notes[label] = parser.renderer.render(note, parser.options, whole.env)
            note = None
        else:
            (kept if note is None else note).append(token)
    return str(parser.renderer.render(kept, parser.options, whole.env))


def _notes(env: _Env, notes: Mapping[str, str], parser: MarkdownIt) -> Iterator[str]:
    """Yield the footnotes rendered, in the order in which they are called."""
    called = env["footnotes"]["list"]
    for begin in range(0, len(called), _NOTES):
        batch = range(begin, min(begin + _NOTES, len(called)))
        labels = [called[number].get("label", "") for number in batch]
        state = StateCore("", parser, {"footnotes": {"list": {n: called[n] for n in batch}}})
        state.tokens = [t for label in labels for t in _note(label, notes.get(label, ""))]
        footnote_tail(state)
        first, last = batch[0] == 0, batch[-1] == len(called) - 1
        yield str(
            parser.renderer.render(
                [*islice(state.tokens, 0 if first else 1, len(state.tokens) - (not last))],
                parser.options,
                env,
            )
        )


def _note(label: str, content: str) -> tuple[Token, ...]:
    """Return the tokens of a footnote that is rendered already."""
    opened = Token("footnote_reference_open", "", 1, meta={"label": label})
    return (
        opened,
        Token("html_block", "", 0, content=content),
        Token("footnote_reference_close", "", -1),
    )
