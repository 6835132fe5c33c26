"""Text that is no essay in any form that is read: data, programs, other markup. Refused by name."""

from __future__ import annotations

import json
import re

from pipeline.errors import SourceError
from pipeline.reading.documents import Document
from pipeline.reading.word_sets import words
from pipeline.settings.reading_settings import EssayDefaults
from pipeline.values.essay import Essay

_CONVERT = "Convert it first, with 'pandoc FILE -o essay.md'"
_NO_ESSAY = "Name the essay that belongs to it: Markdown, HTML, plain text or EPUB"

_BY_SUFFIX: tuple[tuple[frozenset[str], str, str], ...] = (
    (words(".tex .ltx"), "a LaTeX document", _CONVERT),
    (words(".rst .adoc .asciidoc .org .typ .textile"), "markup that is not read", _CONVERT),
    (
        words(
            ".py .js .mjs .ts .tsx .jsx .c .h .cc .cpp .hpp .cs .java .kt .go .rs .rb .php .pl .sh "
            ".bash .sql .css .scss .lua .swift .r .m .scala .hs .ml .bat .ps1"
        ),
        "a program",
        _NO_ESSAY,
    ),
    (
        words(
            ".json .jsonl .ipynb .csv .tsv .toml .yaml .yml .ini .cfg .conf .lock .log .srt .vtt"
        ),
        "data",
        _NO_ESSAY,
    ),
    (words(".opml"), "a list of feeds", "Name the feeds in it"),
    (words(".svg"), "a drawing", _NO_ESSAY),
    (words(".xml .rss .atom"), "XML, but neither RSS nor Atom nor XHTML", "Name the feed itself"),
    (words(".epub"), "no EPUB, though its name says so", "Export it again"),
)
_DATA_TYPES = frozenset({"application/json", "text/csv", "text/css", "text/javascript"})
_XML = re.compile(r"\s*<\?xml\b|\s*<!DOCTYPE\s+(?!html)|\s*<(?:svg|opml|urlset)\b", re.IGNORECASE)

_DRAWN = re.compile(r"---\n(?:[^\n]*\n){0,30}?excalidraw-plugin:")


def is_other(document: Document) -> bool:
    """Return whether *document* is text, and yet no essay."""
    return _told(document) is not None


def refuse_other(document: Document, _: EssayDefaults) -> tuple[Essay, ...]:
    """Refuse *document* by what it is.

    Raises:
        SourceError: Always.
    """
    what, mend = _told(document) or ("no essay", _NO_ESSAY)
    raise SourceError(f"this is {what}", where=document.source, mend=mend)


def _told(document: Document) -> tuple[str, str] | None:
    """Return what *document* is, and what to do; None where it may be an essay."""
    for suffixes, what, mend in _BY_SUFFIX:
        if document.suffix in suffixes:
            return what, mend
    if _DRAWN.match(document.text[:2_000]):
        return "a drawing of Excalidraw", _NO_ESSAY
    if _XML.match(document.text[:2_000]):
        return "XML, but neither RSS nor Atom nor XHTML", "Name the feed or the page itself"
    if document.mime in _DATA_TYPES or _is_json(document.text):
        return "data", _NO_ESSAY
    return None


def _is_json(text: str) -> bool:
    head = text.lstrip()[:1]
    if head not in {"{", "["} or text.rstrip()[-1:] not in {"}", "]"}:
        return False
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
