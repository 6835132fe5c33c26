"""The index page: every episode of the channel, to search and to subscribe to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pipeline.languages.language_table import language_row
from pipeline.publication.catalogue import Record
from pipeline.publication.page.inline_html import safe_url
from pipeline.publication.page.template import document
from pipeline.settings.publication_settings import Channel

INDEX_FILE = "index.html"
PAGE_EPISODES = 100
"""Of a page of older episodes; the first page has as many at least, and fewer than twice that."""


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """What the index says of one episode."""

    slug: str
    title: str
    date: date | None
    """Date of the essay; a datetime will do."""
    duration_s: float
    summary: str = ""
    artwork: str = ""
    """Address of its picture as seen from the index, ``SLUG/artwork-small.jpg``; empty for the
    show's."""
    author: str = ""
    number: int | None = None


def index_entry(record: Record) -> IndexEntry:
    """Return what the index says of a published episode."""
    return IndexEntry(
        slug=record.slug,
        title=record.title,
        date=datetime.fromisoformat(record.date) if record.date else None,
        duration_s=record.duration_s,
        summary=record.summary,
        artwork="".join(
            f"{record.slug}/{file.name}"
            for file in (record.files_of("artwork-small") or record.files_of("artwork"))
        ),
        author=record.author,
        number=record.number,
    )


def index_pages(entries: Sequence[IndexEntry], channel: Channel) -> dict[str, str]:
    """Return every page of the index by its name, the first one first.

    The newest episodes stand in ``index.html``; older ones in full pages that are counted from the
    oldest, so that a new episode changes none of them.

    Args:
        entries: The episodes in the order to list them, newest first.
        channel: The show.
    """
    n_older = max(0, len(entries) // PAGE_EPISODES - 1)
    names = [INDEX_FILE, *(f"index-{number}.html" for number in range(n_older, 0, -1))]
    edges = [len(entries) - PAGE_EPISODES * n for n in range(n_older, -1, -1)]
    spans = zip([0, *edges], edges, strict=False)
    return {
        name: index_page(
            entries[first:last],
            channel,
            name=name,
            whole=entries if name == INDEX_FILE else (),
            later=names[at - 1] if at else "",
            earlier=names[at + 1] if at + 1 < len(names) else "",
        )
        for at, (name, (first, last)) in enumerate(zip(names, spans, strict=True))
    }


def index_page(
    entries: Sequence[IndexEntry],
    channel: Channel,
    *,
    name: str = INDEX_FILE,
    whole: Sequence[IndexEntry] | None = None,
    later: str = "",
    earlier: str = "",
    feed: str = "feed.xml",
    artwork: str = "artwork-small.jpg",
) -> str:
    """Return one page of the index, a self-contained HTML file.

    Args:
        entries: The episodes of the page in the order to list them, newest first.
        channel: The show.
        name: The page's own.
        whole: All episodes of the show, which the page counts; none for no count, None for
            *entries*.
        later: Page of the episodes after these; empty for none.
        earlier: Page of the episodes before these; empty for none.
        feed: Address of the feed as seen from the page.
        artwork: Address of the show's picture as seen from the page.
    """
    words = language_row(channel.language).page
    counted = entries if whole is None else whole
    return document(
        "index.html.jinja",
        channel,
        language=channel.language,
        styles=("base.css", "index.css"),
        scripts=("words.js", "subscribe.js", "search.js"),
        entries=entries,
        n_episodes=len(counted) if counted or not entries else None,
        total=words.rough_length(sum(e.duration_s for e in counted)) if counted else "",
        link=safe_url(channel.link),
        name=name,
        later=later,
        earlier=earlier,
        feed=feed,
        artwork=artwork,
    )
