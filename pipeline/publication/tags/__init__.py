"""Tags: what players show of a file, without a byte of its sound changed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from mutagen import MutagenError

from pipeline.errors import StorageError
from pipeline.publication.tags.card import Card, card_of
from pipeline.publication.tags.id3 import write_id3
from pipeline.publication.tags.mp4 import write_mp4
from pipeline.publication.tags.vorbis import write_vorbis
from pipeline.settings.publication_settings import Imprint
from pipeline.values.episode import AudioFile, Identity
from pipeline.values.script import Script
from pipeline.values.sound import Timeline

_WRITERS: dict[str, Callable[[Path, Path, Card], None]] = {
    "audio/mpeg": write_id3,
    "audio/mp4": write_mp4,
    "audio/ogg": write_vorbis,
}


def tag(
    audio: AudioFile,
    *,
    imprint: Imprint,
    identity: Identity,
    script: Script,
    timeline: Timeline,
    notes: str,
    artwork: bytes | None,
) -> AudioFile:
    """Write the tags of *audio*, in place of any it has.

    The same arguments give the same bytes; tagging twice is tagging once.

    Args:
        audio: The encoded file.
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
    aside = audio.path.with_name(f".{audio.path.name}.tagged")
    try:
        _WRITERS[audio.mime_type](audio.path, aside, card)
        aside.replace(audio.path)
        with audio.path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            n_bytes = os.fstat(file.fileno()).st_size
    except (OSError, MutagenError) as error:
        raise StorageError(
            f"the tags cannot be written: {error}",
            where=str(audio.path),
            mend="Make room on the disk or choose another folder",
        ) from error
    finally:
        aside.unlink(missing_ok=True)
    return replace(audio, n_bytes=n_bytes, sha256=digest)
