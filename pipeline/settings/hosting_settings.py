"""Where a publication goes, and what its feed says for that."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator

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

    def counted(self, address: str) -> str:
        """Return the *address* of a sound file as the feed gives it."""
        if not self.prefix or "://" not in address:
            return address
        return f"{self.prefix.rstrip('/')}/{address.removeprefix('https://')}"
