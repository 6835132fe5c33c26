"""EPUB 3 with Media Overlays: an essay a chapter, its sound beside it, marked as it is read.

Sources:
    EPUB 3.3 (W3C), sections 5 (package), 9 (Media Overlays); EPUB Accessibility 1.1 (W3C).
"""

from __future__ import annotations

import os
import uuid
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

import jinja2
from markupsafe import Markup

from pipeline.errors import PublicationError
from pipeline.languages.language_table import language_row
from pipeline.publication.artwork import cover
from pipeline.publication.artwork.palette import tint
from pipeline.publication.book.marked_text import Heading, Mark, marked_text
from pipeline.publication.book.sentence_times import timed_sentences
from pipeline.publication.catalogue import Record
from pipeline.publication.feed import kept_guid
from pipeline.publication.page import PageContent, read_content
from pipeline.publication.page.theme import theme
from pipeline.settings.publication_settings import PublicationSettings

Granularity = Literal["sentence", "word"]
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""Of every entry: the same book is the same bytes."""


@dataclass(frozen=True, slots=True)
class BookSettings:
    """What a book is made with."""

    publication: PublicationSettings
    granularity: Granularity = "sentence"
    """What is marked while it is heard."""


@dataclass(frozen=True, slots=True)
class _File:
    """A file of the book that is on the disk."""

    name: str
    """Within the book's folder."""
    mime_type: str
    path: Path


@dataclass(frozen=True, slots=True)
class _Essay:
    """A chapter as templates name it."""

    text: str
    overlay: str
    title: str
    summary: str
    byline: str
    language: str
    direction: str
    artwork: str
    body: Markup
    closing: tuple[tuple[int, str], ...]
    headings: tuple[Heading, ...]
    marks: tuple[Mark, ...]
    audio: str
    files: tuple[_File, ...]

    @property
    def length(self) -> int:
        """Hundredths of a second that are marked."""
        return sum(mark.end - mark.start for mark in self.marks)


@dataclass(frozen=True, slots=True)
class _Book:
    """What the package says of the whole."""

    title: str
    author: str
    description: str
    language: str
    identifier: str
    modified: str
    synthetic: str
    accessibility: str
    length: int
    visual: bool


def write_epub(
    records: Sequence[Record], sounds: Mapping[str, Path], target: Path, settings: BookSettings
) -> None:
    """Write the book of *records* to *target*, whole or not at all.

    Args:
        records: The essays, in the order of the book.
        sounds: Slug → the essay's sound, MP3 or Opus.
        target: The file.
        settings: The show, and what is marked.

    Raises:
        PublicationError: There is nothing to make it of, or what a page is made from is damaged.
    """
    if not records:
        raise PublicationError(
            "nothing is published that could become a book",
            where=str(settings.publication.places.output),
            mend="Produce an essay first",
        )
    essays = [_essay(number, record, sounds[record.slug], settings)
              for number, record in enumerate(records, start=1)]  # fmt: skip
    book = _book(essays, records, settings.publication)
    aside = target.with_name(f".{target.name}.part")
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with zipfile.ZipFile(aside, "w", zipfile.ZIP_DEFLATED) as packed:
            _put(packed, "mimetype", "application/epub+zip", stored=True)
            for name, text in _texts(book, essays, settings):
                _put(packed, name, text)
            _put(packed, "EPUB/cover.png", _cover(settings), stored=True)
            for file in (file for essay in essays for file in essay.files):
                with (
                    file.path.open("rb") as given,
                    packed.open(_entry(f"EPUB/{file.name}", stored=True), "w") as taken,
                ):
                    while piece := given.read(1 << 20):
                        taken.write(piece)
        os.replace(aside, target)  # noqa: PTH105 - as one step, on every system
    finally:
        aside.unlink(missing_ok=True)


def clock(hundredths: int) -> str:
    """Return hundredths of a second as a SMIL clock value.

    >>> clock(372_550)
    '1:02:05.50'
    """
    whole, rest = divmod(hundredths, 100)
    minutes, second = divmod(whole, 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour}:{minute:02d}:{second:02d}.{rest:02d}"


def _essay(number: int, record: Record, sound: Path, settings: BookSettings) -> _Essay:
    folder = settings.publication.places.output / record.slug
    content = _content(folder, record)
    name = f"essay-{number:03}"
    beside = {file.name: file.mime_type for file in record.files_of("picture")}
    pictures = {one: f"../images/{name}/{one}" for one in beside}
    text = marked_text(
        content, timed_sentences(content), pictures, by_word=settings.granularity == "word"
    )
    audio = f"audio/{name}{sound.suffix}"
    kind = "audio/mpeg" if sound.suffix == ".mp3" else "audio/ogg; codecs=opus"
    held = [_File(audio, kind, sound)]
    held += [_File(f"images/{name}/{one}", beside[one], folder / one) for one in beside]
    artwork = next(iter(record.files_of("artwork")), None)
    if artwork:
        place = f"images/{name}/{artwork.name}"
        held.append(_File(place, artwork.mime_type, folder / artwork.name))
    row = language_row(content.language)
    day = (row.page_dated or row.dated)(content.date) if content.date else ""
    author = content.author or settings.publication.channel.author
    return _Essay(
        text=f"{name}.xhtml",
        overlay=f"{name}.smil",
        title=content.title,
        summary=content.summary,
        byline=" · ".join(filter(None, (author, day))),
        language=content.language,
        direction=content.direction,
        artwork=f"../images/{name}/{artwork.name}" if artwork else "",
        body=Markup(text.body),  # noqa: S704 - parsed, and written again as XML
        closing=content.closing,
        headings=text.headings,
        marks=text.marks,
        audio=audio,
        files=tuple(held),
    )


def _content(folder: Path, record: Record) -> PageContent:
    kept = record.page_content
    try:
        text = (folder / kept.name).read_bytes() if kept else b""
    except OSError:
        text = b""
    return read_content(text, f"{record.slug}/page.json")


def _book(
    essays: Sequence[_Essay], records: Sequence[Record], settings: PublicationSettings
) -> _Book:
    channel = settings.channel
    words = language_row(channel.language).page
    last: datetime = max(record.modified for record in records).astimezone(UTC)
    own = uuid.uuid5(uuid.NAMESPACE_URL, f"{channel.title}\n{channel.author}")
    slugs = "\n".join(record.slug for record in records)
    show = uuid.UUID(kept_guid(settings.places.output) or str(own))
    return _Book(
        title=records[0].title if len(records) == 1 else channel.title,
        author=channel.author,
        description=channel.description,
        language=channel.language,
        identifier=str(uuid.uuid5(show, slugs)),
        modified=last.strftime("%Y-%m-%dT%H:%M:%SZ"),
        synthetic=words.synthetic if channel.feed.ai_content else "",
        accessibility=_ACCESSIBILITY,
        length=sum(essay.length for essay in essays),
        visual=any(file.name.startswith("images/") for essay in essays for file in essay.files),
    )


_ACCESSIBILITY = (
    "All text is read aloud, and what is read is marked meanwhile. Headings, lists, tables and "
    "footnotes are marked up as such; pictures have the author's alternative text."
)


def _texts(
    book: _Book, essays: Sequence[_Essay], settings: BookSettings
) -> Iterator[tuple[str, str]]:
    words = language_row(book.language).page
    held = [file for essay in essays for file in essay.files]
    given = {"book": book, "essays": essays, "files": held, "words": words, "clock": clock}
    yield "META-INF/container.xml", _CONTAINER
    for name in ("package.opf", "nav.xhtml", "cover.xhtml"):
        yield f"EPUB/{name}", _environment().get_template(f"{name}.jinja").render(given)
    colours = theme(tint(settings.publication.channel.title, settings.publication.channel.colour))
    style = _asset("book.css").replace("ACCENT", colours["light"]["accent"])
    yield "EPUB/book.css", style.replace("MARK", colours["light"]["word"])
    for essay in essays:
        for template, name in (("essay.xhtml", essay.text), ("overlay.smil", essay.overlay)):
            made = _environment().get_template(f"{template}.jinja")
            yield f"EPUB/text/{name}", made.render(essay=essay, clock=clock)


def _cover(settings: BookSettings) -> bytes:
    return cover(settings.publication.channel, settings.publication.places.root)


def _put(packed: zipfile.ZipFile, name: str, text: str | bytes, *, stored: bool = False) -> None:
    packed.writestr(_entry(name, stored=stored), text)


def _entry(name: str, *, stored: bool) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _EARLIEST)
    entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry


_CONTAINER = """<?xml version="1.0" encoding="utf-8"?>
<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
<rootfiles>
<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
"""


@cache
def _asset(name: str) -> str:
    return files(__package__).joinpath(*name.split("/")).read_text(encoding="utf-8")


@cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FunctionLoader(lambda name: _asset(f"templates/{name}")),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
