"""HTML into blocks: one walk over the tree, without recursion, however deep it is."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement

from pipeline.reading.draft import Draft
from pipeline.reading.element_shapes import shape_of
from pipeline.reading.footnotes import Footnotes, footnotes_of, numbered_once
from pipeline.reading.html_tree import parsed
from pipeline.reading.page_numbers import mark_page_numbers
from pipeline.reading.platforms import make_plain
from pipeline.reading.shapes import BREAKS, Around, Shape, blocks, marked
from pipeline.reading.tables import Tables
from pipeline.reading.word_sets import words
from pipeline.tools.fetching.urls import absolute
from pipeline.tools.process_tuning import give_back
from pipeline.values.essay import Block, BlockKind, ContainerKind, MarkKind


def blocks_of_html(markup: str, base: str = "") -> tuple[Block, ...]:
    """Return the blocks of an HTML fragment or page.

    Args:
        markup: The HTML.
        base: URL that relative links start from; empty leaves them as they are.
    """
    root = parsed(markup)
    return () if root is None else blocks_of(root, base)


@dataclass(frozen=True, slots=True)
class Choice:
    """Which elements of a page are its article's."""

    apart: frozenset[HtmlElement] = frozenset()
    """Elements that are page furniture, whatever they look like."""
    holders: frozenset[HtmlElement] = frozenset()
    """Elements around the article, which are nothing by themselves, whatever they are called."""


WHOLE = Choice()

_EMPTIED = words("p li h1 h2 h3 h4 h5 h6")
_GIVEN_BACK_AFTER = 4_000
"""Elements; libxml2 keeps each in the heap, which Python's objects do not use."""


def blocks_of(
    root: HtmlElement, base: str = "", choice: Choice = WHOLE, *, used_up: bool = False
) -> tuple[Block, ...]:
    """Return the blocks of *root* and all that stands in it.

    Args:
        root: An element.
        base: URL that relative links start from.
        choice: What of it is an article, and what stands apart from it.
        used_up: Whether the tree may be emptied meanwhile, so that a long text is held once.
    """
    make_plain(root)
    mark_page_numbers(root)
    footnotes = footnotes_of(root)
    walk = _Walk(footnotes, base, choice)
    emptied = itertools.count(1)
    events = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in events:
        if event == "start":
            if walk.open(element):
                events.skip_subtree()
            continue
        if event == "end":
            walk.close(element)
        if element is not root and element.tail:
            walk.draft.write(element.tail)
        if used_up and event == "end" and element.tag in _EMPTIED:
            footnotes.forget(element)
            element.clear(keep_tail=True)
            if next(emptied) % _GIVEN_BACK_AFTER == 0:
                give_back()
    walk.draft.end_block()
    return tuple(numbered_once(walk.draft.blocks))


class _Walk:
    """The state of one walk over a tree."""

    def __init__(self, footnotes: Footnotes, base: str, choice: Choice) -> None:
        self._choice = choice
        self.draft = Draft()
        self._footnotes = footnotes
        self._around_notes = {above for note in footnotes.notes for above in note.iterancestors()}
        self._base = base
        self._tables = Tables(self.draft)
        self._shapes: list[Shape] = []
        self._lists: list[_List] = []
        self._embeds: list[int] = []
        self._openers: dict[str, Callable[[HtmlElement], None]] = {
            **dict.fromkeys(("ol", "ul", "menu", "dl"), self._open_list),
            "li": self._open_item,
            "dt": self._open_term,
            "table": self._tables.open,
            "tr": lambda _: self._tables.row(),
            **dict.fromkeys(("td", "th"), lambda _: self._tables.cell()),
            "caption": lambda _: self._tables.caption(),
            "br": lambda _: self.draft.line_break(),
            "hr": lambda rule: self.draft.add(
                Block(BlockKind.DIVIDER, "", info=rule.get("data-chapter") or "")
            ),
            "img": self._picture,
            **dict.fromkeys(("iframe", "video", "audio", "object", "embed"), self._foreign),
        }
        self._closers: dict[str, Callable[[HtmlElement], None]] = {
            **dict.fromkeys(("ol", "ul", "menu", "dl"), self._close_list),
            "li": lambda _: self.draft.leave(),
            "table": lambda _: self._tables.close(),
        }

    def open(self, element: HtmlElement) -> bool:
        """Start *element*; return whether its content is to be skipped."""
        shape = self._shape(element)
        self._shapes.append(shape)
        if shape.hidden:
            return True
        if shape.breaks:
            self.draft.end_block()
        opener = self._openers.get(str(element.tag))
        if opener:
            opener(element)
        self._begin(shape)
        if shape.instead is not None:
            self.draft.write(shape.instead)
            return True
        if element.tag in _FOREIGN:
            return True
        self.draft.write(element.text or "")
        return False

    def close(self, element: HtmlElement) -> None:
        """End *element*."""
        shape = self._shapes.pop()
        if shape.hidden:
            return
        self._finish(shape, element)
        closer = self._closers.get(str(element.tag))
        if closer:
            closer(element)
        if shape.breaks:
            self.draft.end_block()

    def _shape(self, element: HtmlElement) -> Shape:
        if element in self._choice.holders:
            return BREAKS
        if element in self._choice.apart:
            shape = shape_of(element)
            return shape if shape.hidden else blocks(BlockKind.CHROME)
        notes = self._footnotes
        if element in notes.notes and element.tag != "li":
            return Shape(breaks=True, around=Around(ContainerKind.FOOTNOTE, notes.notes[element]))
        if element in notes.references:
            return marked(MarkKind.FOOTNOTE, notes.references[element])
        if element in notes.backs:
            return marked(MarkKind.MARKUP)
        shape = shape_of(element)
        chrome = shape.form is not None and shape.form.kind is BlockKind.CHROME
        return BREAKS if chrome and element in self._around_notes else shape

    def _begin(self, shape: Shape) -> None:
        draft = self.draft
        if shape.around:
            draft.enter(shape.around.kind, label=shape.around.label)
        if shape.form:
            draft.begin(shape.form)
            self._embeds.append(len(draft.blocks))
        if shape.mark:
            target = shape.target
            link = shape.mark is MarkKind.LINK
            draft.open_mark(shape.mark, self._absolute(target) if link else target)
        draft.write(shape.before)

    def _finish(self, shape: Shape, element: HtmlElement) -> None:
        draft = self.draft
        draft.write(shape.after)
        if shape.mark:
            draft.close_mark()
        if shape.form:
            draft.finish()
            first = self._embeds.pop()
            if shape.form.kind is BlockKind.EMBED and len(draft.blocks) == first:
                info = (element.get("class") or "embed").split()[0]
                draft.add(Block(BlockKind.EMBED, "", info=info))
        if shape.around:
            draft.leave()

    def _absolute(self, url: str) -> str:
        return absolute(self._base, url) if self._base else url

    def _open_list(self, element: HtmlElement) -> None:
        self._lists.append(_List(element, self.draft.new_id()))

    def _close_list(self, _: HtmlElement) -> None:
        if self._lists.pop().in_definition:
            self.draft.leave()

    def _open_item(self, element: HtmlElement) -> None:
        if element in self._footnotes.notes:
            self.draft.enter(ContainerKind.FOOTNOTE, label=self._footnotes.notes[element])
            return
        items = self._lists[-1] if self._lists else _List(element, 0)
        number = items.number_of(element)
        self.draft.enter(ContainerKind.LIST_ITEM, number=number, group=items.id)

    def _open_term(self, _: HtmlElement) -> None:
        """Begin a definition's item at its first term."""
        items = self._lists[-1] if self._lists else None
        if items is None or not items.definitions:
            return
        if items.in_definition:
            blocks = self.draft.blocks
            self.draft.end_block()
            if blocks and blocks[-1].kind is BlockKind.TERM:
                return
            self.draft.leave()
        self.draft.enter(ContainerKind.LIST_ITEM, group=items.id)
        items.in_definition = True

    def _picture(self, element: HtmlElement) -> None:
        alt = element.get("alt") or ""
        if {element.get("width"), element.get("height")} & {"0", "1"}:
            return
        if _FORMULA.search(element.get("class") or "") and alt:
            self.draft.open_mark(MarkKind.MATH)
            self.draft.write(alt)
            self.draft.close_mark()
            return
        letter = len(alt) == 1 and alt.isalpha() and not alt.isascii()
        if letter or _GLYPH.search(element.get("class") or ""):
            self.draft.write(alt)
            return
        url = element.get("src") or ""
        if not url or url.startswith("data:"):
            url = element.get("data-src") or ""
        self.draft.picture(alt, self._absolute(url), element.get("title") or "")

    def _foreign(self, element: HtmlElement) -> None:
        source = element.find("source")
        url = element.get("src") or element.get("data") or ""
        if not url and source is not None:
            url = source.get("src") or ""
        info = str(element.tag)
        self.draft.add(Block(BlockKind.EMBED, "", url=self._absolute(url), info=info))


_FOREIGN = frozenset({"iframe", "video", "audio", "object", "embed", "canvas"})


_GLYPH = re.compile(r"(?<![\w-])(?:emoji|wp-smiley|emote)(?![\w-])")


_FORMULA = re.compile(r"(?<![\w-])(?:latex|tex|math|mwe-math[\w-]*|ql-img[\w-]*)(?![\w-])")


class _List:
    """A list whose items are being read."""

    def __init__(self, element: HtmlElement, identity: int) -> None:
        self.id = identity
        self.definitions = element.tag == "dl"
        self.in_definition = False
        self._step = -1 if element.get("reversed") is not None else 1
        first = sum(1 for _ in element.iterchildren("li")) if self._step < 0 else 1
        self._ordered = element.tag == "ol"
        self._next = _integer(element.get("start"), first)

    def number_of(self, item: HtmlElement) -> int | None:
        """Return the number *item* shows, None in a bulleted list."""
        if not self._ordered:
            return None
        number = _integer(item.get("value"), self._next)
        self._next = number + self._step
        return number


def _integer(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"-?[0-9]{1,9}", text) else otherwise
