"""Soundbites: stretches of published episodes that the feed commends, to hear before the rest."""

from __future__ import annotations

from dataclasses import replace

from pipeline.publication.catalogue import RECORD_FILE, Record, Soundbite, read_record, record_json
from pipeline.publication.disk import replace_through, writing
from pipeline.publication.lists import rebuild
from pipeline.publication.shared import shared_publication
from pipeline.publication.workshop import workshop
from pipeline.settings.publication_settings import PublicationSettings

MOST_TITLE = 128
"""Characters of a soundbite's title that the podcast namespace allows."""


def add_soundbite(settings: PublicationSettings, slug: str, bite: Soundbite) -> Record:
    """Commend *bite* in the record of the episode *slug* and in the feed; twice is once.

    Raises:
        PublicationError: There is no such episode.
        StorageError: ``output/`` cannot be written.
    """
    folder = settings.places.output / slug
    with workshop(settings.places), writing(folder):
        record = read_record(folder)
        kept = {one.start: one for one in (*record.soundbites, bite)}
        record = replace(record, soundbites=tuple(kept[start] for start in sorted(kept)))
        replace_through(folder / RECORD_FILE, record_json(record).encode())
        if shared := shared_publication(settings):
            shared.add(record)
    rebuild(settings)
    return record
