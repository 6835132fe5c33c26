"""EPUB: each chapter of the contents an essay, front and back matter left out and listed."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.errors import SourceError
from pipeline.reading.book_notes import called_notes, notes_of, without_others_notes
from pipeline.reading.book_text import ONES, Place, chapters_of, text_of_book
from pipeline.reading.documents import Document
from pipeline.reading.epub_package import Book, Package, read_package
from pipeline.reading.essays import essay_of, has_text
from pipeline.reading.facts import Facts
from pipeline.reading.furniture import sentences_of_prose
from pipeline.reading.structure import refined, title_line
from pipeline.settings.reading_settings import EssayDefaults
from pipeline.tools.bounded import Archive
from pipeline.values.essay import Block, BlockKind, ContainerKind, Essay

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


def read_epub(document: Document, defaults: EssayDefaults) -> tuple[Essay, ...]:
    """Return the essays of an EPUB in the order of its spine.

    Raises:
        SourceError: The archive is broken, would unpack to too much, is encrypted, or holds no
            text.
    """
    book = Book(Archive(document.content, document.source, form="the EPUB"), document.source)
    package = read_package(book)
    essays = _essays(book, package, document, defaults)
    if not essays:
        raise SourceError("the EPUB holds no chapter with text", where=document.source)
    return essays


def _essays(
    book: Book, package: Package, document: Document, defaults: EssayDefaults
) -> tuple[Essay, ...]:
    read = [i for i in package.spine if "html" in i.kind and "nav" not in i.properties.split()]
    documents = [(item.href, book.text(item.href)) for item in read]
    places = _places(package.contents, [item.href for item in read])
    cut = chapters_of(text_of_book(documents, places))
    notes = notes_of(cut)
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
        whole = (
            *apart,
            *_headed(without_others_notes(refined(blocks), cut), title),
            *called_notes(blocks, notes),
        )
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
    if re.fullmatch(r"\W*(?:[\divxlc]+)\W*", whole):
        return title or heading
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
