"""Tags: what players show of a file, without a byte of its sound changed."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace

from mutagen import MutagenError

from pipeline.errors import StorageError
from pipeline.publication.tags.card import card_of
from pipeline.settings.publication_settings import Imprint
from pipeline.tools.formats import FORMATS
from pipeline.values.episode import Identity, Media
from pipeline.values.script import Script
from pipeline.values.sound import Timeline


def tag(
    media: Media,
    *,
    imprint: Imprint,
    identity: Identity,
    script: Script,
    timeline: Timeline,
    notes: str,
    artwork: bytes | None,
) -> Media:
    """Write the tags of *media*, in place of any it has.

    The same arguments give the same bytes; tagging twice is tagging once.

    Args:
        media: The encoded file.
        imprint: Its title, author and language.
        identity: Episode number and GUID.
        script: Title, author, date, address, and the transcript.
        timeline: Chapters.
        notes: Show notes as plain text.
        artwork: JPEG or PNG; None for none.

    Returns:
        The same file with its new size and digest; what was measured still holds.

    Raises:
        StorageError: The file cannot be written.
    """
    card = card_of(
        imprint=imprint,
        identity=identity,
        script=script,
        timeline=timeline,
        notes=notes,
        artwork=artwork,
    )
    aside = media.path.with_name(f".{media.path.name}.tagged")
    try:
        FORMATS[media.format].write_tags(media.path, aside, card)
        aside.replace(media.path)
        with media.path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            n_bytes = os.fstat(file.fileno()).st_size
    except (OSError, MutagenError) as error:
        raise StorageError(
            f"the tags cannot be written: {error}",
            where=str(media.path),
            mend="Make room on the disk or choose another folder",
        ) from error
    finally:
        aside.unlink(missing_ok=True)
    return replace(media, n_bytes=n_bytes, sha256=digest)
