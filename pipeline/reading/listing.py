"""A show's directory listing: the show's lines, then one flattened essay a paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.errors import SourceError
from pipeline.reading.document_beginnings import LISTED
from pipeline.reading.documents import Document
from pipeline.reading.essays import essay_of
from pipeline.reading.facts import Facts
from pipeline.reading.flattened import blocks_of_flattened
from pipeline.reading.invisible import one_line
from pipeline.reading.titles import title_of_url
from pipeline.reading.usage import usage_in
from pipeline.settings.reading_settings import EssayDefaults
from pipeline.values.essay import Block, BlockKind, Essay

_BY = re.compile(
    r"(?:(?:a |an |en |ein |un |et )?(?:podcast|show|newsletter|series)\s+)?"
    r"(?:by|af|av|von|vom|de|di|da|do|door|por|par|przez|od|from)\s+(?P<name>\S.{1,80})",
    re.IGNORECASE,
)
_DESCRIBED = 60


@dataclass(frozen=True, slots=True)
class _Entry:
    url: str
    title: str
    link: str
    """The address twice, as the page shows it."""
    text: str


def read_listing(document: Document, defaults: EssayDefaults) -> tuple[Essay, ...]:
    """Return the essays of a listing in its order.

    What stands before the first essay and after the last is the page's: it is kept as chrome, in
    the first and the last essay.

    Raises:
        SourceError: A paragraph holds nothing but its link.
    """
    header, entries, trailer = _parts(document.text)
    show_facts = _show_facts(header)
    usage = usage_in(document.text)
    essays = []
    for index, entry in enumerate(entries):
        first, last = index == 0, index == len(entries) - 1
        blocks = (
            *(_chrome(header) if first else ()),
            *([Block(BlockKind.HEADING, entry.title, level=1)] if entry.title else ()),
            Block(BlockKind.CHROME, entry.link),
            *blocks_of_flattened(entry.text, usage),
            *(_chrome(trailer) if last else ()),
        )
        facts = Facts(title=entry.title or title_of_url(entry.url), url=entry.url)
        essays.append(essay_of(document, facts.over(show_facts), blocks, defaults, part=entry.url))
    if not essays:
        raise SourceError("this list of essays holds none", where=document.source)
    return tuple(essays)


def _parts(text: str) -> tuple[list[str], list[_Entry], list[str]]:
    """Return the lines before the essays, the essays, and the lines after them."""
    header: list[str] = []
    entries: list[_Entry] = []
    trailer: list[str] = []
    for line in text.split("\n"):
        found = LISTED.match(line)
        if found:
            if entries and trailer:
                entries[-1] = _joined(entries[-1], trailer)
                trailer = []
            title = one_line(found["title"] or "")
            entries.append(_Entry(found["url"], title, found["link"], line[found.end() :].strip()))
        elif line.strip():
            (trailer if entries else header).append(line.strip())
    return header, entries, trailer


def _joined(entry: _Entry, lines: list[str]) -> _Entry:
    """Return *entry* with the paragraphs that follow it before the next one."""
    return _Entry(entry.url, entry.title, entry.link, "\n".join((entry.text, *lines)))


def _show_facts(header: list[str]) -> Facts:
    """Return what the lines above the essays say of the show: title, author, description."""
    author = next((found["name"] for line in header[1:] if (found := _BY.fullmatch(line))), "")
    description = max(header[1:], key=len, default="")
    extra = (("show_description", description),) if len(description) > _DESCRIBED else ()
    title = header[0] if header and len(header[0]) <= 200 else ""
    return Facts(show_title=one_line(title), author=one_line(author), extra=extra)


def _chrome(lines: list[str]) -> list[Block]:
    return [Block(BlockKind.CHROME, line) for line in lines]
