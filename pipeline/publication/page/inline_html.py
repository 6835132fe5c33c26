"""A block's text as HTML: its marks, and a span around each sentence that is heard."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TypeAlias
from urllib.parse import urljoin, urlsplit

from markupsafe import Markup, escape

from pipeline.languages.language_table import language_row
from pipeline.languages.page_words import PageWords
from pipeline.publication.page.nesting import nest
from pipeline.publication.page.spoken_places import Spot
from pipeline.values.essay import Block, BlockKind, Mark, MarkKind

_SCHEMES = frozenset({"http", "https", "mailto"})
_ADDRESS = re.compile(r"\bhttps?://[^\s<>\"“”‘’«»|\\^`{}\[\]]+")
_VERBATIM = frozenset({BlockKind.CODE, BlockKind.MATH})
_DECIDED = frozenset(MarkKind) - {MarkKind.EMPHASIS, MarkKind.STRONG, MarkKind.STRIKE}
"""Marks within which an address is no link of its own."""


@dataclass(frozen=True, slots=True)
class References:
    """What marks point at beyond their block."""

    base: str = ""
    """URL of the essay, for its relative links."""
    footnotes: Mapping[str, int] = field(default_factory=dict)
    """Label of each footnote that is there → its number."""
    callers: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Label → ``block-offset`` of each mark that calls the footnote."""
    anchors: Mapping[str, int] = field(default_factory=dict)
    """Anchor of each heading → its block."""
    language: str = "en"
    """The essay's, and so that of the page's words."""

    @property
    def words(self) -> PageWords:
        """The words of the page."""
        return language_row(self.language).page


@dataclass(frozen=True, slots=True)
class _SpokenRun:
    """The part of a spot that one element holds."""

    place: int
    offset: int
    """UTF-16 units of the sentence that stand before the element."""


@dataclass(frozen=True, slots=True)
class _Context:
    """What a mark's element depends on beside the mark."""

    references: References
    block: int
    linked: frozenset[str]
    """Where links of the block lead."""


_Wrap: TypeAlias = Callable[[Mark, Markup, _Context], Markup]


def inline(
    block: Block,
    spots: Sequence[Spot] = (),
    references: References | None = None,
    index: int = 0,
    *,
    start: int = 0,
    end: int | None = None,
) -> Markup:
    """Return characters ``[start, end)`` of *block* as HTML.

    Its text nodes, joined, are those characters: that is what times of words count on.

    Args:
        block: The block.
        spots: What of it is heard; they do not overlap.
        references: What its marks point at.
        index: The block's place in the essay; it makes ids unique.
        start: Offset into the block's text.
        end: Likewise; None for the text's end.
    """
    end = len(block.text) if end is None else end
    block = _with_bare_links(block)
    linked = frozenset(mark.target for mark in block.marks if mark.kind is MarkKind.LINK)
    context = _Context(references or References(), index, linked)

    def wrap(thing: _SpokenRun | Mark, content: Markup) -> Markup:
        if isinstance(thing, _SpokenRun):
            return _heard(thing, content)
        return _WRAPS[thing.kind](thing, content, context)

    return nest(_pieces(block, spots, start, end), wrap)


def safe_url(address: str, base: str = "") -> str:
    """Return *address* made absolute, or nothing where a page must not link to it.

    Args:
        address: As the author wrote it.
        base: URL that relative addresses start from.
    """
    try:
        whole = urljoin(base, address.strip())
        parts = urlsplit(whole)
    except ValueError:
        return ""
    absolute = parts.scheme.lower() in _SCHEMES and (parts.netloc or parts.scheme == "mailto")
    return whole if absolute else ""


def _pieces(
    block: Block, spots: Sequence[Spot], start: int, end: int
) -> Iterator[tuple[tuple[_SpokenRun | Mark, ...], Markup]]:
    ranges = [_range(block, mark) for mark in block.marks]
    edges = {edge for spot in spots for edge in (spot.start, spot.end)}
    edges |= {edge for reach in ranges for edge in (reach.start, reach.stop)}
    cuts = (start, *sorted(edge for edge in edges if start < edge < end), end)
    for first, after in pairwise(cuts):
        heard = tuple(
            _SpokenRun(spot.place, _units(block.text[spot.start : max(spot.start, start)]))
            for spot in spots
            if spot.start <= first and after <= spot.end
        )
        marks = tuple(
            mark
            for mark, reach in zip(block.marks, ranges, strict=True)
            if reach.start <= first and after <= reach.stop
        )
        yield (*heard, *marks), escape(block.text[first:after])


def _with_bare_links(block: Block) -> Block:
    """Return *block* with addresses that stand in its text as links, where no mark says more."""
    if "://" not in block.text or block.kind in _VERBATIM:
        return block
    taken = [range(mark.start, mark.end) for mark in block.marks if mark.kind in _DECIDED]
    bare = [
        Mark(MarkKind.LINK, found.start(), found.start() + len(address), address)
        for found in _ADDRESS.finditer(block.text)
        if (address := _without_ending(found[0]))
        and not any(r.start < found.end() and found.start() < r.stop for r in taken)
    ]
    return replace(block, marks=(*block.marks, *bare)) if bare else block


def _without_ending(address: str) -> str:
    """Return *address* without the punctuation of the sentence it stands in."""
    address = address.rstrip(".,;:!?…*_~")
    while address.endswith(")") and address.count(")") > address.count("("):
        address = address[:-1].rstrip(".,;:!?…*_~")
    return address


def _range(block: Block, mark: Mark) -> range:
    """Return the characters of *mark*; an address goes together with the space before it."""
    start = mark.start
    if mark.kind is MarkKind.URL:
        start = len(block.text[:start].rstrip())
    return range(start, mark.end)


def _units(text: str) -> int:
    return sum(1 + (ord(c) > 0xFFFF) for c in text)


def _heard(heard: _SpokenRun, content: Markup) -> Markup:
    offset = Markup(' data-o="{}"').format(heard.offset) if heard.offset else Markup()
    return Markup('<span data-s="{}"{}>{}</span>').format(heard.place, offset, content)


def _element(template: str) -> _Wrap:
    """Return a wrap that needs nothing but the content."""
    markup = Markup(template)  # noqa: S704 - only the table below calls this, with literals
    return lambda _mark, content, _context: markup.format(content)


def _link(mark: Mark, content: Markup, context: _Context) -> Markup:
    if "<a " in content:  # HTML has no link within a link
        return content
    heading = context.references.anchors.get(mark.target.removeprefix("#"))
    if mark.target.startswith("#") and heading is not None:
        return Markup('<a href="#part-{}">{}</a>').format(heading, content)
    address = safe_url(mark.target, context.references.base)
    if not address:
        return content
    bare = Markup(' class="bare"') if "://" in content else Markup()
    return Markup('<a{} href="{}" rel="noopener noreferrer">{}</a>').format(bare, address, content)


def _address(mark: Mark, content: Markup, context: _Context) -> Markup:
    """Return a flattened link's address, unseen where the link itself leads there."""
    if mark.target in context.linked:
        return Markup("<span hidden>{}</span>").format(content)
    return Markup('<span class="address">{}</span>').format(_link(mark, content, context))


def _image(mark: Mark, content: Markup, context: _Context) -> Markup:
    return Markup('<span class="alt">{}</span>').format(_link(mark, content, context))


def _footnote(mark: Mark, content: Markup, context: _Context) -> Markup:
    number = context.references.footnotes.get(mark.target)
    if number is None or "<a " in content:
        return Markup("<sup>{}</sup>").format(content)
    return Markup(
        '<sup><a class="call" id="ref-{}-{}" href="#note-{}" role="doc-noteref">{}</a></sup>'
    ).format(context.block, mark.start, number, content)


def _speaker(_mark: Mark, content: Markup, _context: _Context) -> Markup:
    return Markup('<strong class="speaker">{}</strong>').format(content)


_WRAPS: Mapping[MarkKind, _Wrap] = {
    MarkKind.EMPHASIS: _element("<em>{}</em>"),
    MarkKind.STRONG: _element("<strong>{}</strong>"),
    MarkKind.STRIKE: _element("<s>{}</s>"),
    MarkKind.CODE: _element('<code dir="ltr">{}</code>'),
    MarkKind.LINK: _link,
    MarkKind.IMAGE: _image,
    MarkKind.MATH: _element('<code class="math" dir="ltr">{}</code>'),
    MarkKind.FOOTNOTE: _footnote,
    MarkKind.SUPERSCRIPT: _element("<sup>{}</sup>"),
    MarkKind.SUBSCRIPT: _element("<sub>{}</sub>"),
    MarkKind.BREAK: _element("{}<br>"),
    MarkKind.SPEAKER: _speaker,
    MarkKind.TASK: _element('<span class="task">{}</span>'),
    MarkKind.URL: _address,
    MarkKind.BULLET: _element('<span class="bullet">{}</span>'),
    MarkKind.MARKUP: _element("<span hidden>{}</span>"),
}
