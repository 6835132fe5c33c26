"""The text of a book: its documents in one tree, what stands apart in it, where chapters begin."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import unquote

from lxml.html import HtmlElement, HTMLParser

from pipeline.reading.cut_sentences import join_cut_sentences
from pipeline.reading.html import Choice, blocks_of
from pipeline.reading.html_tree import parsed
from pipeline.reading.page_tex import mark_tex
from pipeline.values.essay import Block, BlockKind

MARK = "essay-chapter:"
"""How the divider is known that stands before a chapter."""
_APART = re.compile(
    r"(?:^|[\s:-])(?:cover|titlepage|copyright-page|toc|landmarks|dedication|index|colophon|imprint"
    r"|halftitlepage|loi|lot|page-list|bibliography|other-credits)(?:$|\s)"
)
_BREAK = re.compile(r"pagebreak|pagenum|page-number|pageno")
_NUMBER = re.compile(r"[\[({]?(?:p(?:g|age|\.)?\.? ?)?[\divxlc]{0,6}[\])}]?", re.IGNORECASE)
_OWN_ID = re.compile(r"^f\d+-")
_ROMAN = re.compile(r"(?=[IVXL])(XL|L?X{0,3})(IX|IV|V?I{0,3})\.?")
ONES = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_BLOCKS = frozenset("p h1 h2 h3 h4 h5 h6 div section article header hgroup li blockquote".split())  # noqa: SIM905 - reads best


@dataclass(frozen=True, slots=True)
class Place:
    """Where a chapter begins."""

    path: str
    fragment: str
    title: str


def text_of_book(documents: Iterable[tuple[str, str]], places: list[Place]) -> tuple[Block, ...]:
    """Return the blocks of *documents*, a marked divider before each place.

    Args:
        documents: Path and text of each, in reading order.
        places: Where chapters begin; the divider's ``info`` is :data:`MARK` and the place's index.
    """
    book = _element("body")
    numbers: dict[str, int] = {}
    for path, text in documents:
        root = parsed(re.sub(r"\A\s*<\?xml[^>]*\?>", "", text, count=1))
        body = None if root is None else root.find("body")
        body = root if body is None else body
        if body is None:
            continue
        numbers[path] = len(numbers)
        body.tag = "section"
        body.set("data-path", path)
        book.append(body)
    for body in list(book):
        _resolve(body, str(body.get("data-path")), numbers)
    _mark(book, places, numbers)
    join_cut_sentences(list(book))
    mark_tex(book)
    apart = frozenset(_prepared(book))
    return blocks_of(book, "", Choice(apart))


def _element(name: str) -> HtmlElement:
    return HTMLParser().makeelement(name)


def _resolve(body: HtmlElement, path: str, numbers: dict[str, int]) -> None:
    """Make ids and links of *body* those of the whole book."""
    number = numbers[path]
    for element in body.iter("*"):
        for name in ("id", "name"):
            if element.get(name):
                element.set(name, f"f{number}-{element.get(name)}")
        href = element.get("href") or ""
        target, sign, fragment = href.partition("#")
        if sign and not re.match(r"[a-z][a-z0-9+.-]*:", href):
            inner = posixpath.join(posixpath.dirname(path), unquote(target))
            other = numbers.get(posixpath.normpath(inner)) if target else number
            if other is not None:
                element.set("href", f"#f{other}-{fragment}")


def _mark(book: HtmlElement, places: list[Place], numbers: dict[str, int]) -> None:
    bodies = {body.get("data-path") or "": body for body in book}
    named = {e.get(key): e for e in book.iter("*") for key in ("name", "id") if e.get(key)}
    for index, place in enumerate(places):
        if place.path not in bodies:
            continue
        target = named.get(f"f{numbers[place.path]}-{place.fragment}") if place.fragment else None
        divider = _element("hr")
        divider.set("data-chapter", f"{MARK}{index}")
        if target is None or target is bodies[place.path]:
            body = bodies[place.path]
            divider.tail, body.text = body.text, None
            body.insert(0, divider)
            continue
        lines = [e for e in (target, *target.iterancestors()) if e.tag in _BLOCKS]
        line = next((e for e in lines if e.getparent() is not None), target)
        for above in line.iterancestors():
            if not _opens(line) or above.tag != "section" or "data-path" in line.attrib:
                break
            line = above
        if "data-path" in line.attrib:
            divider.tail, line.text = line.text, None
            line.insert(0, divider)
        else:
            line.addprevious(divider)


def _opens(line: HtmlElement) -> bool:
    """Return whether *line* is the first thing in its section, so that the chapter is all of it."""
    parent = line.getparent()
    return parent is not None and line.getprevious() is None and not (parent.text or "").strip()


def _prepared(book: HtmlElement) -> list[HtmlElement]:
    """Join titles, mark page numbers; return what stands apart."""
    apart = []
    for element in list(book.iter("*")):
        types = f"{element.get('epub:type') or ''} {element.get('role') or ''}"
        named = f"{types} {element.get('class') or ''}"
        text = "".join(element.itertext()).strip()
        if _BREAK.search(named) and _NUMBER.fullmatch(text):
            element.tag = "essay-markup"
            element.set("title", "page number")
        elif _APART.search(types.replace("doc-", " ")) or element.tag == "nav":
            apart.append(element)
        elif element.tag in {"hgroup", "header"} and element.getparent() is not None:
            _join_title(element)
        elif element.tag in {"h1", "h2", "h3"}:
            _join_lines(element)
    return apart


def _join_title(group: HtmlElement) -> None:
    """Make one heading of a numeral and the title beside it: ``III``, ``The Locked Room``."""
    parts = [" ".join("".join(e.itertext()).split()) for e in group if isinstance(e.tag, str)]
    heading = next(group.iter("h1", "h2", "h3", "h4"), None)
    if heading is None or len(parts) != 2 or not all(parts) or len(" ".join(parts)) > 120:
        return
    if not re.fullmatch(r"(?:\w+ )?(?:[IVXLC]+|\d{1,3}|\w+)\.?", parts[0]):
        return
    numeral = _in_words(parts[0])
    for child in list(group):
        if child is not heading:
            group.remove(child)
    for child in list(heading):
        heading.remove(child)
    group.tag = "div"
    heading.text = f"{numeral}: {parts[1]}"
    if heading.getparent() is not group:
        group.append(heading)


def _in_words(numeral: str) -> str:
    found = _ROMAN.fullmatch(numeral)
    if not found:
        return numeral.rstrip(".")
    values = {"I": 1, "V": 5, "X": 10, "L": 50}
    letters = [values[c] for c in numeral.rstrip(".")]
    following = [*letters[1:], 0]
    number = sum(-n if n < m else n for n, m in zip(letters, following, strict=True))
    return ONES[number - 1].capitalize() if number <= len(ONES) else str(number)


def _join_lines(heading: HtmlElement) -> None:
    for line_break in list(heading.iter("br")):
        before = "".join(heading.itertext())[:40].strip()
        line_break.tail = (": " if before[-1:].isalnum() else " ") + (
            line_break.tail or ""
        ).lstrip()
        line_break.drop_tag()


def chapters_of(blocks: tuple[Block, ...]) -> list[tuple[int, tuple[Block, ...]]]:
    """Return *blocks* cut at their marked dividers, each with its place's index; −1 before any."""
    cut: list[tuple[int, list[Block]]] = [(-1, [])]
    for block in blocks:
        if block.kind is BlockKind.DIVIDER and block.info.startswith(MARK):
            cut.append((int(block.info.removeprefix(MARK)), []))
        else:
            info = _OWN_ID.sub("", block.info) if block.kind is BlockKind.HEADING else block.info
            cut[-1][1].append(replace(block, info=info))
    return [(place, tuple(inner)) for place, inner in cut]
