"""Taking an episode out of the publication."""

from __future__ import annotations

from pipeline.errors import PublicationError
from pipeline.publication.catalogue import Record, read_catalogue
from pipeline.publication.disk import sync_folder, writing
from pipeline.publication.lists import replace_listings, staged_listings
from pipeline.publication.shared import shared_publication
from pipeline.publication.withdrawn import note_withdrawn
from pipeline.publication.workshop import workshop
from pipeline.settings.publication_settings import PublicationSettings


def withdraw(slug: str, settings: PublicationSettings) -> Record:
    """Take the episode *slug* out of ``output/`` and return what it was.

    The neighbours' pages, feed and index go first, so that none ever names a folder that is gone.
    Its slug and GUID stay promised to its essay: produced again, it is the same episode.

    Raises:
        PublicationError: There is none of that slug, or a record cannot be read.
        StorageError: ``output/`` cannot be written.
    """
    output = settings.places.output
    shared = shared_publication(settings)
    with workshop(settings.places) as bench, writing(output):
        if shared:
            shared.bring_up_to_date(bench)
        records = read_catalogue(output)
        gone = next((record for record in records if record.slug == slug), None)
        if gone is None:
            known = ", ".join(record.slug for record in records) or "none"
            raise PublicationError(
                f"there is no episode '{slug}'", where=str(output), mend=f"There are: {known}"
            )
        left = [record for record in records if record is not gone]
        replace_listings(staged_listings(left, settings, bench), output, bench)
        if shared:
            shared.take_away(slug)
        (output / slug).rename(bench / slug)
        sync_folder(output)
        note_withdrawn(slug, settings.places)
    return gone
