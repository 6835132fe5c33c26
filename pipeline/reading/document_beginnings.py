"""Signs: what a document is, told from how it begins, before its reader is even imported."""

from __future__ import annotations

import re

from pipeline.reading.documents import Document

_ROOT = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<\?[^>]*\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[.*?\])?\s*>\s*)*"
    r"<(?:rss|(?:\w+:)?feed|(?:\w+:)?RDF)[\s>]",
    re.DOTALL,
)
LISTED = re.compile(
    r"^(?P<title>[^\n\[\]]{1,160}?[ \t]+)?"
    r"(?P<link>(?P<url>https?://[^\s\[\]]+) \[(?P=url)/?\])[ \t]+(?=\S)",
    re.MULTILINE,
)
"""How a listing names an essay: its title, and the address twice."""
_SHORTEST = 200
"""Characters of a paragraph that is an essay rather than a link."""


def is_epub(document: Document) -> bool:
    """Return whether *document* is an EPUB, by its first entry or its suffix."""
    if not document.content.startswith(b"PK\x03\x04"):
        return False
    return b"application/epub+zip" in document.content[:200] or document.suffix == ".epub"


def is_feed(document: Document) -> bool:
    """Return whether *document* is RSS or Atom."""
    return bool(_ROOT.match(document.text[:20_000]))


def is_listing(document: Document) -> bool:
    """Return whether *document* is a listing: lines that open with their link, twice."""
    return any(
        len(_line_from(document.text, found.end())) >= _SHORTEST
        for found in LISTED.finditer(document.text)
    )


def _line_from(text: str, start: int) -> str:
    end = text.find("\n", start)
    return text[start : end if end >= 0 else len(text)]
