"""Copying the publication to where it is hosted: what changed, sound first, the feed last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import EssaycastError, PublicationError, StorageError, UsageError
from pipeline.publication.feed import ARTWORK_FILE, FEED_FILE
from pipeline.publication.host_files import MANIFEST, Uploaded, copy_changed, local_files
from pipeline.publication.listener_keys import current_listeners, withdrawn_keys
from pipeline.publication.lists import rebuild
from pipeline.publication.ownership import INDEX_FILE, is_marked
from pipeline.publication.private_hosting import upload_privately
from pipeline.publication.withdrawn import withdrawn_slugs
from pipeline.settings.publication_settings import PublicationSettings
from pipeline.showing import HIDDEN, redacted, without_secrets_of
from pipeline.tools.locks import only_one
from pipeline.tools.store import RemoteFolder


def upload(settings: PublicationSettings, url: str, *, password: str = "") -> Uploaded:
    """Copy what changed to *url*.

    Episodes come first, each one's audio before what names it; then their pages, which lead to one
    another, new ones first; then artwork and index; then the feed, its first page last: whoever
    reads a page or the feed finds everything it names. Then what was withdrawn is dropped; nothing
    else ever is. Broken off, it goes on where it was when called again, for the host's own list of
    what it has is kept after each episode.

    A private show has no page for everybody: each listener's edition goes into a folder of its own
    (:mod:`pipeline.publication.listener_editions`), and those of withdrawn keys go first.

    Args:
        settings: The show; feed and index are rebuilt first.
        url: An fsspec URL: a folder, ``sftp://…``, ``s3://bucket/path``, …
        password: The host's, where the address does not tell it; never shown.

    Raises:
        PublicationError: A local file is not what was published, or the host refuses.
        UsageError: No place is named, or the home folder; the show has no address, so that no app
            could use its feed; or somebody else's page or feed stands there.
        StorageError: ``output/`` cannot be written.
    """
    if not url.strip():
        raise UsageError(
            "there is no place to copy to", mend="Give a folder, an sftp:// or an s3:// address"
        )
    private = settings.private
    if not (private.base_url if private else settings.channel.base_url):
        raise UsageError(
            "base_url is not set: the addresses in the feed are relative, and no podcast app could "
            "play it",
            where="show.toml",
            mend="Set base_url to where this place is reachable, as "
            "base_url = 'https://example.org/podcast', then run the same command again",
        )
    with only_one(settings.places.state / "locks" / "upload.lock"):
        records = rebuild(settings)
        listeners = current_listeners(settings.places, private.names) if private else ()
        gone = withdrawn_keys(settings.places)
        withdrawn = withdrawn_slugs(settings.places)
        with _refusals(url, (password, *(one.key for one in listeners), *gone)):
            host = RemoteFolder.at(url, password=password)
            _refuse_own_places(host, settings.places.output)
            _refuse_foreign(host, url)
            if private:
                return upload_privately(settings, records, host, listeners, gone, withdrawn)
            return copy_changed(list(local_files(records, settings.places.output)), host, withdrawn)


def _refuse_own_places(host: RemoteFolder, output: Path) -> None:
    if "file" not in host.filesystem.protocol:
        return
    root = Path(host.root or "/").resolve()  # fsspec leaves nothing of the root folder
    if Path.home().resolve().is_relative_to(root):
        raise UsageError(
            "your home folder, or one around it, is no place to publish in",
            where=host.root,
            mend="Name a folder of its own",
        )
    if root.is_relative_to(output.resolve()):
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


@contextmanager
def _refusals(url: str, secrets: Sequence[str]) -> Iterator[None]:
    """Turn whatever a host's library raises into one readable paragraph without passwords."""
    try:
        yield
    except StorageError as error:
        raise PublicationError(
            f"the host refused: {_without(secrets, without_secrets_of(url, error.what))}",
            where=redacted(url),
            mend=f"{error.mend}; then run the same command again: it goes on where it was",
        ) from error
    except EssaycastError:
        raise
    except Exception as error:
        answer = _without(secrets, without_secrets_of(url, " ".join(str(error).split())))
        raise PublicationError(
            f"the host refused: {type(error).__name__}{': ' if answer else ''}{answer}",
            where=redacted(url),
            mend="Look at the address and your credentials, then run the same command again: "
            "it goes on where it was",
        ) from error


def _without(secrets: Sequence[str], text: str) -> str:
    for secret in filter(None, secrets):
        text = text.replace(secret, HIDDEN)
    return text
