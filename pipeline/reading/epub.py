"""EPUB: each chapter of the contents an essay, front and back matter left out and listed."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import unquote

from lxml import etree

from pipeline.errors import SourceError
from pipeline.reading.book_text import ONES, Place, chapters_of, text_of_book
from pipeline.reading.detected_language import language_tag
from pipeline.reading.documents import Document
from pipeline.reading.essays import essay_of, has_text
from pipeline.reading.facts import Facts, enumeration
from pipeline.reading.furniture import sentences_of_prose
from pipeline.reading.html import parsed
from pipeline.reading.invisible import one_line
from pipeline.reading.structure import refined, title_line
from pipeline.reading.text_encoding import decoded
from pipeline.reading.xml import sound_xml
from pipeline.settings.reading_settings import EssayDefaults
from pipeline.tools.bounded import Archive
from pipeline.values.essay import Block, BlockKind, ContainerKind, Essay, MarkKind

_APART = re.compile(
    r"cover|title[- _]?page|copyright|colophon|toc|contents|nav|dedication|imprint|impressum|index"
    r"|acknowledge?ments?|about the (?:author|publisher)|also by|endnotes|half[- _]?title|landmarks"
    r"|(?:end)?notes|bibliography|references|works cited|about this (?:book|e-?book)"
    r"|project gutenberg.*"
    r"|inhalt(?:sverzeichnis)?|table des mati[eè]res|praise|epigraph|frontispiece",
    re.IGNORECASE,
)
_TITLE_LINES = 3
_TITLE_PAGE_WORDS = 25
"""Words of a page that says the book's title and who made it."""


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
    contents: tuple[Place, ...] = ()
    """The table of contents: where each chapter begins."""


def read_epub(document: Document, defaults: EssayDefaults) -> tuple[Essay, ...]:
    """Return the essays of an EPUB in the order of its spine.

    Raises:
        SourceError: The archive is broken, would unpack to too much, is encrypted, or holds no
            text.
    """
    book = _Book(Archive(document.content, document.source, form="the EPUB"), document.source)
    package = _package(book)
    essays = _essays(book, package, document, defaults)
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
    return _Package(_facts(opf), tuple(spine), _contents(book, list(items.values())))


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


def _contents(book: _Book, items: list[_Item]) -> tuple[Place, ...]:
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


def _entries(book: _Book, item: _Item) -> Iterator[Place]:
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


def _essays(
    book: _Book, package: _Package, document: Document, defaults: EssayDefaults
) -> tuple[Essay, ...]:
    read = [i for i in package.spine if "html" in i.kind and "nav" not in i.properties.split()]
    documents = [(item.href, book.text(item.href)) for item in read]
    places = _places(package.contents, [item.href for item in read])
    cut = chapters_of(text_of_book(documents, places))
    notes = _notes(cut)
    begun: set[str] = set()
    apart: tuple[Block, ...] = ()
    essays: list[Essay] = []
    for index, blocks in cut:
        place = places[index] if index >= 0 else Place("", "", "")
        title = place.title or _first_heading(blocks)
        if not has_text(refined(blocks)) or _stands_apart(title, place, blocks, package.facts):
            apart += tuple(_as_chrome(blocks))
            continue
        facts = Facts(title=_joined(title, _first_heading(blocks))).over(package.facts)
        part = f"{place.path}#{place.fragment}" if place.path in begun else place.path
        begun.add(place.path)
        whole = (*apart, *_headed(_own(refined(blocks), cut), title), *_called(blocks, notes))
        apart = ()
        essays.append(essay_of(document, facts, whole, defaults, part=part))
    if essays and apart:
        essays[-1] = replace(essays[-1], blocks=(*essays[-1].blocks, *apart))
    return tuple(essays)


def _places(contents: tuple[Place, ...], paths: list[str]) -> list[Place]:
    """Return where chapters begin: at the contents' entries, and at files that stand before any.

    A file that the contents do not name goes on with the chapter before it.
    """
    known = [place for place in contents if place.path in paths]
    first = min((paths.index(place.path) for place in known), default=len(paths))
    before = [Place(path, "", "") for path in paths[:first]]
    order = {path: number for number, path in enumerate(paths)}
    return [*before, *sorted(known, key=lambda place: order[place.path])]


def _joined(title: str, heading: str) -> str:
    """Return the heading where it holds all of the contents' *title* and joins it to a name."""
    plain = re.sub(r"\W+", " ", title).casefold().strip()
    whole = re.sub(r"\W+", " ", heading).casefold().strip()
    numeral = re.fullmatch(rf"(?:\w+ )?(?:[\divxlc]+|{'|'.join(ONES)})", plain) is not None
    return heading if heading and (plain == whole or (numeral and heading != title)) else title


def _headed(blocks: tuple[Block, ...], title: str) -> tuple[Block, ...]:
    """Return *blocks* with the paragraphs that say the title as its heading."""
    wanted = re.findall(r"\w+", title.casefold())
    words: list[str] = []
    for index, block in enumerate(blocks[:_TITLE_LINES]):
        words += re.findall(r"\w+", block.text.casefold())
        if wanted and words == wanted and block.kind is BlockKind.PARAGRAPH:
            text = " ".join(b.text.strip() for b in blocks[: index + 1])
            return (Block(BlockKind.HEADING, text, level=1), *blocks[index + 1 :])
    return blocks


def _notes(cut: list[tuple[int, tuple[Block, ...]]]) -> dict[str, tuple[Block, ...]]:
    """Return the notes of a book by label: they may lie in another chapter than their calls."""
    found: dict[str, tuple[Block, ...]] = {}
    for _, blocks in cut:
        for block in blocks:
            for container in block.within:
                if container.kind is ContainerKind.FOOTNOTE:
                    found[container.label] = (*found.get(container.label, ()), block)
    return found


def _own(blocks: tuple[Block, ...], cut: list[tuple[int, tuple[Block, ...]]]) -> tuple[Block, ...]:
    """Return *blocks* without the notes that only other chapters call: they are said there."""
    every = (b for _, inner in cut for b in inner)
    called = {m.target for b in every for m in b.marks if m.kind is MarkKind.FOOTNOTE}
    here = {m.target for b in blocks for m in b.marks if m.kind is MarkKind.FOOTNOTE}
    elsewhere = called - here
    return tuple(
        b
        for b in blocks
        if not any(c.kind is ContainerKind.FOOTNOTE and c.label in elsewhere for c in b.within)
    )


def _called(blocks: tuple[Block, ...], notes: dict[str, tuple[Block, ...]]) -> list[Block]:
    """Return the notes that *blocks* call and do not hold."""
    held = {c.label for b in blocks for c in b.within if c.kind is ContainerKind.FOOTNOTE}
    called = dict.fromkeys(m.target for b in blocks for m in b.marks if m.kind is MarkKind.FOOTNOTE)
    return [block for label in called if label not in held for block in notes.get(label, ())]


def _as_chrome(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        noted = any(c.kind is ContainerKind.FOOTNOTE for c in block.within)
        if block.text.strip() and not noted:
            yield replace(block, kind=BlockKind.CHROME, level=0, within=())


def _stands_apart(title: str, place: Place, blocks: tuple[Block, ...], book: Facts) -> bool:
    """Return whether a chapter is a cover, a title page, a table of contents or the like."""
    name = title or posixpath.splitext(posixpath.basename(place.path))[0]
    if _APART.fullmatch(name.strip()):
        return True
    text = " ".join(b.text for b in blocks if b.kind is not BlockKind.CHROME)
    plain = text.casefold()
    titled = book.show_title.casefold() in plain and book.show_title != ""
    short = len(text.split()) <= _TITLE_PAGE_WORDS and not re.search(r"[.!?。！？][”\"]?\s*$", text)
    return titled and short and not sentences_of_prose(text)


def _first_heading(blocks: tuple[Block, ...]) -> str:
    return next((title_line(b) for b in blocks if b.kind is BlockKind.HEADING), "")
