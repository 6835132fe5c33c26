"""Which episodes were withdrawn on purpose, so that a host may be told to drop them."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pipeline.publication.disk import writing
from pipeline.settings.running_settings import Places
from pipeline.tools.private_folders import private_folder


def note_withdrawn(slug: str, places: Places) -> None:
    """Remember that *slug* was withdrawn.

    Raises:
        StorageError: The working state cannot be written.
    """
    folder = _folder(places)
    with writing(folder):
        private_folder(folder)
        (folder / slug).touch()


def forget_withdrawn(slug: str, places: Places) -> None:
    """Forget it: the episode is published again."""
    (_folder(places) / slug).unlink(missing_ok=True)


def withdrawn_slugs(places: Places) -> frozenset[str]:
    """Return the slugs of all that was withdrawn and has not been published again."""
    folder = _folder(places)
    return frozenset(path.name for path in folder.iterdir()) if folder.is_dir() else frozenset()


def _folder(places: Places) -> Path:
    digest = hashlib.sha256(str(places.output.resolve()).encode()).hexdigest()[:12]
    return places.state / "withdrawn" / digest
