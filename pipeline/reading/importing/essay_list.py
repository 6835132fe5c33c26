"""A catalogue: the essays of an export, an archive or a folder, and what is left out and why."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields, replace
from typing import Literal

from pipeline.errors import EssaycastError, SourceError, TeaserError
from pipeline.reading.documents import Document
from pipeline.reading.essays import essay_of, is_only_title
from pipeline.reading.facts import Facts
from pipeline.reading.frontmatter import split_front_matter
from pipeline.reading.importing.trees import Tree
from pipeline.reading.moments import moment
from pipeline.settings.reading_settings import EssayDefaults
from pipeline.values.essay import Block, Essay

MARKDOWN = (".md", ".markdown", ".mdown", ".mkd", ".mdx", ".qmd", ".rmd")


@dataclass(frozen=True, slots=True)
class Post:
    """One piece of a catalogue, not read yet."""

    name: str
    """What tells it from the others: its path in the export, or its id there; empty where it is
    the whole source."""
    content: str | bytes
    facts: Facts = field(default_factory=Facts)
    """What the export says of it; goes before what the text itself says."""
    form: Literal["file", "html", "markdown"] = "file"
    """``file`` is read by what it is; ``html`` is a fragment without a page around it."""
    base: str = ""
    """Address that relative links start from."""
    blocks: tuple[Block, ...] | None = None
    """Its text, where the export's own reader has read it already."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One piece of a catalogue that is no essay of it."""

    title: str
    reason: str
    date: dt.date | dt.datetime | None = None
    is_teaser: bool = False
    """Whether only its free beginning is there."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One essay of a catalogue."""

    essay: Essay
    markdown: str = ""
    """Its text as the author wrote it, where that is Markdown; without front matter."""
    suffix: str = ".md"
    """What a file of that Markdown is called by."""
    path: str = ""
    """Its file in the catalogue's tree; relative pictures start there."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What a source holds."""

    kind: str
    """What it is: "Substack export"."""
    source: str
    entries: tuple[Entry, ...]
    """By date where all have one, else in the source's order."""
    left_out: tuple[LeftOut, ...] = ()
    tree: Tree | None = None
    """Where its files are; None where it is a single text."""

    @property
    def essays(self) -> tuple[Essay, ...]:
        """The essays, at least one.

        Raises:
            SourceError: There is none; the message says why the first ones were left out.
        """
        if self.entries:
            return tuple(entry.essay for entry in self.entries)
        reasons = Counter(one.reason for one in self.left_out).most_common(4)
        told = "; ".join(f"{count} × {reason}" for reason, count in reasons)
        raise SourceError(
            f"this {self.kind} holds no essay to take" + (f" ({told})" if told else ""),
            where=self.source,
            mend=f"'essaycast import {self.source}' lists what is in it",
        )


def catalogue_of(
    kind: str,
    found: Iterable[Post | LeftOut],
    document: Document,
    defaults: EssayDefaults,
    tree: Tree | None = None,
) -> Catalogue:
    """Return the catalogue that the pieces *found* make; each that is no essay is left out."""
    entries: list[Entry] = []
    left_out: list[LeftOut] = []
    for piece in found:
        if isinstance(piece, LeftOut):
            left_out.append(piece)
            continue
        try:
            entries += _entries(piece, document, defaults)
        except EssaycastError as error:
            title = piece.facts.title or piece.name
            left_out.append(
                LeftOut(title, reason_of(error), piece.facts.date, isinstance(error, TeaserError))
            )
        except Exception as error:  # noqa: BLE001 - one essay never takes the others with it
            title = piece.facts.title or piece.name
            left_out.append(LeftOut(title, f"it cannot be read: {type(error).__name__}"))
    told = by_date(distinct_entries(entries))
    return Catalogue(kind, document.source, told, tuple(left_out), tree)


def catalogue_of_essays(
    document: Document, essays: Iterable[Essay], teasers: Iterable[TeaserError] = ()
) -> Catalogue:
    """Return the catalogue of a source that has essays and leaves out nothing but *teasers*."""
    told_apart = distinct(list(essays))
    places = places_of(told_apart)
    entries = [
        Entry(replace(essay, place=place), path=document.name)
        for essay, place in zip(told_apart, places, strict=True)
    ]
    left_out = [LeftOut(one.title or one.where, reason_of(one), None, True) for one in teasers]
    return Catalogue("source", document.source, tuple(entries), tuple(left_out))


def reason_of(error: EssaycastError) -> str:
    """Return what *error* says was wrong, in one line."""
    return " ".join(str(error.what).split())[:200]


def by_date(entries: list[Entry]) -> tuple[Entry, ...]:
    """Return *entries* by date where all have one, numbered so; else as they are."""
    places = places_of([entry.essay for entry in entries])
    numbered = [
        replace(entry, essay=replace(entry.essay, place=place))
        for entry, place in zip(entries, places, strict=True)
    ]
    return tuple(sorted(numbered, key=lambda entry: entry.essay.place or 0))


def places_of(essays: list[Essay]) -> list[int | None]:
    """Return the place of each of *essays* among them by date, from 1; None if any has no date."""
    if len(essays) < 2 or any(essay.date is None for essay in essays):
        return [None] * len(essays)
    order = sorted(range(len(essays)), key=lambda index: (moment(essays[index].date), index))
    places = {index: place for place, index in enumerate(order, start=1)}
    return [places[index] for index in range(len(essays))]


def distinct(essays: list[Essay]) -> list[Essay]:
    """Return *essays* with a number after the key of each that has an earlier one's."""
    seen: Counter[str] = Counter()
    told_apart = list(essays)
    for index in sorted(range(len(essays)), key=lambda index: (moment(essays[index].date), index)):
        key = essays[index].key
        seen[key] += 1
        if seen[key] > 1:
            told_apart[index] = replace(essays[index], key=f"{key}#{seen[key]}")
    return told_apart


def distinct_entries(entries: list[Entry]) -> list[Entry]:
    """Return *entries* with essays that can be told apart."""
    told_apart = distinct([entry.essay for entry in entries])
    return [replace(entry, essay=essay) for entry, essay in zip(entries, told_apart, strict=True)]


def _entries(post: Post, outer: Document, defaults: EssayDefaults) -> Iterator[Entry]:
    from pipeline.reading.source_forms import read_document  # noqa: PLC0415 - it imports this

    content = post.content if isinstance(post.content, bytes) else post.content.encode()
    inner = document_in(outer, post.name, content)
    facts = post.facts
    if post.blocks is not None:
        yield Entry(essay_of(inner, facts, post.blocks, defaults), path=post.name)
        return
    if post.form == "html":
        from pipeline.reading.html import blocks_of_html  # noqa: PLC0415 - lxml

        blocks = blocks_of_html(inner.text, post.base or facts.url)
        if is_only_title(blocks, facts.title):
            raise SourceError("its text is its title", where=inner.source)
        yield Entry(essay_of(inner, facts, blocks, defaults), path=post.name)
        return
    if post.form == "markdown":
        from pipeline.reading.markdown import blocks_of_markdown  # noqa: PLC0415 - likewise

        properties, body = split_front_matter(inner.text, inner.source)
        essay = essay_of(inner, facts.over(properties), blocks_of_markdown(body), defaults)
        yield Entry(essay, body, path=post.name)
        return
    markdown = ""
    if post.name.lower().endswith(MARKDOWN):
        markdown = split_front_matter(inner.text, inner.source)[1]
    essays = read_document(inner, defaults)
    for essay in essays:
        told = with_facts(essay, facts) if len(essays) == 1 else essay
        yield Entry(told, markdown, inner.suffix if markdown else ".md", post.name)


def document_in(outer: Document, name: str, content: bytes) -> Document:
    """Return the file *name* of the tree *outer* as a document; *outer* itself without a name."""
    if not name:
        return replace(outer, content=content)
    if outer.is_folder:
        joined = f"{outer.key}/{name}" if outer.key not in {"", "."} else name
        return Document(f"{outer.source.rstrip('/')}/{name}", joined, content)
    return Document(f"{outer.source}#{name}", f"{outer.key}#{name}", content)


_OF_ESSAY = {"entry_id"}


def with_facts(essay: Essay, facts: Facts) -> Essay:
    """Return *essay* with what *facts* say in place of what it says itself."""
    properties = {
        one.name: getattr(facts, one.name)
        for one in fields(facts)
        if one.name not in _OF_ESSAY and getattr(facts, one.name)
    }
    if "extra" in properties:
        properties["extra"] = tuple({**dict(essay.extra), **dict(facts.extra)}.items())
    key = facts.url or facts.entry_id or essay.key
    return replace(essay, **properties, key=key)
