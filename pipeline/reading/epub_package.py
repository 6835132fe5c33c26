"""The package of an EPUB: its spine, its facts, its table of contents."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from pipeline.errors import SourceError
from pipeline.reading.book_text import Place
from pipeline.reading.detected_language import language_tag
from pipeline.reading.facts import Facts, enumeration
from pipeline.reading.html_tree import parsed
from pipeline.reading.invisible import one_line
from pipeline.reading.text_encoding import decoded
from pipeline.reading.xml import sound_xml
from pipeline.tools.bounded import Archive


@dataclass(frozen=True, slots=True)
class _Item:
    href: str
    """Path inside the archive."""
    kind: str
    properties: str


@dataclass(frozen=True, slots=True)
class Package:
    """What a book says of itself, and the documents it is read in."""

    facts: Facts
    spine: tuple[_Item, ...]
    contents: tuple[Place, ...] = ()
    """The table of contents: where each chapter begins."""


class Book:
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


def read_package(book: Book) -> Package:
    """Return the package of *book*.

    Raises:
        SourceError: It names none, or one that is broken.
    """
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
    return Package(_facts(opf), tuple(spine), _contents(book, list(items.values())))


def _spine(opf: etree._Element) -> Iterator[str]:
    for ref in opf.iter("{*}itemref"):
        if ref.get("linear") != "no":
            yield ref.get("idref") or ""


def _inside(folder: str, href: str) -> str:
    path = unquote(href.partition("#")[0])
    return posixpath.normpath(posixpath.join(folder, path)) if path else ""


def _facts(opf: etree._Element) -> Facts:
    def words(name: str) -> list[str]:
        found = opf.xpath("//*[local-name()=$name]", name=name)
        return [line for line in (one_line("".join(e.itertext())) for e in found) if line]

    def first(name: str) -> str:
        return next(iter(words(name)), "")

    return Facts(
        author=enumeration(words("creator")),
        language=language_tag(first("language")),
        tags=tuple(dict.fromkeys(words("subject"))),
        show_title=first("title"),
    )


def _contents(book: Book, items: list[_Item]) -> tuple[Place, ...]:
    """Return the book's contents: EPUB 3's navigation, else EPUB 2's NCX.

    An entry below another counts where it lies in another file: those of parts, not of sections.
    """
    navigation = (i for i in items if "nav" in i.properties.split())
    older = (i for i in items if i.kind == "application/x-dtbncx+xml")
    for item in (*navigation, *older):
        entries = list(_entries(book, item))
        if entries:
            return tuple(dict.fromkeys(entries))
    return ()


def _entries(book: Book, item: _Item) -> Iterator[Place]:
    folder = posixpath.dirname(item.href)
    if item.kind == "application/x-dtbncx+xml":
        _, ncx = sound_xml(_without_doctype(book.text(item.href)), book.source)
        points = [
            (p.getparent(), p, p.xpath("string(./*[local-name()='navLabel'])"), str(src))
            for p in ncx.iter("{*}navPoint")
            for src in p.xpath("./*[local-name()='content']/@src")[:1]
        ]
        sources = {p: src for _, p, _, src in points}
        listed = [
            (str(label), src, "" if above is None else sources.get(above, ""))
            for above, _, label, src in points
        ]
    else:
        root = parsed(book.text(item.href))
        navs = [] if root is None else list(root.iter("nav"))
        tocs = [n for n in navs if "toc" in (n.get("epub:type") or n.get("role") or "toc")]
        listed = [
            ("".join(a.itertext()), a.get("href") or "", _link_above(a))
            for nav in tocs[:1]
            for a in nav.iter("a")
        ]
    for label, source, above in listed:
        path = _inside(folder, source)
        if path and not (above and _inside(folder, above) == path):
            yield Place(path, source.partition("#")[2], one_line(label))


def _link_above(link: etree._Element) -> str:
    """Return where the entry leads that *link*'s entry stands below."""
    items = [e for e in link.iterancestors() if e.tag == "li"]
    outer = next(items[1].iter("a"), None) if len(items) > 1 else None
    return "" if outer is None or outer is link else outer.get("href") or ""


def _without_doctype(text: str) -> str:
    return re.sub(r"<!DOCTYPE[^>\[]*>", "", text, count=1)
