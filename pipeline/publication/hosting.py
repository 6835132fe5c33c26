"""Copying the publication to where it is hosted: what changed, sound first, the feed last."""

from __future__ import annotations

import enum
import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import EssaycastError, PublicationError, StorageError, UsageError
from pipeline.publication.catalogue import RECORD_FILE, Record
from pipeline.publication.feed import ARTWORK_FILE, FEED_FILE, SMALL_ARTWORK_FILE
from pipeline.publication.lists import rebuild
from pipeline.publication.ownership import INDEX_FILE, OLDER_PAGES, is_marked
from pipeline.publication.page import EMBED_SCRIPT
from pipeline.publication.withdrawn import withdrawn_slugs
from pipeline.settings.publication_settings import PublicationSettings
from pipeline.showing import HIDDEN, redacted, without_secrets_of
from pipeline.tools.locks import only_one
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


class _UploadTurn(enum.IntEnum):
    """When a file is copied: after all it leads to."""

    EPISODE = 0
    PAGE = 1
    LISTING = 2


@dataclass(frozen=True, slots=True)
class _Local:
    name: str
    path: Path
    mime_type: str
    sha256: str
    turn: _UploadTurn
    batch: str = ""
    """Episode it belongs to; empty for what lists them."""


def upload(settings: PublicationSettings, url: str, *, password: str = "") -> Uploaded:
    """Copy what changed to *url*.

    Episodes come first, each one's audio before what names it; then their pages, which lead to one
    another, new ones first; then artwork and index; then the feed, its first page last: whoever
    reads a page or the feed finds everything it names. Then what was withdrawn is dropped; nothing
    else ever is. Broken off, it goes on where it was when called again, for the host's own list of
    what it has is kept after each episode.

    Args:
        settings: The show; feed and index are rebuilt first.
        url: An fsspec URL: a folder, ``sftp://…``, ``s3://bucket/path``, …
        password: The host's, where the address does not tell it; never shown.

    Raises:
        PublicationError: A local file is not what was published, or the host refuses.
        UsageError: No place is named, the show has no address, so that no app could use its feed,
            or somebody else's page or feed stands there.
        StorageError: ``output/`` cannot be written.
    """
    if not url.strip():
        raise UsageError(
            "there is no place to copy to", mend="Give a folder, an sftp:// or an s3:// address"
        )
    if not settings.channel.base_url:
        raise UsageError(
            "base_url is not set: the addresses in the feed are relative, and no podcast app could "
            "play it",
            where="show.toml",
            mend="Set base_url to where this place is reachable, as "
            "base_url = 'https://example.org/podcast', then run the same command again",
        )
    with only_one(settings.places.state / "locks" / "upload.lock"):
        files = list(_local_files(rebuild(settings), settings.places.output))
        with _refusals(url, password):
            host = RemoteFolder.at(url, password=password)
            _refuse_itself(host, settings.places.output)
            _refuse_foreign(host, url)
            return _copy(files, host, withdrawn_slugs(settings.places))


def _copy(files: Sequence[_Local], host: RemoteFolder, withdrawn: frozenset[str]) -> Uploaded:
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
    for name in gone:
        host.remove(name)
        del there[name]
    for folder in {name.partition("/")[0] for name in gone}:
        host.remove_folder(folder)
    if gone:
        host.write(MANIFEST, [_manifest_bytes(there)])
    copied = tuple(file.name for file in changed)
    return Uploaded(copied, len(files) - len(changed), tuple(gone), n_bytes)


def _local_files(records: Sequence[Record], output: Path) -> Iterator[_Local]:
    """Yield all that is published, episodes oldest first, the feed last."""
    for record in reversed(records):
        for file in record.files:
            name = f"{record.slug}/{file.name}"
            turn = _UploadTurn.PAGE if file.kind == "page" else _UploadTurn.EPISODE
            yield _Local(name, output / name, file.mime_type, file.sha256, turn, record.slug)
        name, path = f"{record.slug}/{RECORD_FILE}", output / record.slug / RECORD_FILE
        yield _Local(name, path, "application/json", _digest(path), _UploadTurn.PAGE, record.slug)
    yield _listed(output, ARTWORK_FILE, "image/png")
    yield _listed(output, SMALL_ARTWORK_FILE, "image/jpeg")
    yield _listed(output, EMBED_SCRIPT, "text/javascript")
    for older in sorted(output.glob(OLDER_PAGES)):
        yield _listed(output, older.name, "text/html")
    yield _listed(output, INDEX_FILE, "text/html")
    pages = sorted(output.glob("feed*.xml"), key=lambda path: (-len(path.name), path.name))
    for page in pages:  # feed.xml is the shortest
        yield _listed(output, page.name, "application/rss+xml")


def _listed(output: Path, name: str, mime_type: str) -> _Local:
    path = output / name
    return _Local(name, path, mime_type, _digest(path), _UploadTurn.LISTING)


def _refuse_changed(file: _Local) -> None:
    found = _digest(file.path)
    if found != file.sha256:
        raise PublicationError(
            f"its SHA-256 is {found[:12]}…, where {file.sha256[:12]}… was published",
            where=str(file.path),
            mend="Run 'essaycast verify', then produce that essay again; if nothing differs, "
            "something was published meanwhile: run the same command again",
        )


def _refuse_itself(host: RemoteFolder, output: Path) -> None:
    here = "file" in host.filesystem.protocol
    if here and Path(host.root).resolve().is_relative_to(output.resolve()):
        raise PublicationError(
            "it lies within what is to be copied",
            where=host.root,
            mend=f"Choose a folder outside {output}",
        )


def _refuse_foreign(host: RemoteFolder, url: str) -> None:
    """Refuse to replace a page or a feed that is not ours: our list there would say that it is."""
    if host.read(MANIFEST) is not None:
        return
    names = (FEED_FILE, INDEX_FILE, ARTWORK_FILE)
    there = {name: content for name in names if (content := host.read(name)) is not None}
    if there and not any(map(is_marked, there.values())):
        raise UsageError(
            f"its {next(iter(there))} is not essaycast's, and would be overwritten",
            where=redacted(url),
            mend="Choose an empty place, or move that file away",
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


@contextmanager
def _refusals(url: str, password: str) -> Iterator[None]:
    """Turn whatever a host's library raises into one readable paragraph without passwords."""
    try:
        yield
    except StorageError as error:
        raise PublicationError(
            f"the host refused: {_without(password, without_secrets_of(url, error.what))}",
            where=redacted(url),
            mend=f"{error.mend}; then run the same command again: it goes on where it was",
        ) from error
    except EssaycastError:
        raise
    except Exception as error:
        answer = _without(password, without_secrets_of(url, " ".join(str(error).split())))
        raise PublicationError(
            f"the host refused: {type(error).__name__}{': ' if answer else ''}{answer}",
            where=redacted(url),
            mend="Look at the address and your credentials, then run the same command again: "
            "it goes on where it was",
        ) from error


def _without(password: str, text: str) -> str:
    return text.replace(password, HIDDEN) if password else text
