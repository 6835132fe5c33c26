"""What lists the episodes: feed, index page and the show's artwork, from the catalogue alone."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pipeline.publication.artwork import SHOW_PX, cover, smaller
from pipeline.publication.catalogue import Record, read_catalogue
from pipeline.publication.disk import sync_folder, write_through, writing
from pipeline.publication.exchange import move_in
from pipeline.publication.feed import ARTWORK_FILE, SMALL_ARTWORK_FILE, feed_pages, kept_guid
from pipeline.publication.ownership import OLDER_PAGES, is_marked
from pipeline.publication.page import EMBED_SCRIPT, embed_script, index_entry, index_pages
from pipeline.publication.relinking import as_pages_should_be, relink
from pipeline.publication.shared import shared_publication
from pipeline.publication.workshop import FRESH, OLD, workshop
from pipeline.settings.publication_settings import PublicationSettings


def rebuild(settings: PublicationSettings) -> tuple[Record, ...]:
    """Make feed, index and artwork anew from the ``episode.json`` files, and nothing else.

    Pages that name other neighbours than they have, or another address, are mended. Files whose
    bytes would not change are not touched. Where machines share a storage, what others have
    published or withdrawn is brought here first.

    Returns:
        What is published, newest first.

    Raises:
        PublicationError: A record cannot be read.
        StorageError: ``output/`` cannot be written.
    """
    with workshop(settings.places) as bench:
        if shared := shared_publication(settings):
            with writing(settings.places.output):
                shared.bring_up_to_date(bench)
        records = read_catalogue(settings.places.output)
        with writing(settings.places.output):
            staged = staged_listings(records, settings, bench)
            replace_listings(staged, settings.places.output, bench)
        return staged.records


@dataclass(frozen=True, slots=True)
class Staged:
    """What lists the episodes, written aside."""

    records: tuple[Record, ...]
    """What is listed, as it will be published."""
    relinked: tuple[str, ...]
    """Slugs of the episodes whose folders lie aside, their pages naming other surroundings."""
    names: tuple[str, ...]
    """All files, in the order they are put into their place."""
    changed: tuple[str, ...]
    """Those that differ from what is published, and lie aside."""


def staged_listings(
    records: Sequence[Record], settings: PublicationSettings, bench: Path
) -> Staged:
    """Write what lists *records* into *bench*, as far as it differs from what is published.

    Args:
        records: All that is to be listed, newest first.
        settings: The show.
        bench: A folder on the disk of ``output/``.
    """
    output = settings.places.output
    renewed = {
        meant.slug: relink(
            meant, output / meant.slug, bench / f"{meant.slug}{FRESH}", settings.channel
        )
        for record, meant in zip(
            records,
            as_pages_should_be(records, settings.channel),
            strict=True,
        )
        if meant != record
    }
    pages = feed_pages(records, settings.channel, kept_guid(output))
    index = index_pages([index_entry(record) for record in records], settings.channel)
    files = {
        ARTWORK_FILE: (large := cover(settings.channel, settings.places.root)),
        SMALL_ARTWORK_FILE: _small_cover(large),
        EMBED_SCRIPT: embed_script().encode(),
        **{page.name: page.content for page in reversed(pages)},
        **{name: text.encode() for name, text in reversed(index.items())},
    }
    changed = tuple(name for name, content in files.items() if _bytes(output / name) != content)
    for name in changed:
        write_through(bench / name, files[name])
    return Staged(
        records=tuple(renewed.get(record.slug) or record for record in records),
        relinked=tuple(slug for slug, record in renewed.items() if record),
        names=tuple(files),
        changed=changed,
    )


def replace_listings(staged: Staged, output: Path, bench: Path) -> None:
    """Put what was staged into its place, each thing in one step; pages no longer needed go."""
    for slug in staged.relinked:
        move_in(bench / f"{slug}{FRESH}", output / slug, bench / f"{slug}{OLD}")
    for name in staged.changed:
        os.replace(bench / name, output / name)  # noqa: PTH105 - the rename that replaces on every platform
    older = [path for path in output.glob(OLDER_PAGES) if is_marked(path.read_bytes())]
    for path in (*output.glob("feed-*.xml"), *older):
        if path.name not in staged.names:
            path.unlink()
    sync_folder(output)


@lru_cache(maxsize=1)
def _small_cover(large: bytes) -> bytes:
    return smaller(large, SHOW_PX)


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
