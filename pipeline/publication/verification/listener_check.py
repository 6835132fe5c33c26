"""Private feeds: the keys kept from others, and each edition what its records say."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from pipeline.errors import EssaycastError
from pipeline.publication.catalogue import Record, read_catalogue
from pipeline.publication.inspection import Finding, file_faults
from pipeline.publication.listener_editions import edition_settings, editions_folder
from pipeline.publication.listener_keys import current_listeners, keys_file
from pipeline.publication.relinking import as_pages_should_be
from pipeline.publication.verification.feed_check import feed_findings
from pipeline.publication.verification.link_check import index_findings, surroundings_findings
from pipeline.settings.publication_settings import PublicationSettings
from pipeline.showing import HIDDEN

_PUBLISH = "run 'essaycast publish'"


def listener_findings(settings: PublicationSettings) -> Iterator[Finding]:
    """Yield what is not as it should be of a private show's keys and editions.

    An edition that has not been made yet, or is older than what is published, is no fault: the next
    publication makes it. No key stands in what is found.
    """
    if settings.private is None:
        return
    file = keys_file(settings.places)
    if sys.platform != "win32" and file.exists() and file.stat().st_mode & 0o077:
        yield Finding(file.name, "others can read the listeners' keys", f"run 'chmod 600 {file}'")
    try:
        listeners = current_listeners(settings.places, settings.private.names)
    except EssaycastError as error:
        yield Finding(error.where, error.what, error.mend)
        return
    folder = editions_folder(settings.places)
    keys = {listener.key for listener in listeners}
    left = [path for path in folder.iterdir() if path.name not in keys] if folder.is_dir() else []
    if left:
        yield Finding("private feeds", f"{len(left)} withdrawn ones are still there", _PUBLISH)
    for listener in listeners:
        if (folder / listener.key).is_dir():
            for finding in _edition_findings(settings, listener.key):
                place = f"private feed of {listener.name}: {finding.place}"
                yield Finding(place, finding.what.replace(listener.key, HIDDEN), _PUBLISH)


def _edition_findings(settings: PublicationSettings, key: str) -> Iterator[Finding]:
    own = edition_settings(settings, key)
    output = own.places.output
    try:
        records = read_catalogue(output)
    except EssaycastError as error:
        yield Finding(Path(error.where).parent.name, error.what)
        return
    for record in records:
        for name, what in file_faults(output / record.slug, _own_files(record, own, settings)):
            yield Finding(f"{record.slug}/{name}", what)
    known = as_pages_should_be(records, own.channel)
    yield from feed_findings(output, records, own.channel)
    yield from surroundings_findings(output, known, own.channel)
    yield from index_findings(output, known, own.channel)


def _own_files(record: Record, own: PublicationSettings, settings: PublicationSettings) -> Record:
    """Return *record* without the files that are second names of what is looked at already."""
    here, there = own.places.output / record.slug, settings.places.output / record.slug
    files = tuple(
        file for file in record.files if not _same_file(here / file.name, there / file.name)
    )
    return replace(record, files=files)


def _same_file(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
