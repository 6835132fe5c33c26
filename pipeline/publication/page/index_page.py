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
    """Address of its picture as seen from the index, ``SLUG/artwork.jpg``; empty for the
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
        artwork="".join(f"{record.slug}/{file.name}" for file in record.files_of("artwork")),
        author=record.author,
        number=record.number,
    )


def index_page(
    entries: Sequence[IndexEntry],
    channel: Channel,
    *,
    feed: str = "feed.xml",
    artwork: str = "artwork.png",
) -> str:
    """Return the index, one self-contained HTML file.

    Args:
        entries: The episodes in the order to list them, newest first.
        channel: The show.
        feed: Address of the feed as seen from the page.
        artwork: Address of the show's picture as seen from the page.
    """
    words = language_row(channel.language).page
    return document(
        "index.html.jinja",
        channel,
        language=channel.language,
        styles=("base.css", "index.css"),
        scripts=("words.js", "subscribe.js", "search.js"),
        entries=entries,
        total=words.rough_length(sum(e.duration_s for e in entries)) if entries else "",
        link=safe_url(channel.link),
        feed=feed,
        artwork=artwork,
    )
