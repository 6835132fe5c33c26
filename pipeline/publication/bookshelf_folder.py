"""The show as Audiobookshelf reads a podcast: one flat folder of episodes, cover, metadata.json.

Title, notes, date, number and chapters of an episode it takes from the tags of the sound, which
published files carry.

Source:
    Audiobookshelf, "Podcast Library Structure"; keys and types of ``metadata.json`` as its scanner
    (version 2) takes them.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import StorageError, UsageError
from pipeline.publication.catalogue import Record
from pipeline.publication.feed import ARTWORK_FILE, FEED_FILE
from pipeline.publication.feed.published_urls import address
from pipeline.publication.host_files import MANIFEST, Uploaded
from pipeline.settings.publication_settings import Channel
from pipeline.tools.characters import folded
from pipeline.tools.store import RemoteFolder

METADATA_FILE = "metadata.json"
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_LONGEST = 120
"""Of a folder's name, in characters."""


@dataclass(frozen=True, slots=True)
class ShelfFile:
    """A file of the podcast's folder."""

    name: str
    sha256: str
    path: Path | None = None
    """Where its bytes are; None where they are :attr:`content`."""
    content: bytes = b""
    mime_type: str = ""


def shelf_title(channel: Channel) -> str:
    """Return the show's title as a folder's name."""
    return _FORBIDDEN.sub("", folded(channel.title))[:_LONGEST].strip(" .") or "Essays"


def shelf_files(records: Sequence[Record], channel: Channel, output: Path) -> tuple[ShelfFile, ...]:
    """Return what the podcast's folder holds: cover and metadata first, episodes oldest first.

    Args:
        records: All that is published, newest first.
        channel: The show.
        output: Where it is published.
    """
    cover = output / ARTWORK_FILE
    metadata = podcast_metadata(records, channel)
    sounds = (
        ShelfFile(
            f"{record.slug}{Path(record.audio.name).suffix}",
            record.audio.sha256,
            output / record.slug / record.audio.name,
            mime_type=record.audio.mime_type,
        )
        for record in reversed(records)
    )
    return (
        ShelfFile("cover.png", _digest(cover.read_bytes()), cover, mime_type="image/png"),
        ShelfFile(METADATA_FILE, _digest(metadata), None, metadata, "application/json"),
        *sounds,
    )


def podcast_metadata(records: Sequence[Record], channel: Channel) -> bytes:
    """Return the text of ``metadata.json``."""
    told: dict[str, object] = {
        "title": channel.title,
        "author": channel.author,
        "description": channel.description,
        "releaseDate": records[0].moment.date().isoformat() if records else None,
        "genres": [name for name in (channel.category, channel.feed.subcategory) if name],
        "tags": sorted({tag for record in records for tag in record.tags}),
        "feedURL": address(channel.base_url, FEED_FILE) if channel.base_url else None,
        "language": channel.language,
        "explicit": channel.explicit,
        "podcastType": channel.feed.kind,
    }
    kept = {name: value for name, value in told.items() if value not in ("", None, [])}
    return (json.dumps(kept, ensure_ascii=False, indent=2) + "\n").encode()


def put_in_folder(files: Sequence[ShelfFile], title: str, place: str) -> Uploaded:
    """Make the folder *title* of the library's folder *place* hold *files*.

    What was put there before and is published no more is taken away; nothing else ever is.

    Args:
        files: What it is to hold.
        title: The podcast's folder.
        place: An fsspec URL, or a folder.

    Raises:
        UsageError: Files of those names are there that were not put there by essaycast.
        StorageError: The place cannot be written to.
    """
    folder = RemoteFolder.at(place).inside(title)
    listed = folder.read(MANIFEST)
    there = kept_list(listed)
    names = {file.name for file in files}
    if listed is None and (foreign := next((n for n in sorted(names) if folder.exists(n)), "")):
        raise UsageError(
            f"its {foreign} was not put there by essaycast, and would be overwritten",
            where=str(folder),
            mend="Choose another folder, or move that one away",
        )
    changed = [
        file
        for file in files
        if there.get(file.name) != file.sha256 or not folder.exists(file.name)
    ]
    for file in changed:
        if file.path:
            folder.copy_in(file.name, file.path, file.mime_type)
        else:
            folder.write(file.name, [file.content], file.mime_type)
        there[file.name] = file.sha256
        folder.write(MANIFEST, [list_bytes(there)])
    gone = sorted(there.keys() - names)
    for name in gone:
        folder.remove(name)
        del there[name]
    if gone:
        folder.write(MANIFEST, [list_bytes(there)])
    return Uploaded(
        tuple(file.name for file in changed),
        len(files) - len(changed),
        tuple(gone),
        sum(size_of(file) for file in changed),
    )


def size_of(file: ShelfFile) -> int:
    """Return the size of *file* in bytes.

    Raises:
        StorageError: It is gone.
    """
    try:
        return file.path.stat().st_size if file.path else len(file.content)
    except OSError as error:
        raise StorageError(
            f"cannot be read: {error.strerror}",
            where=str(file.path),
            mend="Run 'essaycast verify', then produce that essay again",
        ) from error


def kept_list(text: bytes | None) -> dict[str, str]:
    """Return names and digests that :func:`list_bytes` wrote; none of what cannot be a file's."""
    try:
        known: Any = json.loads(text or b"{}")
    except ValueError:
        return {}
    pairs = known.items() if isinstance(known, dict) else ()
    return {
        str(n): str(d) for n, d in pairs if not {"/", "\\"} & set(str(n)) and n not in {".", ".."}
    }


def list_bytes(there: Mapping[str, str]) -> bytes:
    """Return the list of what is there, name → SHA-256."""
    return (json.dumps(dict(sorted(there.items())), indent=1) + "\n").encode()


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
