"""Where a show and its working state lie: named apart, for those who need nothing else of it."""

from __future__ import annotations

import os
from pathlib import Path

SHOW_FILE = "show.toml"
STATE_FOLDER = ".essaycast"
"""Beside ``show.toml``: clip store, Prefect's database, locks, logs."""


def found_upwards(folder: Path) -> Path:
    """Return the nearest ``show.toml``, in *folder* or around it as git finds its own.

    A show may have a working state and no file. Looking ends at the home folder, at one that
    anybody may write in, and at what is another user's; with nothing found the file would be in
    *folder*.
    """
    for place in (folder, *folder.parents):
        try:
            status = place.stat()
            if (place / SHOW_FILE).is_file() or (place / STATE_FOLDER).is_dir():
                return place / SHOW_FILE
        except OSError:
            break
        if place == Path.home() or status.st_mode & 0o002 or not _is_mine(status.st_uid):
            break
    return folder / SHOW_FILE


def with_home(text: str) -> Path:
    """Return the path *text* with ``~`` for the user's home; ``~name`` of nobody stays as it is."""
    return Path(os.path.expanduser(text))  # noqa: PTH111 - Path's own fails where there is no such user


def _is_mine(user: int) -> bool:
    return not hasattr(os, "geteuid") or user == os.geteuid()


def users_voices() -> Path:
    """Return the folder of the user's own voices and lexicons, for all shows; perhaps not there."""
    config = os.environ.get("XDG_CONFIG_HOME") or os.environ.get("APPDATA")
    return (Path(config) if config else Path.home() / ".config") / "essaycast" / "voices"
