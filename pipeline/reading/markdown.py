"""Markdown into HTML, which the HTML reader reads: so HTML within Markdown needs no rule."""

from __future__ import annotations

import functools
import gc
import itertools
import re
from collections.abc import Callable
from html import escape
from typing import cast

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML, RendererProtocol
from markdown_it.rules_block import StateBlock, blockquote, list_block
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.tasklists import tasklists_plugin

from pipeline.reading.dialects import dialects_plugin
from pipeline.reading.html import blocks_of
from pipeline.reading.html_tree import parsed
from pipeline.reading.left_markdown import disguised, read_left_markdown, with_escapes
from pipeline.reading.markdown_pieces import pieces_plugin, rendered_in_pieces
from pipeline.reading.page_tex import mark_tex
from pipeline.reading.shortcodes import shortcodes_plugin
from pipeline.reading.tex import maths_plugin
from pipeline.tools.process_tuning import give_back
from pipeline.values.essay import Block

_DEEPEST = 32
"""markdown-it's levels (a list and its item are one each) at which containers are read as text."""
_NESTING = 40
"""Above :data:`_DEEPEST`: at this level markdown-it would drop text without a word."""
_AT_ONCE = 100_000
"""Characters of a text above which it is rendered in pieces."""
_UNCLOSED = 100
"""Brackets of a paragraph left open; more are no author's, and to look for their links takes
minutes."""
_BLANK_LINE = re.compile(r"(\n[ \t]*\n)")
_OF_A_PAGE = re.compile(r"</?(?:html|head|body|title|frameset)\b", re.IGNORECASE)
_MARKDOWN_INSIDE = re.compile(
    r"^[ \t]*(?:<(?:div|section|article|aside|figure|header|footer|main|details)\b"
    r"[^<>]{0,300}\smarkdown=[\"']?(?:1|block)[\"']?[^<>]{0,300}>"
    r"|(?<=\n)</(?:div|section|article|aside|figure|header|footer|main|details)>)[ \t]*$",
    re.MULTILINE,
)
"""Elements that kramdown and Python-Markdown read Markdown in, and where such end."""
_BEFORE_HEADING = re.compile(
    r"^[ ]{0,3}(?:<(?:br|hr)\b[^<>\n]{0,80}>|<a\s[^<>\n]{0,200}></a>|</?(?:center|div|p)>)[ \t]*\n"
    r"(?=#{1,6}[ \t]+\S)",
    re.MULTILINE,
)
"""A line of HTML, which to CommonMark goes on to the next empty line, before a heading."""
_LINES_APART = (
    "paragraph_open", "paragraph_close", "heading_open", "heading_close", "list_item_open",
    "list_item_close", "tr_open", "tr_close", "th_close", "td_close",
)  # fmt: skip
"""Tokens that markdown-it writes line feeds after, where none is meant."""
_BRACKET = re.compile(r"\\.|\[|\]", re.DOTALL)


def blocks_of_markdown(text: str, *, expressions: bool = False) -> tuple[Block, ...]:
    """Return the blocks of a Markdown text without front matter.

    Args:
        text: The text.
        expressions: Whether ``{…}`` is a program's expression, as in MDX.
    """
    root = parsed(_rendered(text, expressions=expressions))
    if root is None:
        return ()
    is_long = len(text) > _AT_ONCE
    if is_long:
        give_back()  # the text as it was rendered; its tree stays
    mark_tex(root)  # in HTML within Markdown, where the parser sees none
    read_left_markdown(root)
    blocks = blocks_of(root, used_up=True)
    if is_long:
        del root
        gc.collect()  # the walk over the tree holds on to itself, and to it
        give_back()
    return blocks


def html_of(text: str, *, expressions: bool = False) -> str:
    """Return *text* rendered, with all that is visible of it."""
    return with_escapes(_rendered(text, expressions=expressions))


def _rendered(text: str, *, expressions: bool) -> str:
    """Return *text* rendered, with signs that were escaped in their disguise."""
    if "markdown=" in text:
        text = _MARKDOWN_INSIDE.sub(r"\n\n\g<0>\n\n", text)
    text = _BEFORE_HEADING.sub(r"\g<0>\n", text)
    parser = markdown_parser(expressions=expressions)
    text = "".join(map(_closed, _BLANK_LINE.split(text)))
    return rendered_in_pieces(parser, text) if len(text) > _AT_ONCE else str(parser.render(text))


def _closed(paragraph: str) -> str:
    """Return *paragraph* with brackets that nothing closes escaped, if there are very many."""
    if paragraph.count("[") <= _UNCLOSED:
        return paragraph
    open_at: list[int] = []
    for found in _BRACKET.finditer(paragraph):
        if found[0] == "[":
            open_at.append(found.start())
        elif found[0] == "]" and open_at:
            open_at.pop()
    if len(open_at) <= _UNCLOSED:
        return paragraph
    pieces = [paragraph[: open_at[0]]]
    for start, end in itertools.pairwise((*open_at, len(paragraph))):
        pieces.append("\\" + paragraph[start:end])
    return "".join(pieces)


@functools.cache
def markdown_parser(*, expressions: bool = False) -> MarkdownIt:
    """Return the parser: CommonMark and what essays use beyond it."""
    parser = MarkdownIt("commonmark", {"maxNesting": _NESTING})
    parser.enable(["table", "strikethrough"])
    parser.use(footnote_plugin).use(deflist_plugin).use(tasklists_plugin)
    parser.use(maths_plugin).use(shortcodes_plugin)
    parser.use(dialects_plugin, expressions=expressions).use(pieces_plugin)
    ends = ["paragraph", "reference", "blockquote"]
    parser.block.ruler.at("blockquote", _shallow(blockquote), {"alt": [*ends, "list"]})
    parser.block.ruler.at("list", _shallow(list_block), {"alt": ends})
    parser.core.ruler.before("text_join", "escapes", _disguise)
    for name in _LINES_APART:
        parser.add_render_rule(name, _without_line_feed)
    parser.add_render_rule("footnote_anchor", _nothing)
    parser.add_render_rule("html_inline", _inline_html)
    parser.add_render_rule("footnote_block_open", _notes_open)
    parser.add_render_rule("footnote_open", _note_open)
    parser.add_render_rule("footnote_ref", _note_call)
    return parser


def _disguise(state: StateCore) -> None:
    """Tell signs that an author escaped from those that the parser left."""
    for token in state.tokens:
        for child in token.children or ():
            if child.type == "text_special":
                child.content = disguised(child.content)


_BlockRule = Callable[[StateBlock, int, int, bool], bool]


def _shallow(rule: _BlockRule) -> _BlockRule:
    """Return *rule*, blind below the deepest level: its marker then is text, and stays."""

    def shallow(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        return state.level < _DEEPEST and rule(state, start, end, silent)

    return shallow


def _inline_html(
    _: RendererProtocol, tokens: list[Token], index: int, ____: OptionsDict, _____: EnvType
) -> str:
    """Return a tag within a sentence; one that only a whole page has is spoken of, not meant."""
    content = tokens[index].content
    return escape(content) if _OF_A_PAGE.match(content) else content


def _without_line_feed(
    renderer: RendererProtocol, tokens: list[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    """Return a tag without the line feed after it, which would be 120 bytes of the tree."""
    plain = cast("RendererHTML", renderer).renderToken(tokens, index, options, env)
    return plain.rstrip("\n")


def _nothing(
    _: RendererProtocol, __: list[Token], ___: int, ____: OptionsDict, _____: EnvType
) -> str:
    """Leave out the arrow back: a rendering adds it, the author did not write it."""
    return ""


def _notes_open(
    _: RendererProtocol, __: list[Token], ___: int, ____: OptionsDict, _____: EnvType
) -> str:
    return '<section class="footnotes"><ol>\n'


def _note_open(
    _: RendererProtocol, tokens: list[Token], index: int, ____: OptionsDict, _____: EnvType
) -> str:
    return f'<li id="fn{tokens[index].meta["id"] + 1}">'


def _note_call(
    _: RendererProtocol, tokens: list[Token], index: int, ____: OptionsDict, _____: EnvType
) -> str:
    """Return a footnote's call with what reading needs: each attribute costs the tree 250 bytes."""
    meta = tokens[index].meta
    number, again = meta["id"] + 1, meta.get("subId", 0)
    seen = f"{number}:{again}" if again > 0 else str(number)
    return f'<sup><a href="#fn{number}">[{seen}]</a></sup>'
