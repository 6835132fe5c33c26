"""The forms in which essays come: a table, one row a form, looked through from top to bottom."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from pipeline.reading.document_beginnings import is_epub, is_feed, is_listing
from pipeline.reading.documents import Document
from pipeline.reading.essays import essay_of
from pipeline.reading.facts import Facts
from pipeline.reading.frontmatter import split_front_matter
from pipeline.reading.others import is_other, refuse_other
from pipeline.reading.structure import title_line
from pipeline.settings.reading_settings import EssayDefaults
from pipeline.values.essay import BlockKind, Essay

_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|article|main|section|div|p|h1|h2|meta|title)\b[^>]*>",
    re.IGNORECASE | re.DOTALL,
)
_MARKDOWN = re.compile(
    r"\A(?:---|\+\+\+)\s*\n|^#{1,6} \S|^\s{0,3}(?:```|~~~)|\[[^\]\n]+\]\([^)\s]+\)|^\[\^\w+\]:",
    re.MULTILINE,
)
_HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})
_MARKDOWN_SUFFIXES = frozenset(
    {".md", ".markdown", ".mdown", ".mkd", ".mdx", ".qmd", ".rmd", ".dj"}
)


@dataclass(frozen=True, slots=True)
class SourceForm:
    """One form of source."""

    name: str
    matches: Callable[[Document], bool]
    read: Callable[[Document, EssayDefaults], tuple[Essay, ...]]


def read_document(document: Document, defaults: EssayDefaults) -> tuple[Essay, ...]:
    """Return the essays of *document*, read by the first format that knows it.

    Raises:
        SourceError: Nothing in it is an essay, or it is broken.
    """
    found = next(format_ for format_ in FORMATS if format_.matches(document))
    return found.read(document, defaults)


def _is_html(document: Document) -> bool:
    if document.suffix in {".html", ".htm", ".xhtml"} or document.mime in _HTML_TYPES:
        return True
    return document.suffix not in _MARKDOWN_SUFFIXES and bool(_HTML.match(document.text[:20_000]))


def _is_markdown(document: Document) -> bool:
    if document.suffix in _MARKDOWN_SUFFIXES or "markdown" in document.mime:
        return True
    told = document.suffix in {".txt", ".text"}
    return bool(re.match(r"(?:---|\+\+\+)\s*\n", document.text)) or (
        not told and bool(_MARKDOWN.search(document.text[:200_000]))
    )


# Readers are imported when one is needed: all of them together take as long as reading an essay.


def _read_epub(document: Document, defaults: EssayDefaults) -> tuple[Essay, ...]:
    from pipeline.reading.epub import read_epub  # noqa: PLC0415

    return read_epub(document, defaults)


def _read_feed(document: Document, defaults: EssayDefaults) -> tuple[Essay, ...]:
    from pipeline.reading.feed_source import read_feed  # noqa: PLC0415

    return read_feed(document, defaults)


def _read_listing(document: Document, defaults: EssayDefaults) -> tuple[Essay, ...]:
    from pipeline.reading.listing import read_listing  # noqa: PLC0415

    return read_listing(document, defaults)


def _read_html(document: Document, defaults: EssayDefaults) -> tuple[Essay, ...]:
    from pipeline.reading.article import article_blocks  # noqa: PLC0415
    from pipeline.reading.html_tree import parsed  # noqa: PLC0415
    from pipeline.reading.page_facts import facts_of_page  # noqa: PLC0415

    text = document.text
    facts, body = split_front_matter(text, document.source)
    root = parsed(re.sub(r"\A\s*<\?xml[^>]*\?>", "", body, count=1))
    if root is None:
        return (essay_of(document, facts, (), defaults),)
    facts = facts.over(facts_of_page(root, document.url))
    blocks = article_blocks(root, facts.url)
    return (essay_of(document, facts, blocks, defaults),)


def _read_markdown(document: Document, defaults: EssayDefaults) -> tuple[Essay, ...]:
    from pipeline.reading.markdown import blocks_of_markdown  # noqa: PLC0415

    facts, body = split_front_matter(document.text, document.source)
    blocks = blocks_of_markdown(body, expressions=document.suffix == ".mdx")
    return (essay_of(document, facts, blocks, defaults),)


def _read_plain(document: Document, defaults: EssayDefaults) -> tuple[Essay, ...]:
    from pipeline.reading.plain_text import blocks_of_plain  # noqa: PLC0415

    blocks = blocks_of_plain(document.text)
    titled = bool(blocks) and blocks[0].kind is BlockKind.HEADING
    title = title_line(blocks[0]) if titled else ""
    return (essay_of(document, Facts(title=title), blocks, defaults),)


FORMATS = (
    SourceForm("EPUB", is_epub, _read_epub),
    SourceForm("feed", is_feed, _read_feed),
    SourceForm("listing", is_listing, _read_listing),
    SourceForm("HTML", _is_html, _read_html),
    SourceForm("no essay", is_other, refuse_other),
    SourceForm("Markdown", _is_markdown, _read_markdown),
    SourceForm("plain text", lambda _: True, _read_plain),
)
"""From the surest sign to none: what is nothing else is plain text, if it is text."""
