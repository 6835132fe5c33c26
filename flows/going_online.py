"""Putting what is published where ``[publish] url`` says, with credentials from outside."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import EssaycastError, PublicationError, error_text
from pipeline.publication import Uploaded, upload
from pipeline.publication.announcing import announce
from pipeline.publication.feed import FEED_FILE
from pipeline.settings.show import Show
from pipeline.showing import redacted

PASSWORD = "ESSAYCAST_PUBLISH_PASSWORD"  # noqa: S105 - a variable's name
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


def put_online(show: Show) -> Online:
    """Copy what changed to the show's host, and tell its hub; no error is raised.

    What cannot be copied now is copied by the next attempt: the episode itself is made.
    """
    if not show.publish.url:
        return Online()
    try:
        done, hub = publish_to(show, place_of(show))
    except Exception as error:  # noqa: BLE001 - an episode that is made does not fail for its host
        return Online(error=error_text(error, redacted(show.publish.url)))
    return Online(show.public_url.rstrip("/"), done.listeners, hub=hub)


def place_of(show: Show) -> str:
    """Return the host's address; a folder is one as seen from the show's."""
    url = show.publish.url
    return url if "://" in url else str(show.root / Path(url).expanduser())


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
    if password := os.environ.get(PASSWORD, ""):
        return password
    if show.publish.secret:
        return _of_block(show.publish.secret)
    try:
        import keyring  # type: ignore[import-not-found,unused-ignore]  # noqa: PLC0415 - who wants it has it
    except ImportError:
        return ""
    with suppress(Exception):  # a machine without a keyring has no password in it
        return str(keyring.get_password(KEYRING_SERVICE, url) or "")
    return ""


def _of_block(name: str) -> str:
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
            where="publish.secret",
            mend="Make it in the UI (Blocks, Secret), or give the password as " + PASSWORD,
        ) from error
