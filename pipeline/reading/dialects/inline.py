"""Dialects within a line: a table of patterns, and the pieces each match falls into."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.helpers import parseLinkLabel
from markdown_it.rules_inline import StateInline

from pipeline.reading.dialects.braces import ATTRIBUTES, end_of_braces, end_of_component
from pipeline.reading.dialects.markup_pieces import (
    Markup,
    Picture,
    Piece,
    Shown,
    Words,
    push_pieces,
)

_LONGEST = 2_000
"""Characters looked at; bounds what a lone opening costs."""
_PICTURE = r"[^\[\]()|#<>\n]{1,200}\.(?:png|jpe?g|gif|svg|webp|avif|bmp|tiff?)"
_CROSS_REFERENCES = {
    "fig": "figure",
    "tbl": "table",
    "sec": "section",
    "eq": "equation",
    "lst": "listing",
    "thm": "theorem",
}


@dataclass(frozen=True, slots=True)
class _Row:
    """One dialect's sign."""

    pattern: re.Pattern[str]
    pieces: Callable[[re.Match[str]], list[Piece]]


def _left_out(reason: str) -> Callable[[re.Match[str]], list[Piece]]:
    return lambda found: [Markup(found[0], reason)]


def _words_only(found: re.Match[str]) -> list[Piece]:
    """The group ``words`` is said, what stands around it is markup."""
    text, at = found[0], found.start()
    start, end = found.span("words")
    return [
        *([Markup(text[: start - at])] if start > at else []),
        Words(start, end),
        *([Markup(text[end - at :])] if end < found.end() else []),
    ]


def _within(element: str) -> Callable[[re.Match[str]], list[Piece]]:
    def pieces(found: re.Match[str]) -> list[Piece]:
        start, end = found.span("words")
        return [Markup(found[0][0]), Words(start, end, element), Markup(found[0][-1])]

    return pieces


def _wiki_link(found: re.Match[str]) -> list[Piece]:
    """The words of a link between notes, or its page's name without folders and anchor."""
    if found["words"]:
        return _words_only(found)
    start, end = found.span("page")
    page = found["page"]
    if "#" in page.strip("#"):
        end = start + page.index("#", 1)
    name = found.string[start:end]
    skipped = max(name.rfind("/"), name.rfind("#")) + 1
    offset = found.start()
    return [
        Markup(found[0][: start + skipped - offset]),
        Words(start + skipped, end),
        Markup(found[0][end - offset :]),
    ]


def _embedded(found: re.Match[str]) -> list[Piece]:
    page, _, words = found["page"].partition("|")
    if re.fullmatch(_PICTURE, page.strip(), re.IGNORECASE):
        return [Picture(page.strip(), "" if re.fullmatch(r"[\dx ]*", words) else words)]
    return [Markup(found[0], "note embedded: its text is elsewhere")]


def _cited(found: re.Match[str]) -> list[Piece]:
    name = " ".join(part.capitalize() for part in re.split(r"[_-]+", found["name"]) if part)
    return [Markup(found[0], "citation mark"), Shown(f"{name} ({found['year']})")]


def _nested_tag(found: re.Match[str]) -> list[Piece]:
    """A tag within a sentence is said, its parts as words."""
    return [Markup(found[0], "tag"), Shown(found["words"].replace("/", " ").replace("-", " "))]


def _cross_reference(found: re.Match[str]) -> list[Piece]:
    return [Markup(found[0], "cross-reference"), Shown(_CROSS_REFERENCES[found["kind"]])]


def _substituted(found: re.Match[str]) -> list[Piece]:
    start, end = found.span("words")
    return [
        Markup(found[0][: start - found.start()], "change mark"),
        Words(start, end),
        Markup(found[0][end - found.start() :]),
    ]


_TABLE: dict[str, tuple[_Row, ...]] = {
    "!": (
        _Row(re.compile(r"!\[\[(?P<page>[^\[\]\n]{1,300})\]\]"), _embedded),
        _Row(
            re.compile(
                rf"!\[(?P<alt>[^\[\]\n]{{0,300}})\]\((?P<url>(?=[^()\n]* ){_PICTURE})\)",
                re.IGNORECASE,
            ),
            lambda found: [Picture(found["url"].strip(), found["alt"])],
        ),
    ),
    "[": (
        _Row(
            re.compile(
                r"\[\[(?P<page>(?=[^|\]]*[^\W\d_]|\d{4}-\d\d)[^\[\]|\n]{1,200})"
                r"(?:\|(?P<words>[^\[\]\n]{1,300}))?\]\](?!\()"
            ),
            _wiki_link,
        ),
        _Row(
            re.compile(r"\[(?:[^\[\]\n@]{0,120}[\s-])?-?@[\w{][^\[\]\n]{0,300}\](?![(\[])"),
            _left_out("citation mark"),
        ),
    ),
    "@": (
        _Row(
            re.compile(rf"(?<![\w.@/])@(?P<kind>{'|'.join(_CROSS_REFERENCES)})-\w+(?:-\w+)*"),
            _cross_reference,
        ),
        _Row(
            re.compile(
                r"(?<![\w.@/])@(?P<name>[^\W\d_]{2,}?(?:[_-][^\W\d_]{2,}?){0,2})[-_:]?"
                r"(?P<year>(?:1[5-9]|20)\d\d)(?!\d)\w*(?:[:.-]\w+)*(?:[ ]\[[^\[\]\n]{1,60}\])?"
            ),
            _cited,
        ),
    ),
    "#": (
        _Row(
            re.compile(r"(?<![\w#&/])#(?:[^\W\d][\w-]*/)+[\w-]+(?=(?:\s+#[\w/-]+)*\s*$)"),
            _left_out("tag"),
        ),
        _Row(
            re.compile(
                r"(?<![\w#&/])#(?P<words>(?:[^\W\d][\w-]*/)+[\w-]+)(?![^<\n]*</essay-markup>)"
            ),
            _nested_tag,
        ),
    ),
    "=": (_Row(re.compile(r"==(?![\s=])(?P<words>[^\n]{1,500}?)(?<![\s=])==(?!=)"), _words_only),),
    "%": (_Row(re.compile(r"%%(?=\S)[^%]{1,2000}?%%|%% [^%]{1,2000}?%%"), _left_out("comment")),),
    "^": (
        _Row(re.compile(r"(?<!\S)\^[\w-]{3,60}[ \t]*$", re.MULTILINE), _left_out("anchor")),
        _Row(
            re.compile(r"(?<=[\w)\]~])\^(?P<words>(?![\s\[])[^\s^\[\]]{1,20})\^(?!\w)"),
            _within("sup"),
        ),
    ),
    "~": (
        _Row(re.compile(r"(?<=[\w)\]])~(?P<words>(?![\s~])[^\s~]{1,20})~(?!~)"), _within("sub")),
    ),
    "`": (
        _Row(
            re.compile(r"(?<!`)`(?:\{(?:r|python|julia|ojs)\}|r) [^`\n]{1,300}`(?!`)"),
            _left_out("expression"),
        ),
    ),
    ":": (
        _Row(
            re.compile(r"(?<![\w:]):[a-z][a-z0-9_+-]{1,30}:(?![\w:])"),
            _left_out("emoji code"),
        ),
    ),
    "{": (
        _Row(re.compile(r"\{/\*[^\n]{0,500}?\*/\}|\{/[\w-]{1,120}/\}"), _left_out("comment")),
        _Row(re.compile(r"\{--[^\n]{0,500}?--\}|\{-[^-\n{}]{1,500}-\}"), _left_out("deleted")),
        _Row(re.compile(r"\{>>[^\n]{0,1000}?<<\}"), _left_out("comment")),
        _Row(re.compile(r"\{~~[^\n]{0,500}?~>(?P<words>[^\n]{0,500}?)~~\}"), _substituted),
        _Row(
            re.compile(r"\{(?P<sign>\+\+|==|[+=_*^~])(?P<words>(?=\S)[^\n{}]{1,500}?)(?P=sign)\}"),
            _words_only,
        ),
        _Row(re.compile(rf"(?<=[)\]`]){ATTRIBUTES}"), _left_out("")),
        _Row(
            re.compile(
                r"\{(?:[\w-]+:)?(?:ref|numref|eq|cite(?::\w+)?|footcite|any|label)\}`[^`\n]{1,200}`"
            ),
            _left_out("cross-reference"),
        ),
        _Row(
            re.compile(
                r"\{[a-z][\w:+-]{1,30}\}`(?P<words>[^`<>\n]{1,200}?)(?:\s*<[^`<>\n]{1,200}>)?`"
            ),
            _words_only,
        ),
        _Row(re.compile(rf"{ATTRIBUTES}[ \t]*$", re.MULTILINE), _left_out("")),
    ),
}
"""First character → what may stand there, the surest first.

Sources: Obsidian's help (formatting), Pandoc's manual (citations, bracketed spans, super- and
subscripts), Quarto's guide (cross-references), CriticMarkup, the djot syntax reference, MyST's
guide (roles).
"""
_IN_BRACES = _Row(re.compile(r"\{(?P<words>[\w.+#@ -]{1,40})\}"), _words_only)
"""Names in braces, as R's users write packages."""


def inline_rules(parser: MarkdownIt, *, expressions: bool) -> None:
    """Teach *parser* what dialects write within a line."""

    def rule(state: StateInline, silent: bool) -> bool:
        found = _pieces(state, expressions=expressions)
        if found is None:
            return False
        pieces, end = found
        if not silent:
            _take_space(state, pieces, end)
            push_pieces(state, pieces)
        state.pos = end
        return True

    parser.inline.ruler.before("shortcode", "dialect", rule)


def _pieces(state: StateInline, *, expressions: bool) -> tuple[list[Piece], int] | None:
    first, last = state.src[state.pos], min(state.posMax, state.pos + _LONGEST)
    if state.src.startswith(("{{", "{%", "[["), state.pos) and _is_tag(state):
        return None
    if first == "<":
        end = end_of_component(state.src, state.pos, last)
        return ([Markup(state.src[state.pos : end], "component")], end) if end > 0 else None
    if first == "{" and expressions:
        end = end_of_braces(state.src, state.pos, last)
        return ([Markup(state.src[state.pos : end], "expression")], end) if end > 0 else None
    rows = _TABLE.get(first, ())
    for row in (*rows, _IN_BRACES) if first == "{" else rows:
        found = row.pattern.match(state.src, state.pos, state.posMax)
        if found:
            return row.pieces(found), found.end()
    return _span(state) if first == "[" else None


def _is_tag(state: StateInline) -> bool:
    """Return whether a template's tag or a table of contents begins here, which has its rule."""
    head = state.src[state.pos : state.pos + 9].lower()
    return head.startswith(("{{", "{%", "[[toc]]", "[[_toc_]]"))


def _span(state: StateInline) -> tuple[list[Piece], int] | None:
    """Read ``[words]{.class}`` as its words."""
    if state.src.find("]{", state.pos, min(state.posMax, state.pos + _LONGEST)) < 0:
        return None
    end = parseLinkLabel(state, state.pos, True)
    found = re.compile(ATTRIBUTES).match(state.src, end + 1, state.posMax) if end >= 0 else None
    if not found:
        return None
    pieces: list[Piece] = [
        Markup("["),
        Words(state.pos + 1, end),
        Markup(state.src[end : found.end()]),
    ]
    return pieces, found.end()


def _take_space(state: StateInline, pieces: list[Piece], end: int) -> None:
    """Give the space before what is not said to it, where a mark or the end comes after."""
    first = pieces[0]
    closes = end >= state.posMax or state.src[end] in ",.;:!?)\n"
    if len(pieces) == 1 and isinstance(first, Markup) and closes and state.pending.endswith(" "):
        state.pending = state.pending.rstrip(" ")
        pieces[0] = Markup(" " + first.text, first.reason)
