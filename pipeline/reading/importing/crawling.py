"""Reading the pages of one site politely: by its robots.txt, one at a time, with a pause between.

Pages are of one host; what was read before is asked for only if it may have changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from protego import Protego

from pipeline.errors import FetchError
from pipeline.reading.documents import Document
from pipeline.reading.importing.essay_list import LeftOut
from pipeline.reading.remembered import fetched
from pipeline.settings.reading_settings import Access
from pipeline.showing import shown
from pipeline.tools.fetching.urls import absolute, url_parts

AGENT = "essaycast"
_LONGEST_DELAY_S = 30.0
_MOST_FAILURES = 10
"""Pages in a row that cannot be had, after which the site is left alone."""
_LARGEST_ROBOTS = 500_000


@dataclass(frozen=True, slots=True)
class Page:
    """An address of a site, and what the site says of it."""

    url: str
    changed: str = ""
    """When it last changed, as the sitemap says."""
    title: str = ""


def host_of(url: str) -> str:
    """Return the host and port of *url*, lower case."""
    return url_parts(url).netloc.rpartition("@")[2].lower()


def read_pages(pages: Iterable[Page], home: str, access: Access) -> Iterator[Document | LeftOut]:
    """Yield each of *pages* that is on the host of *home*, as a document, and what is left out.

    Args:
        pages: In the order they are asked for.
        home: Where they were listed.
        access: How they are fetched, how many at most, and how long to wait between two.
    """
    rules = _robots(home, access)
    delay_s = max(access.delay_s, min(_LONGEST_DELAY_S, rules.crawl_delay(AGENT) or 0.0))
    host, asked, failures = host_of(home), 0, 0
    for page in pages:
        name = page.title or page.url
        reason = ""
        if host_of(page.url) != host:
            reason = "on another host"
        elif asked >= access.most_pages:
            reason = f"beyond the limit of {access.most_pages:,} pages"
        elif failures >= _MOST_FAILURES:
            reason = "not asked for: the site did not answer"
        elif not rules.can_fetch(page.url, AGENT):
            reason = "the site's robots.txt forbids it"
        if reason:
            yield LeftOut(name, reason)
            continue
        try:
            answer = fetched(page.url, access, stamp=page.changed, pause_s=delay_s if asked else 0)
        except FetchError as error:
            failures += 1
            asked += 1
            yield LeftOut(name, " ".join(str(error.what).split())[:200])
            continue
        failures = 0
        asked += 1
        if host_of(answer.url) != host:
            yield LeftOut(name, "it leads to another host")
            continue
        url = shown(answer.url)
        yield Document(url, url, answer.content, url, answer.mime, answer.charset)


def _robots(home: str, access: Access) -> Protego:
    """Return the site's rules; everything is allowed where it has none (RFC 9309, 2.3.1)."""
    try:
        answer = fetched(absolute(home, "/robots.txt"), access)
        return Protego.parse(answer.content[:_LARGEST_ROBOTS].decode("utf-8", "replace"))
    except FetchError as error:
        # 2.3.1.4: a server that is in trouble allows nothing; one that has no rules, everything.
        return Protego.parse("User-agent: *\nDisallow: /" if error.passing else "")
