"""Which episodes were withdrawn on purpose, so that a host may be told to drop them."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pipeline.publication.disk import writing
from pipeline.settings.show import Show


def note_withdrawn(slug: str, show: Show) -> None:
    """Remember that *slug* was withdrawn.

    Raises:
        StorageError: The working state cannot be written.
    """
    folder = _folder(show)
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / slug).touch()


def forget_withdrawn(slug: str, show: Show) -> None:
    """Forget it: the episode is published again."""
    (_folder(show) / slug).unlink(missing_ok=True)


def withdrawn_slugs(show: Show) -> frozenset[str]:
    """Return the slugs of all that was withdrawn and has not been published again."""
    folder = _folder(show)
    return frozenset(path.name for path in folder.iterdir()) if folder.is_dir() else frozenset()


def _folder(show: Show) -> Path:
    digest = hashlib.sha256(str(show.output_folder.resolve()).encode()).hexdigest()[:12]
    return show.state / "withdrawn" / digest
