"""What a source is called wherever it is kept or shown, and the way back to it.

A run's parameters, tags, ledger and messages hold names only: addresses without their secrets,
file names without what no output takes. The secrets stay in one file, which only its owner reads.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path

from pipeline.settings.reading_settings import Access
from pipeline.showing import found_by, redacted, shown
from pipeline.tools.private_folders import private_folder

_FILE = "addresses.json"


def source_name(source: str, access: Access) -> str:
    """Return what *source* is called; :func:`source_address` finds it again by that.

    Raises:
        StorageError: Its secrets cannot be kept.
    """
    name = shown(redacted(source))
    if "://" in source and name != source:
        kept = _kept(access)
        if kept.get(name) != source:
            _keep(access, {**kept, name: source})
    return name


def source_address(name: str, access: Access) -> str:
    """Return the address that is called *name*; *name* itself where nothing was taken out."""
    return _kept(access).get(name, name)


def file_called(path: Path) -> Path:
    """Return *path*, or, where there is none, that of the file that is shown as this is."""
    return path if path.exists() else Path(found_by(str(path)))


def _kept(access: Access) -> dict[str, str]:
    with suppress(OSError, ValueError, AttributeError):
        data = json.loads((access.fetched / _FILE).read_text(encoding="utf-8"))
        return {str(name): str(address) for name, address in data.items()}
    return {}


def _keep(access: Access, kept: dict[str, str]) -> None:
    folder = private_folder(access.fetched)
    aside = folder / f"{_FILE}.{os.getpid()}.new"
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(kept, file, indent=1)
    aside.replace(folder / _FILE)
