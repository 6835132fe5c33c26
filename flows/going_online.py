"""Putting what is published where ``[publish] url`` says, with credentials from outside."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from dataclasses import dataclass, replace

from pipeline.errors import EssaycastError, PublicationError, error_text
from pipeline.publication import Uploaded, rebuild, upload
from pipeline.publication.announcing import announce
from pipeline.publication.bookshelf_folder import put_in_folder, shelf_files, shelf_title
from pipeline.publication.bookshelf_server import send_to_server
from pipeline.publication.feed import FEED_FILE
from pipeline.settings.show import Show
from pipeline.settings.state_folder import with_home
from pipeline.showing import redacted

PASSWORD = "ESSAYCAST_PUBLISH_PASSWORD"  # noqa: S105 - a variable's name
BOOKSHELF_KEY = "ESSAYCAST_AUDIOBOOKSHELF_KEY"
KEYRING_SERVICE = "essaycast"
OFFLINE = "made, and not put online: "
"""What an episode is that its host did not take; the reason follows."""


@dataclass(frozen=True, slots=True)
class Online:
    """What became of an attempt to put the show online."""

    address: str = ""
    """Where listeners find it; empty where it was not put online, or each has an address."""
    listeners: int = 0
    """Who have private feeds of it; none where it is public."""
    error: str = ""
    """Why it was not; empty where it was, or nobody asked."""
    hub: str = ""
    """Why the hub was not told."""
    bookshelf: str = ""
    """Where Audiobookshelf has it; empty where it has not, or nobody asked."""


def put_online(show: Show) -> Online:
    """Copy what changed to the show's host and to Audiobookshelf, and tell its hub.

    No error is raised: what cannot be copied now is copied by the next attempt, and the episode
    itself is made.
    """
    online, place = Online(), bookshelf_of(show)
    if show.publish.url:
        try:
            done, hub = publish_to(show, place_of(show))
        except Exception as error:  # noqa: BLE001 - an episode that is made does not fail for its host
            online = Online(error=error_text(error, redacted(show.publish.url)))
        else:
            online = Online(show.public_url.rstrip("/"), done.listeners, hub=hub)
    if place:
        try:
            put_on_bookshelf(show, place)
        except Exception as error:  # noqa: BLE001 - likewise
            faults = (online.error, f"Audiobookshelf: {error_text(error, redacted(place))}")
            return replace(online, error="; ".join(filter(None, faults)))
        online = replace(online, bookshelf=redacted(place))
    return online


def bookshelf_of(show: Show) -> str:
    """Return where Audiobookshelf is; a folder is one as seen from the show's. Empty for none."""
    place = show.audiobookshelf.place
    return place if "://" in place or not place else str(show.root / with_home(place))


def place_of(show: Show) -> str:
    """Return the host's address; a folder is one as seen from the show's."""
    url = show.publish.url
    return url if "://" in url else str(show.root / with_home(url))


def publish_to(show: Show, url: str) -> tuple[Uploaded, str]:
    """Copy what changed to *url* and tell the hub if the feed has.

    Returns:
        What was copied, and why the hub could not be told, if so.

    Raises:
        EssaycastError: See :func:`pipeline.publication.upload`.
    """
    done = upload(show.for_publication, url, password=password_for(show, url))
    changed = FEED_FILE in done.copied
    return done, announce(show.channel) if changed else ""


def password_for(show: Show, url: str) -> str:
    """Return the password for *url*: the environment's, the Prefect block's, or the keyring's.

    Empty where there is none: keys and agents, or what the host's own tools know, are asked then.

    Raises:
        PublicationError: The block that ``show.toml`` names cannot be had.
    """
    return secret_of(show, PASSWORD, show.publish.secret, url, "publish.secret")


def put_on_bookshelf(show: Show, place: str) -> tuple[Uploaded, str]:
    """Bring the podcast on Audiobookshelf at *place* up to date with what is published.

    Args:
        show: The show.
        place: The folder of its library, or the server's address.

    Returns:
        What was copied, and what the server would not do, if so.

    Raises:
        EssaycastError: See :func:`pipeline.publication.bookshelf_folder.put_in_folder` and
            :func:`pipeline.publication.bookshelf_server.send_to_server`.
    """
    settings = show.for_publication
    records = rebuild(settings)
    files = shelf_files(records, settings.channel, settings.places.output)
    title = shelf_title(settings.channel)
    if not place.startswith(("http://", "https://")):
        return put_in_folder(files, title, place), ""
    given = show.audiobookshelf
    key = secret_of(show, BOOKSHELF_KEY, given.secret, place, "audiobookshelf.secret")
    return send_to_server(files, title, place, given.library, key, settings.places)


def secret_of(show: Show, variable: str, block: str, user: str, setting: str) -> str:
    """Return a secret: the environment's *variable*, the Prefect *block*'s, or the keyring's.

    Args:
        show: The show; its Prefect server has the block.
        variable: Of the environment; goes first.
        block: Name of a Secret block; empty for none.
        user: Whom the keyring knows it by.
        setting: What names the block in ``show.toml``.

    Raises:
        PublicationError: The block cannot be had.
    """
    if secret := os.environ.get(variable, ""):
        return secret
    if block:
        return _of_block(show, block, setting, variable)
    try:
        import keyring  # type: ignore[import-not-found,unused-ignore]  # noqa: PLC0415 - who wants it has it
    except ImportError:
        return ""
    with suppress(Exception):  # a machine without a keyring has no password in it
        return str(keyring.get_password(KEYRING_SERVICE, user) or "")
    return ""


def _of_block(show: Show, name: str, setting: str, variable: str) -> str:
    if "prefect" not in sys.modules:  # else it knows by now which server to ask
        from flows.server import ensure_server  # noqa: PLC0415 - only who names a block needs it

        ensure_server(show)
    from prefect.blocks.system import Secret  # noqa: PLC0415 - brings in Prefect

    try:
        block = Secret.load(name)
        assert isinstance(block, Secret)  # a coroutine in asynchronous code only
        return str(block.get())
    except EssaycastError:
        raise
    except Exception as error:
        raise PublicationError(
            f"the Prefect block secret/{name} cannot be had",
            where=setting,
            mend="Make it in the UI (Blocks, Secret), or give it as " + variable,
        ) from error
