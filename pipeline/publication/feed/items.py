"""One episode as an item of the feed."""

from __future__ import annotations

from email.utils import format_datetime

from lxml import etree

from pipeline.publication.catalogue import FileKind, Record
from pipeline.publication.feed.published_urls import address
from pipeline.publication.feed.xml_elements import add, unmistakable
from pipeline.settings.publication_settings import Channel
from pipeline.tools.characters import folded
from pipeline.tools.formats import label_of
from pipeline.tools.timecode import seconds

TRANSCRIPTS: tuple[tuple[FileKind, str], ...] = (
    ("vtt", "text/vtt"),
    ("srt", "application/x-subrip"),
    ("transcript", "application/json"),
)


def add_item(channel: etree._Element, record: Record, show: Channel) -> None:
    """Append the item of *record* to *channel*."""
    item = add(channel, "item")
    title = folded(record.title)
    add(item, "title", title)
    add(item, "itunes:title", title)
    add(item, "link", address(show.base_url, f"{record.slug}/index.html"))
    add(item, "guid", record.guid, isPermaLink="false")
    add(item, "pubDate", format_datetime(record.moment))
    add(item, "description", unmistakable(record.notes_plain))
    add(item, "content:encoded", record.notes_html)
    add(
        item,
        "enclosure",
        url=show.hosting.counted(_at(record, show, record.audio.name)),
        length=record.audio.n_bytes,
        type=record.audio.mime_type,
    )
    _add_other_formats(item, record, show)
    add(item, "itunes:duration", str(round(record.duration_s)))
    add(item, "itunes:author", folded(record.author) or folded(show.author) or None)
    add(item, "itunes:explicit", "true" if show.explicit else "false")
    add(item, "itunes:episodeType", "full")
    _add_numbers(item, record)
    for picture in record.files_of("artwork"):
        add(item, "itunes:image", href=_at(record, show, picture.name))
    _add_sidecars(item, record, show)
    _add_soundbites(item, record)
    for person in record.people:
        add(item, "podcast:person", folded(person.name), role=person.role, group=person.group)


def _add_other_formats(item: etree._Element, record: Record, show: Channel) -> None:
    """Name the enclosure and its other formats, for apps that choose among them."""
    if len(record.media) < 2:
        return
    for file in record.media:
        alternate = add(
            item,
            "podcast:alternateEnclosure",
            type=file.mime_type,
            length=file.n_bytes,
            title=label_of(file.name),
            default="true" if file.kind == "audio" else None,
        )
        add(alternate, "podcast:source", uri=show.hosting.counted(_at(record, show, file.name)))


def _add_numbers(item: etree._Element, record: Record) -> None:
    for what, number in (("season", record.season), ("episode", record.number)):
        if number:  # Apple takes numbers from 1
            add(item, f"itunes:{what}", str(number))
            add(item, f"podcast:{what}", str(number))


def _add_sidecars(item: etree._Element, record: Record, show: Channel) -> None:
    for kind, mime_type in TRANSCRIPTS:
        for file in record.files_of(kind):
            add(
                item,
                "podcast:transcript",
                url=_at(record, show, file.name),
                type=mime_type,
                language=record.language,
            )
    for file in record.files_of("chapters"):
        add(
            item,
            "podcast:chapters",
            url=_at(record, show, file.name),
            type="application/json+chapters",
        )


def _add_soundbites(item: etree._Element, record: Record) -> None:
    for bite in record.soundbites:
        start, length = (seconds(n, record.rate_hz) for n in (bite.start, bite.n_samples))
        title = folded(bite.title)
        add(item, "podcast:soundbite", title, startTime=f"{start:.1f}", duration=f"{length:.1f}")


def _at(record: Record, show: Channel, name: str) -> str:
    return address(show.base_url, f"{record.slug}/{name}")
