"""Whose a folder is: nothing is ever written over a page or a feed that is not ours."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.publication.catalogue import episode_folders
from pipeline.publication.feed import ARTWORK_FILE, FEED_FILE

INDEX_FILE = "index.html"
OLDER_PAGES = "index-[0-9]*.html"
"""What pages of the index besides the first are called."""
MARKS = (b"<generator>essaycast", b'name="generator" content="essaycast"')
"""What the feed and the index say of who made them."""
_HEAD_BYTES = 100_000


def refuse_foreign(output: Path, workshop: str) -> None:
    """Refuse to publish in *output* where somebody else's page, feed or picture would be lost.

    Raises:
        UsageError: One stands there, and no sign that it is ours.
    """
    if not output.is_dir() or episode_folders(output) or (output / workshop).is_dir():
        return
    there = [name for name in (FEED_FILE, INDEX_FILE, ARTWORK_FILE) if (output / name).exists()]
    if there and not any(is_marked(_head(output / name)) for name in there):
        raise UsageError(
            f"its {there[0]} is not essaycast's, and would be overwritten",
            where=str(output),
            mend="Choose another folder with --output or in show.toml, or move that file away",
        )


def is_marked(content: bytes) -> bool:
    """Return whether a page or a feed says that it is ours."""
    return any(mark in content for mark in MARKS)


def _head(path: Path) -> bytes:
    with suppress(OSError), path.open("rb") as file:
        return file.read(_HEAD_BYTES)
    return b""
