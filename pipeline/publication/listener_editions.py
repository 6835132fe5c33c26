"""A listener's own edition of a private show: the same episodes, their addresses under one key.

It is built in the working state, of second names of what is published where the disk knows any, so
that it takes little room here; pages, chapters and feed are its own.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.errors import PublicationError
from pipeline.publication.catalogue import (
    FileKind,
    PublishedFile,
    Record,
    episode_folders,
    read_record,
)
from pipeline.publication.disk import writing
from pipeline.publication.exchange import move_in
from pipeline.publication.lists import replace_listings, staged_listings
from pipeline.publication.relinking import as_pages_should_be, relink
from pipeline.publication.workshop import FRESH, OLD, workshop
from pipeline.settings.publication_settings import PublicationSettings
from pipeline.settings.running_settings import Places
from pipeline.tools.private_folders import private_folder

_OWN: frozenset[FileKind] = frozenset({"page", "chapters", "embed", "oembed"})
"""Kinds of files that hold addresses, and so differ from listener to listener."""


def edition_settings(settings: PublicationSettings, key: str) -> PublicationSettings:
    """Return *settings* as they are for the edition under *key*.

    Raises:
        ValueError: The show is not private.
    """
    if settings.private is None:
        raise ValueError("the show is not private")
    places = replace(settings.places, output=editions_folder(settings.places) / key)
    base_url = f"{settings.private.base_url.rstrip('/')}/{key}"
    return replace(
        settings,
        channel=replace(settings.channel, base_url=base_url),
        store=replace(settings.store, places=places),
    )


def editions_folder(places: Places) -> Path:
    """Return the folder of all editions, each under its key; perhaps not there."""
    return places.state / "listeners"


def make_edition(
    settings: PublicationSettings, records: Sequence[Record], key: str
) -> tuple[Record, ...]:
    """Bring the edition under *key* up to date with what is published, and return what it holds.

    Args:
        settings: The show.
        records: All that is published, newest first.
        key: The listener's.

    Raises:
        PublicationError: A published episode is damaged.
        StorageError: The edition cannot be written.
    """
    own = edition_settings(settings, key)
    output = own.places.output
    private_folder(output.parent)
    with workshop(own.places) as bench, writing(output):
        meant = as_pages_should_be(records, own.channel)
        made = [_brought(record, settings.places.output, own, bench) for record in meant]
        for folder in episode_folders(output):
            if folder.name not in {record.slug for record in records}:
                folder.rename(bench / f"{folder.name}.withdrawn")
        staged = staged_listings(made, own, bench)
        replace_listings(staged, output, bench)
    return staged.records


def drop_editions(places: Places, *, but: Iterable[str]) -> None:
    """Take away what was built here for keys *but* those."""
    folder = editions_folder(places)
    kept = set(but)
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.name not in kept:
            shutil.rmtree(path, ignore_errors=True)


def _brought(meant: Record, published: Path, own: PublicationSettings, bench: Path) -> Record:
    place = own.places.output / meant.slug
    there = _there(place)
    if there and _alike(there, meant):
        return there
    fresh = bench / f"{meant.slug}{FRESH}"
    record = relink(meant, published / meant.slug, fresh, own.channel)
    if record is None:
        raise PublicationError(
            "its page, or what it is made from, is missing or damaged",
            where=str(published / meant.slug),
            mend="Produce the essay again",
        )
    move_in(fresh, place, bench / f"{meant.slug}{OLD}")
    return record


def _there(place: Path) -> Record | None:
    try:
        return read_record(place)
    except PublicationError:
        return None


def _alike(there: Record, meant: Record) -> bool:
    """Tell whether an edition's record is what is published, but for what is its own."""
    return replace(there, files=()) == replace(meant, files=()) and _common(there) == _common(meant)


def _common(record: Record) -> list[PublishedFile]:
    return [file for file in record.files if file.kind not in _OWN]
