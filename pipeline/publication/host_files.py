"""What is copied to a host: all that is published, in an order in which nothing leads nowhere."""

from __future__ import annotations

import enum
import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import PublicationError
from pipeline.publication.catalogue import RECORD_FILE, Record
from pipeline.publication.feed import ARTWORK_FILE, SMALL_ARTWORK_FILE
from pipeline.publication.ownership import INDEX_FILE, OLDER_PAGES
from pipeline.publication.page import EMBED_SCRIPT
from pipeline.tools.store import RemoteFolder

MANIFEST = ".essaycast.json"
"""What the host has of ours, name → SHA-256; only what stands in it is ever dropped there."""


@dataclass(frozen=True, slots=True)
class Uploaded:
    """What an upload did; names are paths from ``output/``."""

    copied: tuple[str, ...]
    """In the order they were copied."""
    unchanged: int
    dropped: tuple[str, ...]
    """Files of episodes that were withdrawn."""
    n_bytes: int
    """Bytes copied."""
    listeners: int = 0
    """Who have private feeds there, with all that is published; none for a public show."""
    withdrawn: int = 0
    """Private feeds that were taken away."""


class _UploadTurn(enum.IntEnum):
    """When a file is copied: after all it leads to."""

    EPISODE = 0
    PAGE = 1
    LISTING = 2


@dataclass(frozen=True, slots=True)
class LocalFile:
    """A file of ``output/`` that a host is to have."""

    name: str
    path: Path
    mime_type: str
    sha256: str
    turn: _UploadTurn
    batch: str = ""
    """Episode it belongs to; empty for what lists them."""


def copy_changed(
    files: Sequence[LocalFile], host: RemoteFolder, withdrawn: frozenset[str]
) -> Uploaded:
    """Copy those of *files* to *host* that it has not, then drop what was *withdrawn* there.

    Args:
        files: All that is published.
        host: Where it goes; its own list of what it has is kept after each episode.
        withdrawn: Slugs of episodes that are published no more.
    """
    there = _manifest(host)
    changed = [file for file in files if there.get(file.name) != file.sha256]
    changed.sort(key=lambda file: (file.turn, file.turn is _UploadTurn.PAGE and file.name in there))
    n_bytes = 0
    for at, file in enumerate(changed):
        _refuse_changed(file)
        host.copy_in(file.name, file.path, file.mime_type)
        n_bytes += file.path.stat().st_size
        there[file.name] = file.sha256
        last_of_batch = at + 1 == len(changed) or changed[at + 1].batch != file.batch
        if last_of_batch:
            host.write(MANIFEST, [_manifest_bytes(there)])
    published = {file.name for file in files}
    gone = [
        name
        for name in sorted(there)
        if name.partition("/")[0] in withdrawn and name not in published
    ]
    _drop(gone, host)
    for name in gone:
        del there[name]
    if gone:
        host.write(MANIFEST, [_manifest_bytes(there)])
    copied = tuple(file.name for file in changed)
    return Uploaded(copied, len(files) - len(changed), tuple(gone), n_bytes)


def drop_all(host: RemoteFolder, *, but: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Take away all of ours that *host* has, *but* those files, and return their names."""
    there = _manifest(host)
    gone = sorted(there.keys() - but)
    _drop(gone, host)
    if there:
        host.remove(MANIFEST)
    return tuple(gone)


def _drop(names: Iterable[str], host: RemoteFolder) -> None:
    names = list(names)
    for name in names:
        host.remove(name)
    for folder in sorted({name.partition("/")[0] for name in names if "/" in name}):
        host.remove_folder(folder)


def local_files(records: Sequence[Record], output: Path) -> Iterator[LocalFile]:
    """Yield all that is published, episodes oldest first, the feed last."""
    for record in reversed(records):
        for file in record.files:
            name = f"{record.slug}/{file.name}"
            turn = _UploadTurn.PAGE if file.kind == "page" else _UploadTurn.EPISODE
            yield LocalFile(name, output / name, file.mime_type, file.sha256, turn, record.slug)
        name, path = f"{record.slug}/{RECORD_FILE}", output / record.slug / RECORD_FILE
        yield LocalFile(
            name, path, "application/json", _digest(path), _UploadTurn.PAGE, record.slug
        )
    yield _listed(output, ARTWORK_FILE, "image/png")
    yield _listed(output, SMALL_ARTWORK_FILE, "image/jpeg")
    yield _listed(output, EMBED_SCRIPT, "text/javascript")
    for older in sorted(output.glob(OLDER_PAGES)):
        yield _listed(output, older.name, "text/html")
    yield _listed(output, INDEX_FILE, "text/html")
    pages = sorted(output.glob("feed*.xml"), key=lambda path: (-len(path.name), path.name))
    for page in pages:  # feed.xml is the shortest
        yield _listed(output, page.name, "application/rss+xml")


def _listed(output: Path, name: str, mime_type: str) -> LocalFile:
    path = output / name
    return LocalFile(name, path, mime_type, _digest(path), _UploadTurn.LISTING)


def _refuse_changed(file: LocalFile) -> None:
    found = _digest(file.path)
    if found != file.sha256:
        raise PublicationError(
            f"its SHA-256 is {found[:12]}…, where {file.sha256[:12]}… was published",
            where=str(file.path),
            mend="Run 'essaycast verify', then produce that essay again; if nothing differs, "
            "something was published meanwhile: run the same command again",
        )


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise PublicationError(
            f"cannot be read: {error.strerror}",
            where=str(path),
            mend="Run 'essaycast verify', then produce that essay again",
        ) from error


def _manifest(host: RemoteFolder) -> dict[str, str]:
    """Return what the host has of ours; unreadable counts as nothing, and all is copied."""
    try:
        answer: Any = json.loads(host.read(MANIFEST) or b"{}")
    except ValueError:
        return {}
    pairs = answer.items() if isinstance(answer, dict) else ()
    return {str(name): str(digest) for name, digest in pairs if _is_ours(str(name))}


def _is_ours(name: str) -> bool:
    """Tell whether *name* is a path we may have written: a host's list is not to be trusted."""
    return not name.startswith("/") and ".." not in name.split("/") and "\\" not in name


def _manifest_bytes(there: dict[str, str]) -> bytes:
    return (json.dumps(dict(sorted(there.items())), indent=1) + "\n").encode()
