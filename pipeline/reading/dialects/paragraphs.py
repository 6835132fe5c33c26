"""Dialects told from a whole paragraph: callouts, verse, tag lines, examples, raw blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_CALLOUT = re.compile(r"\[!\w[\w-]{0,30}(?:\|[^\]\n]{0,60})?\][+-]?[ \t]+(?=\S)")
_TAGS = re.compile(r"(?:#(?=[\w/-]*[^\W\d])[\w/-]{1,60}[ \t]*)+", re.UNICODE)
_TIGHT_HEADING = re.compile(r"#{2,6}(?=[^\s#!{\d])")
_EMBED = re.compile(r"(?:twitter|youtube): https?://\S+")
_HANDLE = re.compile(r"(?:[Ww]ritten |[Pp]osted )?[Bb]y:? @[\w.-]+\.?")
_BOX = re.compile(r"\[[^\sxX\w]\](?=\s)")
_EXAMPLE = re.compile(r"\(@(?P<name>[\w-]*)\)")
_INDENTED = re.compile(r"(?: {2,}|(?:&nbsp;|&emsp;|\u00a0|\u2003)+)\S")
_CODE_SIGNS = re.compile(r"[{}<>=\[\]_\\/|#$`@;+*^~]|\w\(|\)\.|--|::")
_VERSE_WORDS = 14
"""Words of a line of verse at most."""


def paragraph_rules(parser: MarkdownIt) -> None:
    """Teach *parser* what is told from a whole paragraph."""
    parser.core.ruler.before("inline", "dialect_paragraphs", _paragraphs)


def _paragraphs(state: StateCore) -> None:
    tokens: list[Token] = []
    examples: dict[str, int] = state.env.setdefault("examples", {})
    for token in _split(state.tokens):
        if token.type == "inline" and tokens:
            _read_line(token, tokens, examples)
        if (
            token.type == "paragraph_close"
            and len(tokens) > 1
            and tokens[-2].type == "heading_open"
        ):
            token.type, token.tag = "heading_close", tokens[-2].tag
        if token.type == "fence" and re.match(r"\{=\w", token.info.strip()):
            token.type = "shortcode"
            token.content = token.content.strip()
        if token.type == "code_block" and _is_verse(token.content):
            tokens.extend(_verse(token))
            continue
        tokens.append(token)
    state.tokens = tokens


def _read_line(token: Token, tokens: list[Token], examples: dict[str, int]) -> None:
    """Read what is told from the whole text of *token*, which stands after *tokens*."""
    opener = tokens[-1]
    token.content = _numbered(token.content, examples)
    token.content = _with_line_ends(token.content)
    if opener.type == "paragraph_open" and _TAGS.fullmatch(token.content):
        token.content = f"<essay-markup>{token.content}</essay-markup>"
    if opener.type == "paragraph_open" and (
        _HANDLE.fullmatch(token.content) or _EMBED.fullmatch(token.content)
    ):
        token.content = f"<essay-markup>{token.content}</essay-markup>"
    tight = _TIGHT_HEADING.match(token.content)
    if tight and opener.type == "paragraph_open" and "\n" not in token.content:
        opener.type, opener.tag = "heading_open", f"h{tight.end()}"
        token.content = token.content[tight.end() :]
    if opener.type == "paragraph_open" and token.content[:2] == ": ":  # a table's caption
        token.content = f"<essay-markup>:</essay-markup> {token.content[2:]}"
    if opener.type == "paragraph_open" and len(tokens) > 1 and _is_item(tokens[-2]):
        token.content = _BOX.sub(
            lambda box: f"<essay-markup>{box[0]}</essay-markup>", token.content, count=1
        )


def _is_item(token: Token) -> bool:
    return token.type == "list_item_open"


def _split(tokens: list[Token]) -> Iterator[Token]:
    """Yield *tokens*, a callout's title in a paragraph of its own."""
    for before, token in zip([None, *tokens], tokens, strict=False):
        title, newline, rest = token.content.partition("\n")
        if (
            token.type == "inline"
            and before is not None
            and before.type == "paragraph_open"
            and newline
            and _CALLOUT.match(title)
        ):
            token.content = title
            yield token
            yield Token("paragraph_close", "p", -1, block=True)
            yield Token("paragraph_open", "p", 1, block=True)
            yield Token("inline", "", 0, content=rest, children=[], block=True, map=token.map)
        else:
            yield token


def _numbered(text: str, examples: dict[str, int]) -> str:
    """Write the numbers of Pandoc's examples where their marks stand."""

    def number(found: re.Match[str]) -> str:
        name = found["name"] or f" {len(examples) + 1}"
        opens = found.start() == 0 or found.string[found.start() - 1] == "\n"
        if name not in examples and not opens:
            return found[0]
        return f"({examples.setdefault(name, len(examples) + 1)})"

    return _EXAMPLE.sub(number, text) if "(@" in text else text


def _with_line_ends(text: str) -> str:
    """Return *text* with its line ends kept where indents show that they are meant."""
    lines = text.split("\n")
    verse = len(lines) > 1 and all(map(_INDENTED.match, lines[1:]))
    if not verse or any(len(line.split()) > _VERSE_WORDS for line in lines):
        return text
    return "  \n".join(line.strip() for line in lines)


def _is_verse(text: str) -> bool:
    """Return whether an indented block is verse or prose and not a program."""
    lines = [line for line in text.split("\n") if line.strip()]
    words = [len(line.split()) for line in lines]
    if len(lines) < 2 or max(words) > _VERSE_WORDS or sum(words) < 3 * len(lines):
        return False
    large = sum(line.strip()[0].isupper() or line.strip()[0] in "“\"'‘—" for line in lines)
    signs = sum(len(_CODE_SIGNS.findall(line)) for line in lines)
    return large >= 0.5 * len(lines) and not signs


def _verse(code: Token) -> Iterator[Token]:
    for stanza in re.split(r"\n[ \t]*\n", code.content.strip("\n")):
        yield Token("paragraph_open", "p", 1, block=True, map=code.map)
        content = "  \n".join(line.strip() for line in stanza.split("\n"))
        yield Token("inline", "", 0, content=content, children=[], block=True, map=code.map)
        yield Token("paragraph_close", "p", -1, block=True)
