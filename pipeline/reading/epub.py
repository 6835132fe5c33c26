"""EPUB: each chapter document of the spine an essay, front and back matter left out."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from lxml import etree

from pipeline.errors import SourceError
from pipeline.reading.documents import Document
from pipeline.reading.essays import essay_of, has_text
from pipeline.reading.facts import Facts, enumeration
from pipeline.reading.html import blocks_of, parsed
from pipeline.reading.invisible import one_line
from pipeline.reading.language import language_tag
from pipeline.reading.structure import refined, title_line
from pipeline.reading.text_encoding import decoded
from pipeline.reading.written_dates import parsed_date
from pipeline.reading.xml import sound_xml
from pipeline.settings.reading_settings import EssayDefaults
from pipeline.tools.bounded import Archive
from pipeline.values.essay import Block, BlockKind, Essay

_APART = re.compile(
    r"cover|title[- _]?page|copyright|colophon|toc|contents|nav|dedication|imprint|impressum|index"
    r"|acknowledge?ments?|about the (?:author|publisher)|also by|endnotes|half[- _]?title|landmarks"
    r"|inhalt(?:sverzeichnis)?|table des mati[eè]res|praise|epigraph|frontispiece",
    re.IGNORECASE,
)
_APART_TYPES = re.compile(
    r"cover|titlepage|copyright-page|toc|landmarks|dedication|index|colophon|halftitlepage|loi|lot"
)


@dataclass(frozen=True, slots=True)
class _Item:
    href: str
    """Path inside the archive."""
    kind: str
    properties: str


@dataclass(frozen=True, slots=True)
class _Package:
    facts: Facts
    spine: tuple[_Item, ...]
    titles: dict[str, str] = field(default_factory=dict)
    """Path inside the archive → title in the table of contents."""


def read_epub(document: Document, defaults: EssayDefaults) -> tuple[Essay, ...]:
    """Return the essays of an EPUB in the order of its spine.

    Raises:
        SourceError: The archive is broken, would unpack to too much, is encrypted, or holds no
            text.
    """
    book = _Book(Archive(document.content, document.source, form="the EPUB"), document.source)
    package = _package(book)
    essays = tuple(_essays(book, package, document, defaults))
    if not essays:
        raise SourceError("the EPUB holds no chapter with text", where=document.source)
    return essays


class _Book:
    """Reads documents out of an archive, within limits."""

    def __init__(self, archive: Archive, source: str) -> None:
        self._archive = archive
        self.source = source

    def text(self, path: str) -> str:
        """Return the text of the document at *path*.

        Raises:
            SourceError: There is none, it is encrypted, damaged, or it is too large.
        """
        content = self._archive.read(path)
        return decoded(content, f"{self.source}, {path}") if content.strip() else ""


def _package(book: _Book) -> _Package:
    _, container = sound_xml(book.text("META-INF/container.xml"), book.source)
    roots = container.xpath("//*[local-name()='rootfile']/@full-path")
    if not roots:
        raise SourceError(
            "the EPUB names no package document", where=book.source, mend="Export it again"
        )
    path = str(roots[0])
    _, opf = sound_xml(book.text(path), book.source)
    folder = posixpath.dirname(path)
    items = {
        str(item.get("id")): _Item(
            _inside(folder, item.get("href") or ""),
            item.get("media-type") or "",
            item.get("properties") or "",
        )
        for item in opf.iter("{*}item")
    }
    spine = [items[ref] for ref in dict.fromkeys(_spine(opf)) if ref in items]
    return _Package(_facts(opf), tuple(spine), dict(_titles(book, list(items.values()))))


def _spine(opf: etree._Element) -> Iterator[str]:
    for ref in opf.iter("{*}itemref"):
        if ref.get("linear") != "no":
            yield ref.get("idref") or ""


def _inside(folder: str, href: str) -> str:
    path = unquote(href.partition("#")[0])
    return posixpath.normpath(posixpath.join(folder, path)) if path else ""


def _facts(opf: etree._Element) -> Facts:
    def said(name: str) -> list[str]:
        found = opf.xpath("//*[local-name()=$name]", name=name)
        return [line for line in (one_line("".join(e.itertext())) for e in found) if line]

    def first(name: str) -> str:
        return next(iter(said(name)), "")

    return Facts(
        author=enumeration(said("creator")),
        date=parsed_date(first("date")),
        language=language_tag(first("language")),
        tags=tuple(dict.fromkeys(said("subject"))),
        show_title=first("title"),
    )


def _titles(book: _Book, items: list[_Item]) -> Iterator[tuple[str, str]]:
    """Return the titles of the table of contents: EPUB 2's NCX, then EPUB 3's navigation."""
    for item in items:
        folder = posixpath.dirname(item.href)
        if item.kind == "application/x-dtbncx+xml":
            _, ncx = sound_xml(_without_doctype(book.text(item.href)), book.source)
            for point in reversed(list(ncx.iter("{*}navPoint"))):
                label = "".join(point.xpath("./*[local-name()='navLabel']//text()"))
                links = point.xpath("./*[local-name()='content']/@src")
                if links:
                    yield _inside(folder, str(links[0])), one_line(label)
    for item in items:
        root = parsed(book.text(item.href)) if "nav" in item.properties.split() else None
        for link in reversed([] if root is None else list(root.iter("a"))):
            href = link.get("href") or ""
            path = _inside(posixpath.dirname(item.href), href)
            if path:
                yield path, one_line("".join(link.itertext()))


def _without_doctype(text: str) -> str:
    return re.sub(r"<!DOCTYPE[^>\[]*>", "", text, count=1)


def _essays(
    book: _Book, package: _Package, document: Document, defaults: EssayDefaults
) -> Iterator[Essay]:
    for item in package.spine:
        if "html" not in item.kind or "nav" in item.properties.split():
            continue
        root = parsed(_without_declaration(book.text(item.href)))
        if root is None:
            continue
        blocks = blocks_of(root)
        title = package.titles.get(item.href, "")
        if not has_text(refined(blocks)) or _stands_apart(title, item, root, blocks):
            continue
        facts = Facts(title=title or _first_heading(blocks)).over(package.facts)
        yield essay_of(document, facts, blocks, defaults, part=item.href)


def _without_declaration(text: str) -> str:
    return re.sub(r"\A\s*<\?xml[^>]*\?>", "", text, count=1)


def _stands_apart(title: str, item: _Item, root: etree._Element, blocks: tuple[Block, ...]) -> bool:
    """Return whether a document is a cover, a table of contents or the like."""
    types = " ".join(
        e.get("epub:type") or e.get("type") or "" for e in root.iter("body", "section", "nav")
    )
    if _APART_TYPES.search(types):
        return True
    name = title or _first_heading(blocks) or posixpath.splitext(posixpath.basename(item.href))[0]
    return bool(_APART.fullmatch(name.strip()))


def _first_heading(blocks: tuple[Block, ...]) -> str:
    return next((title_line(b) for b in blocks if b.kind is BlockKind.HEADING), "")
