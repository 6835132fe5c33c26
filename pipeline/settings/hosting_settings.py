"""Where a publication goes, and what its feed says for that."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, model_validator

from pipeline.settings.checks import host_place, web_address
from pipeline.settings.toml_table import Settings


class Hosting(Settings):
    """Where ``output/`` is put as soon as an episode is done."""

    url: Annotated[str, AfterValidator(host_place)] = ""
    """A folder, ``sftp://``, ``s3://`` or any other address fsspec knows; empty for nowhere."""
    secret: str = ""
    """Name of a Prefect Secret block that holds the host's password; empty for the environment
    (``ESSAYCAST_PUBLISH_PASSWORD``) or the keyring."""
    hub: Annotated[str, AfterValidator(web_address)] = ""
    """WebSub hub that is named in the feed and told of what is new."""
    prefix: Annotated[str, AfterValidator(web_address)] = ""
    """What stands before the addresses of sound, for whoever counts downloads."""

    private: bool = False
    """Whether each listener has a feed of their own, under an address nobody can guess."""
    listeners: str = "listeners.txt"
    """Who has one: a file of names, one a line."""

    @model_validator(mode="after")
    def _tells_nobody_of_private_addresses(self) -> Hosting:
        for name, who in (("hub", "a hub"), ("prefix", "whoever counts downloads")):
            if self.private and getattr(self, name):
                raise ValueError(
                    f"publish.{name}: {who} would be told every listener's address; take it out, "
                    "or private"
                )
        return self

    def counted(self, address: str) -> str:
        """Return the *address* of a sound file as the feed gives it."""
        if not self.prefix or "://" not in address:
            return address
        return f"{self.prefix.rstrip('/')}/{address.removeprefix('https://')}"


class Audiobookshelf(Settings):
    """A server of one's own that the show is put on as a podcast."""

    place: Annotated[str, AfterValidator(host_place)] = ""
    """Its library's folder, or the server's address (``https://…``)."""
    library: str = ""
    """Name of the library on the server; empty for its first one of podcasts."""
    secret: str = ""
    """Name of a Prefect Secret block that holds an API key; empty for the environment
    (``ESSAYCAST_AUDIOBOOKSHELF_KEY``) or the keyring."""


@dataclass(frozen=True, slots=True)
class PrivateFeeds:
    """A show whose listeners each have a feed of their own."""

    base_url: str
    """Where the host is reachable; each feed lies in a folder below it."""
    names: Path
    """The file of listeners, one name a line."""
