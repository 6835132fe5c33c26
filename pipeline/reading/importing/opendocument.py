"""An OpenDocument text as HTML: odfdo reads it, each element becomes what a page would have.

Source: OpenDocument 1.3, part 3 (text content, lists, notes, frames, styles).
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from odfdo import Document, Element

_DEEPEST = 60
"""Elements within elements; deeper ones give their text alone."""
_UNREAD = frozenset(
    {"office:annotation", "office:annotation-end", "office:forms", "svg:title", "svg:desc"}
    | {"text:tracked-changes", "text:sequence-decls", "text:variable-decls", "text:note-citation"}
    | {"text:user-field-decls", "text:hidden-text", "text:hidden-paragraph"}
)
_APART = frozenset(
    f"text:{name}"
    for name in ("table-of-content", "illustration-index", "table-index", "alphabetical-index",
                 "object-index", "user-index")
)  # fmt: skip
"""Lists of what is in the text: furniture."""
_CAPTIONS = frozenset({"caption", "illustration", "figure", "drawing"})
_CODE = frozenset({"preformatted text", "source text"})
_QUOTES = frozenset({"quotations", "quote", "block text"})
_STYLES_DEEP = 20
_Read = Callable[["OpenDocumentHtml", "Element", int], str]
_NAMED = re.compile(r"_([0-9a-f]{2})_")


@dataclass(slots=True)
class OpenDocumentHtml:
    """The HTML of one document."""

    document: Document
    formula: Callable[[str], str]
    """The address of an object in the document → its MathML; empty if it is no formula."""
    notes: list[str] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    """Style of a list → its last number."""

    def html(self) -> str:
        """Return the whole text, its notes at its end."""
        body = _joined_code("".join(map(self._block, self.document.body.children)))
        notes = "".join(self.notes)
        return f"{body}<ol>{notes}</ol>" if notes else body

    def _blocks(self, element: Element, depth: int) -> str:
        return "".join(self._block(child, depth + 1) for child in element.children)

    def _block(self, element: Element, depth: int = 0) -> str:
        """Return what an element between paragraphs is."""
        tag = element.tag
        if tag in _UNREAD:
            return ""
        if depth > _DEEPEST:
            return f"<p>{html.escape(str(element))}</p>"
        read = self._BLOCKS.get(tag)
        if read is not None:
            return read(self, element, depth)
        drawn = tag.startswith("draw:")
        return self._drawn(element, depth) if drawn else self._blocks(element, depth)

    def _furniture(self, element: Element, depth: int) -> str:
        return f"<nav>{self._blocks(element, depth)}</nav>"

    def _heading(self, element: Element, depth: int) -> str:
        level = min(6, _whole(_told(element, "text:outline-level"), 1))
        return f"<h{level}>{self._inline(element, depth)}</h{level}>"

    def _table(self, element: Element, depth: int) -> str:
        return f"<table>{''.join(self._rows(element, depth))}</table>"

    def _whole_list(self, element: Element, depth: int) -> str:
        return self._list(element, depth, 1, "")

    def _paragraph(self, element: Element, depth: int) -> str:
        names = self._style_names(_told(element, "text:style-name"), "paragraph")
        figures, text = self._apart(self._inline(element, depth))
        tag, attributes = "p", ""
        if "title" in names:
            tag = "h1"
        elif "subtitle" in names:
            attributes = ' class="subtitle"'
        elif not _CAPTIONS.isdisjoint(names):
            tag = "figcaption"
        elif not _CODE.isdisjoint(names):
            return f"<pre>{text}</pre>{figures}"
        shown = f"<{tag}{attributes}>{text}</{tag}>" if _visible(text) else ""
        if shown and not _QUOTES.isdisjoint(names):
            shown = f"<blockquote>{shown}</blockquote>"
        return f"{figures}{shown}" if tag == "figcaption" else f"{shown}{figures}"

    def _apart(self, text: str) -> tuple[str, str]:
        """Return the figures within a paragraph's *text*, and the text without them."""
        found = _FIGURE.findall(text)
        return "".join(found), _FIGURE.sub("", text)

    def _inline(self, element: Element, depth: int) -> str:
        """Return the text in *element* with its marks."""
        parts = [html.escape(element.text or "")]
        for child in element.children:
            parts += [self._mark(child, depth + 1), html.escape(child.tail or "")]
        return "".join(parts)

    def _mark(self, element: Element, depth: int) -> str:
        """Return what an element within a paragraph is."""
        tag = element.tag
        if tag in _UNREAD:
            return ""
        if depth > _DEEPEST:
            return html.escape(str(element))
        read = self._MARKS.get(tag)
        if read is not None:
            return read(self, element, depth)
        drawn = tag.startswith("draw:")
        return self._drawn(element, depth) if drawn else self._inline(element, depth)

    def _spaces(self, element: Element, _: int) -> str:
        return " " * min(100, _whole(_told(element, "text:c"), 1))

    def _link(self, element: Element, depth: int) -> str:
        address = _quoted(_told(element, "xlink:href"))
        return f'<a href="{address}">{self._inline(element, depth)}</a>'

    def _spanned(self, element: Element, depth: int) -> str:
        inner = self._inline(element, depth)
        style = self.document.get_style("text", _told(element, "text:style-name"))
        looks = _properties(style)
        if looks.get("text:display") == "none":
            return ""
        for key, start, tag in _LOOKS:
            if looks.get(key, "").startswith(start):
                inner = f"<{tag}>{inner}</{tag}>"
        return inner

    def _note(self, element: Element, depth: int) -> str:
        number = len(self.notes) + 1
        self.notes.append("")
        body = next((one for one in element.children if one.tag == "text:note-body"), None)
        text = "" if body is None else self._blocks(body, depth)
        back = f'<a href="#footnote-ref-{number}">↑</a>'
        self.notes[number - 1] = f'<li id="footnote-{number}">{text}<p>{back}</p></li>'
        here = f'<a href="#footnote-{number}" id="footnote-ref-{number}">[{number}]</a>'
        return f"<sup>{here}</sup>"

    def _list(self, element: Element, depth: int, level: int, outer: str) -> str:
        name = _told(element, "text:style-name") or outer
        style = self.document.get_style("list", name) if name else None
        levels = style.children if style is not None else []
        of_level = next((one for one in levels if _told(one, "text:level") == str(level)), None)
        numbered = of_level is not None and of_level.tag.endswith("number")
        key = f"{name} {level}"
        first = 1 if of_level is None else _whole(_told(of_level, "text:start-value"), 1)
        if _told(element, "text:continue-numbering").lower() == "true":
            first = self.numbers.get(key, 0) + 1
        items = []
        for item in element.children:
            if item.tag not in {"text:list-item", "text:list-header"}:
                continue
            inner = "".join(
                self._list(child, depth + 2, level + 1, name)
                if child.tag == "text:list"
                else self._block(child, depth + 2)
                for child in item.children
            )
            items.append(f"<li>{inner}</li>" if item.tag == "text:list-item" else inner)
        self.numbers[key] = first + len(items) - 1
        around = f'ol start="{first}"' if numbered else "ul"
        return f"<{around}>{''.join(items)}</{around[:2]}>"

    def _rows(self, element: Element, depth: int, *, head: bool = False) -> Iterator[str]:
        for child in element.children:
            if child.tag == "table:table-row":
                cell = "th" if head else "td"
                cells = (
                    f"<{cell}>{self._blocks(one, depth + 1)}</{cell}>"
                    for one in child.children
                    if one.tag in {"table:table-cell", "table:covered-table-cell"}
                )
                yield f"<tr>{''.join(cells)}</tr>"
            elif child.tag.startswith("table:table-"):
                is_head = head or child.tag == "table:table-header-rows"
                yield from self._rows(child, depth + 1, head=is_head)

    def _drawn(self, element: Element, depth: int) -> str:
        """Return a frame as a figure: its picture, what is told of it, and its caption."""
        if element.tag in {"draw:a", "draw:g"}:
            return self._blocks(element, depth)
        parts = {child.tag: child for child in element.children}
        told = parts.get("svg:desc") or parts.get("svg:title")
        alt = _quoted(told.text if told else "")
        if formula := self._formula(parts.get("draw:object")):
            return formula
        if image := parts.get("draw:image"):
            source = _quoted(_told(image, "xlink:href"))
            return f'<figure><img src="{source}" alt="{alt}"></figure>'
        box = parts.get("draw:text-box")
        if box is None:
            return "" if element.tag == "draw:frame" else self._blocks(element, depth)
        inner = self._blocks(box, depth + 1)
        figures, rest = self._apart(inner)
        if figures.count("<img") == 1 and _visible(rest):
            words = re.sub(r"</?(?:p|figcaption)\b[^>]*>", " ", rest).strip()
            return figures.replace("</figure>", f"<figcaption>{words}</figcaption></figure>")
        return f"{figures}<aside>{rest}</aside>" if _visible(rest) else figures

    def _formula(self, element: Element | None) -> str:
        return "" if element is None else self.formula(_told(element, "xlink:href"))

    def _style_names(self, name: str, family: str) -> set[str]:
        """Return what a style and those that it comes from are called, in lower case."""
        names: set[str] = set()
        current = name
        for _ in range(_STYLES_DEEP):
            if not current or current.lower() in names:
                break
            names.add(_NAMED.sub(lambda found: chr(int(found[1], 16)), current).lower())
            style = self.document.get_style(family, current)
            current = str(getattr(style, "parent_style", None) or "")
        return names

    _BLOCKS: ClassVar[dict[str, _Read]] = {
        "text:h": _heading,
        "text:p": _paragraph,
        "text:list": _whole_list,
        "table:table": _table,
        **dict.fromkeys(_APART, _furniture),
    }
    """Element between paragraphs → how it is read; of others, what is in them is read."""
    _MARKS: ClassVar[dict[str, _Read]] = {
        "text:s": _spaces,
        "text:tab": lambda *_: "\t",
        "text:line-break": lambda *_: "<br>",
        "text:note": _note,
        "text:a": _link,
        "text:span": _spanned,
        "draw:a": _inline,
    }
    """Element within a paragraph → how it is read; of others, the text is."""


_FIGURE = re.compile(r"<figure>(?:(?!<figure>).)*?</figure>|<aside>.*?</aside>", re.DOTALL)
_LOOKS = (
    ("fo:font-style", "italic", "em"),
    ("fo:font-weight", "bold", "strong"),
    ("style:text-position", "super", "sup"),
    ("style:text-position", "sub", "sub"),
    ("style:text-line-through-style", "solid", "del"),
)
"""Property of a text style, how its value begins, and the element that says the same."""


def _told(element: Element, name: str) -> str:
    """Return the value of an attribute; empty where it is not there."""
    return str(element.get_attribute(name) or "")


def _properties(style: object) -> dict[str, str]:
    """Return how a text style looks: the names and values of its properties."""
    found = style.get_properties(area="text") if hasattr(style, "get_properties") else None
    return {str(key): str(value) for key, value in found.items()} if found else {}


def _joined_code(text: str) -> str:
    """Return *text* with code, of which each line is a paragraph, in one piece."""
    return text.replace("</pre><pre>", "\n")


def _visible(text: str) -> bool:
    return bool(re.sub(r"<[^>]*>", "", text).strip()) or "<math" in text


def _quoted(value: str | None) -> str:
    return html.escape(" ".join((value or "").split()), quote=True)


def _whole(value: str, other: int) -> int:
    return int(value) if re.fullmatch(r"[1-9]\d{0,4}", value) else other
