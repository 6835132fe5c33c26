"""The feed as an app reads it, against the records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from lxml import etree

from pipeline.publication.catalogue import Record
from pipeline.publication.feed import FEED_FILE, FeedPage, feed_pages, kept_guid
from pipeline.publication.feed.published_urls import address
from pipeline.publication.inspection import REBUILD, Finding
from pipeline.settings.publication_settings import Channel


def feed_findings(output: Path, records: Sequence[Record], channel: Channel) -> Iterator[Finding]:
    """Yield what differs between the feed in *output* and the one *records* would give."""
    pages = feed_pages(records, channel, kept_guid(output))
    if not records and not (output / FEED_FILE).exists():
        return
    for page in pages:
        yield from _page_findings(output / page.name, page, records, channel)
    known = {page.name for page in pages}
    for path in sorted(output.glob("feed*.xml")):
        if path.name not in known:
            yield Finding(path.name, "this page of the feed is no longer one", REBUILD)


def _page_findings(
    path: Path, page: FeedPage, records: Sequence[Record], channel: Channel
) -> Iterator[Finding]:
    if not path.is_file():
        yield Finding(page.name, "it is missing", REBUILD)
        return
    content = path.read_bytes()
    if content == page.content:
        return
    try:
        found = _enclosures(content)
    except etree.XMLSyntaxError as error:
        yield Finding(page.name, f"it is no XML: {error.msg}", REBUILD)
        return
    meant = _enclosures(page.content)
    told = False
    for record in records:
        url = address(channel.base_url, f"{record.slug}/{record.audio.name}")
        if found.get(record.guid) != meant.get(record.guid):
            told = True
            yield Finding(
                page.name,
                f"of '{record.slug}' it says {found.get(record.guid, 'nothing')}, where "
                f"{url} with {record.audio.n_bytes} bytes was meant",
                REBUILD,
            )
    for guid in found.keys() - meant.keys():
        told = True
        yield Finding(page.name, f"it names an episode that is not published ({guid})", REBUILD)
    if not told:
        yield Finding(page.name, "it is not what the episodes' records give", REBUILD)


def _enclosures(content: bytes) -> dict[str, str]:
    """Return the enclosure's address and length of each item, by GUID."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    feed = etree.fromstring(content, parser)
    return {
        item.findtext("guid") or "": " with ".join(
            (enclosure.get("url") or "", f"{enclosure.get('length')} bytes")
        )
        for item in feed.iterfind("channel/item")
        for enclosure in item.iterfind("enclosure")
    }
