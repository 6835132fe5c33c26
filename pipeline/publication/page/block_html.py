"""The HTML element of each kind of block, and of each thing a block can stand within."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import urlsplit

from markupsafe import Markup

from pipeline.publication.page.inline_html import References, inline, safe_url
from pipeline.publication.page.spoken_places import Spot
from pipeline.tools.embeds import embed_kind
from pipeline.values.essay import Block, BlockKind, Container, ContainerKind


@dataclass(frozen=True, slots=True)
class ChapterRun:
    """Blocks that a browser may leave undrawn together while they are out of sight."""

    number: int


@dataclass(frozen=True, slots=True)
class ListRun:
    """The items of one list."""

    group: int
    ordered: bool


@dataclass(frozen=True, slots=True)
class Announced:
    """A block that is announced instead of read."""

    place: int


Outer: TypeAlias = ChapterRun | ListRun | Announced | Container


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A block and what its element depends on."""

    block: Block
    index: int
    spots: Sequence[Spot]
    references: References
    pictures: Mapping[str, str]
    level: int

    def text(self, start: int = 0, end: int | None = None) -> Markup:
        return inline(self.block, self.spots, self.references, self.index, start=start, end=end)


def block_html(
    block: Block,
    index: int,
    spots: Sequence[Spot],
    references: References,
    pictures: Mapping[str, str],
    level: int,
) -> Markup:
    """Return the element of *block* alone.

    Args:
        block: The block.
        index: Its place in the essay; it makes ids unique.
        spots: What of its text is heard.
        references: What its marks point at.
        pictures: Figure's URL → address of the picture beside the page.
        level: Of a heading, 2 to 6.
    """
    return _BLOCKS[block.kind](_Drawn(block, index, spots, references, pictures, level))


def wrapped(outer: Outer, content: Markup, references: References) -> Markup:
    """Return *content* within the element of *outer*."""
    if isinstance(outer, Container):
        return _CONTAINERS[outer.kind](outer, content, references)
    if isinstance(outer, ListRun):
        return Markup("<{0}>{1}</{0}>").format("ol" if outer.ordered else "ul", content)
    if isinstance(outer, Announced):
        return Markup('<div data-s="{}">{}</div>').format(outer.place, content)
    return Markup('<section class="chapter">{}</section>').format(content)


def _heading(drawn: _Drawn) -> Markup:
    return Markup('<h{0} dir="auto" id="part-{1}">{2}</h{0}>').format(
        drawn.level, drawn.index, drawn.text()
    )


def _paragraph(template: str) -> Callable[[_Drawn], Markup]:
    markup = Markup(template)  # noqa: S704 - only the table below calls this, with literals
    return lambda drawn: markup.format(drawn.text())


def _code(drawn: _Drawn) -> Markup:
    return Markup('<pre dir="ltr" tabindex="0"><code>{}</code></pre>').format(drawn.text())


def _table(drawn: _Drawn) -> Markup:
    rows = Markup()
    start = 0
    for number, line in enumerate(drawn.block.text.split("\n")):
        cell = "th" if drawn.block.level == 1 and number == 0 else "td"
        row = Markup()
        for text in line.split("\t"):
            end = start + len(text)
            row += Markup('<{0} dir="auto">{1}</{0}>').format(cell, drawn.text(start, end))
            start = end + 1
        rows += Markup("<tr>{}</tr>").format(row)
    return Markup(
        '<div class="table" role="group" aria-label="{}" tabindex="0"><table>{}</table></div>'
    ).format(drawn.references.words.table, rows)


def _figure(drawn: _Drawn) -> Markup:
    """Return the picture where it stands beside the page, else a link to it with its text."""
    beside = drawn.pictures.get(drawn.block.url)
    if beside is None:
        return _elsewhere(drawn, "picture")
    picture = Markup('<img src="{}" alt="{}" loading="lazy" decoding="async">').format(
        beside, drawn.block.text
    )
    for spot in drawn.spots[:1]:  # alternative text that is read marks its picture
        picture = Markup('<span data-s="{}">{}</span>').format(spot.place, picture)
    return Markup('<div class="picture">{}</div>').format(picture)


def _elsewhere(drawn: _Drawn, kind: str = "") -> Markup:
    """Return a card for what stands on another host: its text, and a link to it."""
    kind = kind or embed_kind(drawn.block.info, drawn.block.url)
    address = safe_url(drawn.block.url, drawn.references.base)
    words = drawn.references.words
    name = words.kinds.get(kind, kind.capitalize())
    label = Markup('<span class="kind">{}</span>').format(name)
    if address:
        host = urlsplit(address).hostname or kind
        label = Markup('<a class="kind" href="{}" rel="noopener noreferrer">{}</a>').format(
            address, words.at_host.format(kind=name, host=host)
        )
    text = drawn.text()
    body = Markup('<span dir="auto">{}</span>').format(text) if text else Markup()
    return Markup('<div class="elsewhere">{}{}</div>').format(body, label)


def _quote(container: Container, content: Markup, _references: References) -> Markup:
    kind = Markup(' class="pull"') if container.kind is ContainerKind.PULL_QUOTE else Markup()
    return Markup("<blockquote{}>{}</blockquote>").format(kind, content)


def _item(container: Container, content: Markup, _references: References) -> Markup:
    value = Markup() if container.number is None else Markup(' value="{}"').format(container.number)
    return Markup("<li{}>{}</li>").format(value, content)


def _note(container: Container, content: Markup, references: References) -> Markup:
    backs = Markup(" ").join(
        Markup('<a class="back" href="#ref-{}" role="doc-backlink" aria-label="{}">↩</a>').format(
            caller, references.words.back_to_note.format(n=references.footnotes[container.label])
        )
        for caller in references.callers.get(container.label, ())
    )
    return Markup('<li id="note-{}">{} {}</li>').format(
        references.footnotes[container.label], content, backs
    )


def _around(template: str) -> Callable[[Container, Markup, References], Markup]:
    markup = Markup(template)  # noqa: S704 - only the table below calls this, with literals
    return lambda _container, content, _references: markup.format(content)


_BLOCKS: Mapping[BlockKind, Callable[[_Drawn], Markup]] = {
    BlockKind.HEADING: _heading,
    BlockKind.PARAGRAPH: _paragraph('<p dir="auto">{}</p>'),
    BlockKind.CODE: _code,
    BlockKind.MATH: _paragraph('<pre class="math" dir="ltr" tabindex="0"><code>{}</code></pre>'),
    BlockKind.TABLE: _table,
    BlockKind.FIGURE: _figure,
    BlockKind.CAPTION: _paragraph('<figcaption dir="auto">{}</figcaption>'),
    BlockKind.DIVIDER: _paragraph("<hr>"),
    BlockKind.TERM: _paragraph('<p class="term" dir="auto"><dfn>{}</dfn></p>'),
    BlockKind.EMBED: _elsewhere,
    BlockKind.CALL: _paragraph('<p dir="auto">{}</p>'),
    BlockKind.CHROME: _paragraph('<p dir="auto">{}</p>'),
    BlockKind.MARKUP: _paragraph('<p dir="auto">{}</p>'),
}
_CONTAINERS: Mapping[ContainerKind, Callable[[Container, Markup, References], Markup]] = {
    ContainerKind.QUOTE: _quote,
    ContainerKind.PULL_QUOTE: _quote,
    ContainerKind.LIST_ITEM: _item,
    ContainerKind.FOOTNOTE: _note,
    ContainerKind.FIGURE: _around("<figure>{}</figure>"),
    ContainerKind.TABLE: _around("<figure>{}</figure>"),
    ContainerKind.ASIDE: _around('<div class="aside" role="note">{}</div>'),
    ContainerKind.TURN: _around('<div class="turn">{}</div>'),
}
