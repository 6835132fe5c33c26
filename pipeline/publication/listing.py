"""What lists the episodes: feed, index page and the show's artwork, from the catalogue alone."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from pipeline.artwork import cover
from pipeline.catalogue import Record, read_catalogue
from pipeline.feed import feed_pages, kept_guid
from pipeline.page import IndexEntry, index_page
from pipeline.publication.disk import sync_folder, write_through, writing
from pipeline.publication.workshop import workshop
from pipeline.show import Show

ARTWORK_FILE = "artwork.png"
INDEX_FILE = "index.html"


def rebuild(show: Show) -> tuple[Record, ...]:
    """Make feed, index and artwork anew from the ``episode.json`` files, and nothing else.

    Files whose bytes would not change are not touched.

    Returns:
        What is published, newest first.

    Raises:
        PublicationError: A record cannot be read.
        StorageError: ``output/`` cannot be written.
    """
    with workshop(show) as bench:
        records = read_catalogue(show.output_folder)
        with writing(show.output_folder):
            put_listings(listings(records, show), show.output_folder, bench)
        return records


def listings(records: Sequence[Record], show: Show) -> dict[str, bytes]:
    """Return what lists *records*, name in ``output/`` → bytes; the feed's first page last."""
    pages = feed_pages(records, show, kept_guid(show.output_folder))
    index = index_page([_entry(record) for record in records], show)
    return {
        ARTWORK_FILE: _cover(show),
        **{page.name: page.content for page in reversed(pages)},
        INDEX_FILE: index.encode(),
    }


def put_listings(files: dict[str, bytes], output: Path, bench: Path) -> None:
    """Replace what lists the episodes, each file in one step; pages no longer needed go."""
    changed = [name for name, content in files.items() if _bytes(output / name) != content]
    for name in changed:
        write_through(bench / name, files[name])
    for name in changed:
        os.replace(bench / name, output / name)  # noqa: PTH105 - the rename that replaces on every platform
    _drop(path for path in output.glob("feed-*.xml") if path.name not in files)
    sync_folder(output)


_drawn: dict[str, bytes] = {}
"""The last cover only: drawing one takes half a second, and a backlog needs it at every episode."""


def _cover(show: Show) -> bytes:
    source = show.root / show.artwork
    stamp = f"{source} {source.stat().st_mtime_ns}" if show.artwork and source.is_file() else ""
    key = f"{show.model_dump_json()} {stamp}"
    if key not in _drawn:
        drawn = cover(show)
        _drawn.clear()
        _drawn[key] = drawn
    return _drawn[key]


def _drop(paths: Iterable[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _entry(record: Record) -> IndexEntry:
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
