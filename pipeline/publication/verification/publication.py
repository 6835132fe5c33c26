"""All of ``output/`` against the records: folders, feed, index and the links between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.errors import PublicationError
from pipeline.publication.catalogue import (
    RECORD_FILE,
    Record,
    episode_folders,
    newest_first,
    read_record,
)
from pipeline.publication.inspection import Finding, inspect_folder
from pipeline.publication.relinking import as_pages_should_be
from pipeline.publication.verification.artwork_check import cover_findings
from pipeline.publication.verification.feed_check import feed_findings
from pipeline.publication.verification.link_check import (
    index_findings,
    link_findings,
    surroundings_findings,
)
from pipeline.publication.verification.listener_check import listener_findings
from pipeline.settings.publication_settings import PublicationSettings


def verify(settings: PublicationSettings, slugs: Sequence[str] = ()) -> tuple[Finding, ...]:
    """Measure published episodes again and return all that differs from what was meant.

    Args:
        settings: The show.
        slugs: The episodes to measure; none for all. Feed, index and links are looked at as a
            whole either way.

    Raises:
        PublicationError: A slug is unknown.
        ToolMissingError: There is no ffmpeg to listen with.
    """
    output = settings.places.output
    names = [folder.name for folder in _folders(output)]
    for slug in slugs:
        if slug not in names:
            raise PublicationError(
                f"there is no episode '{slug}'",
                where=str(output),
                mend=f"There are: {', '.join(names) or 'none'}",
            )
    return tuple(_findings(settings, slugs or names))


def _findings(settings: PublicationSettings, slugs: Sequence[str]) -> Iterator[Finding]:
    output = settings.places.output
    records: list[Record] = []
    for folder in _folders(output):
        try:
            record = read_record(folder)
        except PublicationError as error:
            yield Finding(f"{folder.name}/{RECORD_FILE}", error.what)
            continue
        records.append(record)
        if folder.name in slugs:
            yield from inspect_folder(folder, record, settings.machine)
    yield from feed_findings(output, newest_first(records), settings.channel)
    yield from cover_findings(output, settings.channel, settings.places.root)
    yield from link_findings(output, settings.channel)
    yield from listener_findings(settings)
    if len(records) == len(_folders(output)):  # else nobody knows what all pages should say
        known = as_pages_should_be(newest_first(records), settings.channel)
        yield from surroundings_findings(output, known, settings.channel)
        yield from index_findings(output, known, settings.channel)


def _folders(output: Path) -> list[Path]:
    """Return the episodes' folders, also those that have lost their record."""
    known = set(episode_folders(output))
    pages = {path.parent for path in output.glob("[!.]*/index.html")}
    return sorted(known | pages)
