"""A site by its sitemap (sitemaps.org 0.9) or by an archive page that lists its posts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from pipeline.errors import EssaycastError, FetchError
from pipeline.reading.documents import Document
from pipeline.reading.html_tree import parsed
from pipeline.reading.importing.crawling import Page, host_of, read_pages
from pipeline.reading.importing.essay_list import (
    Catalogue,
    Entry,
    LeftOut,
    by_date,
    distinct_entries,
)
from pipeline.reading.invisible import one_line
from pipeline.reading.remembered import fetched
from pipeline.reading.xml import sound_xml
from pipeline.settings.reading_settings import Access, EssayDefaults
from pipeline.tools.fetching.urls import absolute, url_parts
from pipeline.values.essay import Essay

_SIGN = re.compile(
    r"\s*(?:<\?[^>]*\?>\s*|<!--.*?-->\s*)*<(?:\w+:)?(?:urlset|sitemapindex)\b", re.DOTALL
)
_LOCATION = re.compile(r"<(?:\w+:)?loc>\s*(?:<!\[CDATA\[)?\s*https?://", re.IGNORECASE)
_MOST_MAPS = 50
_MOST_LISTED = 20_000
_ARCHIVE = re.compile(
    r"(?:^|/)(?:archives?|all(?:-posts)?|posts|blog|essays|writings?|articles|notes|letters|sitemap)"
    r"(?:\.html?|\.php)?/?$",
    re.IGNORECASE,
)
_NO_POST = re.compile(
    r"/(?:tags?|categor(?:y|ies)|authors?|page|pages|feed|search|about|contact|privacy|terms|login"
    r"|subscribe|wp-\w+|cdn-cgi|archives?|rss|cart|shop|account)(?:/|$|\.)"
    r"|\.(?:jpe?g|png|gif|webp|svg|pdf|xml|zip|mp3|mp4|css|js|ico|json)$|/#",
    re.IGNORECASE,
)
_LEAST_LINKS = 5
_LEAST_SHARE = 0.5
"""Part of an archive page's words that are links to posts."""


def is_sitemap(document: Document) -> bool:
    """Return whether *document* is a sitemap, or a list of sitemaps."""
    head = document.text[:20_000]
    return bool(_SIGN.match(head)) and bool(_LOCATION.search(head))


def is_archive(document: Document) -> bool:
    """Return whether *document* is a page of a site that is but a list of its posts."""
    path = url_parts(document.url).path
    if not document.url or not _ARCHIVE.search(path) or "html" not in document.mime:
        return False
    pages, share = _listed(document)
    return len(pages) >= _LEAST_LINKS and share >= _LEAST_SHARE


def site_catalogue(document: Document, defaults: EssayDefaults, access: Access) -> Catalogue:
    """Return the essays of the pages that *document*, a sitemap or archive page, lists.

    Raises:
        SourceError: The sitemap is malformed.
    """
    found_in_map = is_sitemap(document)
    kind = "sitemap" if found_in_map else "archive page"
    pages = list(_mapped(document, access)) if found_in_map else _listed(document)[0]
    home = document.url or next((page.url for page in pages), "")
    wanted = [page for page in pages if not _is_aside(page.url)]
    entries: list[Entry] = []
    left_out = [LeftOut(p.url, "a page of the site, not a post") for p in pages if p not in wanted]
    newest = sorted(wanted, key=lambda page: page.changed, reverse=True)
    for piece in read_pages(newest, home, access):
        if isinstance(piece, LeftOut):
            left_out.append(piece)
            continue
        try:
            entries += [Entry(essay) for essay in _essays(piece, defaults)]
        except EssaycastError as error:
            left_out.append(LeftOut(piece.url, " ".join(str(error.what).split())[:200]))
    told = by_date(distinct_entries(entries))
    return Catalogue(kind, document.source, told, tuple(left_out))


def _essays(page: Document, defaults: EssayDefaults) -> tuple[Essay, ...]:
    from pipeline.reading.source_forms import read_document  # noqa: PLC0415 - it imports this

    return read_document(page, defaults)


def _is_aside(url: str) -> bool:
    path = url_parts(url).path
    return path in {"", "/"} or bool(_NO_POST.search(path))


def _mapped(document: Document, access: Access) -> Iterator[Page]:
    """Yield the pages of a sitemap and of the sitemaps it lists, each once, those of its host."""
    waiting, seen, listed = [document], {document.url}, 0
    while waiting:
        here = waiting.pop(0)
        _, root = sound_xml(here.text, here.source)
        for element in root.iterfind("{*}url"):
            listed += 1
            if listed > _MOST_LISTED:
                return
            url = absolute(here.url, _text(element, "loc")) if here.url else _text(element, "loc")
            if url not in seen:
                seen.add(url)
                yield Page(url, _text(element, "lastmod"))
        for element in root.iterfind("{*}sitemap"):
            url = _text(element, "loc")
            new = url not in seen and len(seen) < _MOST_LISTED
            if new and host_of(url) == host_of(document.url or url) and len(waiting) < _MOST_MAPS:
                seen.add(url)
                inner = _fetched_map(url, access)
                waiting += [inner] if inner else []


def _fetched_map(url: str, access: Access) -> Document | None:
    try:
        answer = fetched(url, access)
    except FetchError:
        return None
    inner = Document(url, url, answer.content, answer.url, answer.mime, answer.charset)
    return inner if _SIGN.match(inner.text[:20_000]) else None


def _text(element: etree._Element, name: str) -> str:
    found = element.find(f"{{*}}{name}")
    return "" if found is None else one_line(found.text or "")


def _listed(document: Document) -> tuple[list[Page], float]:
    """Return the posts a page links to, and which part of its words those links are."""
    root = parsed(document.text)
    if root is None:
        return [], 0.0
    body = root.find(".//main")
    body = body if body is not None else root.find("body")
    if body is None:
        return [], 0.0
    pages: dict[str, Page] = {}
    linked = 0
    for link in body.iter("a"):
        url = absolute(document.url, link.get("href") or "").partition("#")[0]
        title = one_line("".join(str(text) for text in link.itertext()))
        same = host_of(url) == host_of(document.url) and url.rstrip("/") != document.url.rstrip("/")
        if not same or not title or _is_aside(url):
            continue
        linked += len(title.split())
        if len(title.split()) > 1 or url not in pages:
            pages[url] = Page(url, title=title)
    words = sum(
        len(str(text).split())
        for element in body.iter()
        if element.tag not in {"script", "style", "nav", "footer"}
        for text in (element.text or "", element.tail or "")
    )
    return list(pages.values()), linked / max(1, words)
