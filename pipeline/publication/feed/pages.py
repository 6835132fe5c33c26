"""The feed's documents: one, or several by RFC 5005."""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

from lxml import etree

from pipeline.publication.catalogue import Record
from pipeline.publication.feed.gaps import DESCRIPTION_LIMIT_BYTES
from pipeline.publication.feed.items import add_item
from pipeline.publication.feed.published_urls import address, ascii_url
from pipeline.publication.feed.xml_elements import NAMESPACES, add, qualified, unmistakable
from pipeline.settings.publication_settings import Channel
from pipeline.tools.characters import folded, legible

FEED_FILE = "feed.xml"
ARTWORK_FILE, SMALL_ARTWORK_FILE = "artwork.png", "artwork-small.jpg"
GUID_NAMESPACE = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""The Podcasting 2.0 namespace's own, for podcast:guid."""
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class FeedPage:
    """One document of the feed."""

    name: str
    """Its file in ``output/``: ``feed.xml``, ``feed-2.xml``, …"""
    content: bytes


def feed_pages(records: Sequence[Record], show: Channel, guid: str = "") -> tuple[FeedPage, ...]:
    """Return the feed of *records*; equal arguments give equal bytes.

    Args:
        records: All that is published, newest first.
        show: The show.
        guid: The podcast:guid the show has had so far (:func:`kept_guid`), which never changes
            again; ``feed.guid`` of ``show.toml`` goes before it. Empty when there is none.
    """
    batches = _batches(records, show)
    names = [FEED_FILE, *(f"feed-{n}.xml" for n in range(2, len(batches) + 1))]
    return tuple(
        FeedPage(name, _document(batch, records, show, guid, names, place))
        for place, (name, batch) in enumerate(zip(names, batches, strict=True))
    )


def kept_guid(output: Path) -> str:
    """Return the podcast:guid of the feed in *output*; empty where there is none to be read."""
    try:
        feed = etree.fromstring((output / FEED_FILE).read_bytes(), _parser())
    except (OSError, etree.XMLSyntaxError):
        return ""
    return feed.findtext(f"channel/{qualified('podcast:guid')}") or ""


def podcast_guid(feed_url: str) -> str:
    """Return the podcast:guid of a feed's address.

    Source:
        Podcasting 2.0 namespace, ``podcast:guid``: UUIDv5 of the address without scheme and
        trailing slashes.
    """
    return str(uuid.uuid5(GUID_NAMESPACE, feed_url.partition("://")[2].rstrip("/")))


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def _batches(records: Sequence[Record], show: Channel) -> list[Sequence[Record]]:
    limit, size = show.feed.episode_limit, show.feed.page_size
    if not limit or len(records) <= limit:
        return [records]
    older = records[limit:]
    pages = [older[at : at + size] for at in range(0, len(older), size)] if size else []
    return [records[:limit], *pages]


def _document(
    batch: Sequence[Record],
    records: Sequence[Record],
    show: Channel,
    guid: str,
    names: Sequence[str],
    place: int,
) -> bytes:
    rss = etree.Element("rss", nsmap=dict(NAMESPACES), version="2.0")
    channel = add(rss, "channel")
    _add_links(channel, show, names, place)
    _add_head(channel, show, guid)
    _add_dates(channel, records)
    for record in batch:
        add_item(channel, record, show)
    etree.indent(rss)
    return etree.tostring(rss, xml_declaration=True, encoding="UTF-8") + b"\n"


def _add_links(channel: etree._Element, show: Channel, names: Sequence[str], place: int) -> None:
    links = [("self", place)]
    if len(names) > 1:
        links += [("first", 0), ("last", len(names) - 1)]
        links += [("previous", place - 1)] if place else []
        links += [("next", place + 1)] if place + 1 < len(names) else []
    for rel, n in links:
        href = address(show.base_url, names[n])
        add(channel, "atom:link", rel=rel, href=href, type="application/rss+xml")
    if show.hosting.hub and show.base_url:
        add(channel, "atom:link", rel="hub", href=ascii_url(show.hosting.hub))


def _add_head(channel: etree._Element, show: Channel, guid: str) -> None:
    title, author = folded(show.title), folded(show.author)
    site = ascii_url(show.link) or address(show.base_url, "index.html")
    artwork = address(show.base_url, ARTWORK_FILE)
    add(channel, "title", title)
    add(channel, "link", site)
    add(channel, "description", unmistakable(_cut(legible(show.description))))
    add(channel, "language", show.language)
    add(channel, "generator", "essaycast")
    image = add(channel, "image")
    for name, text in (("url", artwork), ("title", title), ("link", site)):
        add(image, name, text)
    add(channel, "itunes:image", href=artwork)
    category = add(channel, "itunes:category", text=None)
    category.set("text", folded(show.category))
    if show.feed.subcategory:
        add(category, "itunes:category").set("text", folded(show.feed.subcategory))
    add(channel, "itunes:explicit", "true" if show.explicit else "false")
    add(channel, "itunes:type", show.feed.kind)
    if author:
        add(channel, "itunes:author", author)
    _add_rights(channel, show, guid)


def _add_rights(channel: etree._Element, show: Channel, guid: str) -> None:
    feed_settings = show.feed
    if feed_settings.copyright:
        add(channel, "copyright", folded(feed_settings.copyright))
    if feed_settings.owner_email:
        owner = add(channel, "itunes:owner")
        add(owner, "itunes:name", folded(feed_settings.owner_name or show.author or show.title))
        add(owner, "itunes:email", feed_settings.owner_email)
    add(channel, "podcast:medium", "podcast")
    private = show.hosting.private
    if private:
        add(channel, "itunes:block", "Yes")
        add(channel, "podcast:block", "yes")
    guid = (
        (not private and feed_settings.guid)
        or guid
        or (show.base_url and podcast_guid(address(show.base_url, FEED_FILE)))
    )
    if guid:
        add(channel, "podcast:guid", guid)
    add(
        channel,
        "podcast:locked",
        "yes" if feed_settings.locked else "no",
        owner=feed_settings.owner_email,
    )
    if feed_settings.license:
        add(channel, "podcast:license", folded(feed_settings.license))
    if feed_settings.ai_content:
        add(channel, "podcast:txt", "true", purpose="ai-content")


def _add_dates(channel: etree._Element, records: Sequence[Record]) -> None:
    newest = max((record.moment for record in records), default=NEVER)
    built = max(itertools.chain((record.modified for record in records), [newest]))
    add(channel, "pubDate", format_datetime(newest))
    add(channel, "lastBuildDate", format_datetime(built))


def _cut(text: str) -> str:
    return text.encode()[:DESCRIPTION_LIMIT_BYTES].decode(errors="ignore")
