"""HTML into blocks: one walk over the tree, without recursion, however deep it is."""

from __future__ import annotations

from lxml import etree
from lxml.html import HtmlElement, HTMLParser

from pipeline.reading.draft import Draft
from pipeline.reading.shapes import Shape, shape_of
from pipeline.values.essay import Block, ContainerKind


def blocks_of_html(markup: str) -> tuple[Block, ...]:
    """Return the blocks of an HTML fragment or page."""
    root = parsed(markup)
    return () if root is None else blocks_of(root)


def parsed(markup: str) -> HtmlElement | None:
    """Return the tree of *markup*; None when there is nothing in it."""
    parser = HTMLParser(huge_tree=True, no_network=True, encoding="utf-8")
    try:
        root = etree.fromstring(markup.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None
    return root if isinstance(root, HtmlElement) else None


def blocks_of(root: HtmlElement) -> tuple[Block, ...]:
    """Return the blocks of *root* and all that stands in it."""
    walk = _Walk()
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
    walk.draft.end_block()
    return tuple(walk.draft.blocks)


class _Walk:
    """The state of one walk over a tree."""

    def __init__(self) -> None:
        self.draft = Draft()
        self._shapes: list[Shape] = []
        self._lists: list[_List] = []

    def open(self, element: HtmlElement) -> bool:
        """Start *element*; return whether its content is to be skipped."""
        shape = shape_of(element)
        self._shapes.append(shape)
        if shape.hidden:
            return True
        draft = self.draft
        if shape.breaks:
            draft.end_block()
        if element.tag in ("ol", "ul", "dl", "menu"):
            self._lists.append(_List(element, draft.new_id()))
        elif element.tag == "li":
            group = self._lists[-1] if self._lists else _List(element, 0)
            draft.enter(ContainerKind.LIST_ITEM, number=group.next(element), group=group.id)
        elif element.tag == "br":
            draft.line_break()
        elif element.tag == "img":
            draft.picture(
                element.get("alt") or "", element.get("src") or "", element.get("title") or ""
            )
        if shape.around:
            around = shape.around
            draft.enter(around.kind, label=around.label, number=around.number, group=around.group)
        if shape.form:
            draft.begin(shape.form)
        if shape.mark:
            draft.open_mark(shape.mark, shape.target)
        if shape.before:
            draft.write(shape.before)
        if shape.instead is not None:
            draft.write(shape.instead)
            return True
        if element.text:
            draft.write(element.text)
        return False

    def close(self, element: HtmlElement) -> None:
        """End *element*."""
        shape = self._shapes.pop()
        if shape.hidden:
            return
        draft = self.draft
        if shape.after:
            draft.write(shape.after)
        if shape.mark:
            draft.close_mark()
        if shape.form:
            draft.finish()
        if shape.around:
            draft.leave()
        if element.tag in ("ol", "ul", "dl", "menu"):
            self._lists.pop()
        elif element.tag == "li":
            draft.leave()
        if shape.breaks:
            draft.end_block()


class _List:
    """A list whose items are being read."""

    def __init__(self, element: HtmlElement, number: int) -> None:
        self.id = number
        self._ordered = element.tag == "ol"
        start = element.get("start") or ""
        self._next = int(start) if start.lstrip("-").isdecimal() and len(start) < 10 else 1

    def next(self, item: HtmlElement) -> int | None:
        if not self._ordered:
            return None
        value = item.get("value") or ""
        number = int(value) if value.lstrip("-").isdecimal() and len(value) < 10 else self._next
        self._next = number + 1
        return number
