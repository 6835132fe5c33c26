"""The show's cover: what a directory takes, and what the show asks for."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from pipeline.errors import ShowError
from pipeline.publication.artwork import LARGEST, SMALLEST, cover
from pipeline.publication.feed import ARTWORK_FILE, FEED_FILE
from pipeline.publication.inspection import REBUILD, Finding
from pipeline.settings.publication_settings import Channel


def cover_findings(output: Path, channel: Channel, root: Path) -> Iterator[Finding]:
    """Yield what is wrong with the cover in *output*: missing, damaged, of a wrong size, stale."""
    if not (output / FEED_FILE).exists():
        return
    path = output / ARTWORK_FILE
    if not path.is_file():
        yield Finding(path.name, "it is missing", REBUILD)
        return
    try:
        meant = cover(channel, root)
    except ShowError as error:
        yield Finding(path.name, f"{error.where}: {error.what}", error.mend)
        return
    content = path.read_bytes()
    if content != meant:
        yield Finding(path.name, _fault(content) or "it is not the show's picture now", REBUILD)


def _fault(content: bytes) -> str:
    """Return what is wrong with a cover by itself; empty if nothing is."""
    try:
        with Image.open(io.BytesIO(content), formats=("PNG",)) as image:
            size, mode = image.size, image.mode
            image.verify()
    except (UnidentifiedImageError, SyntaxError, ValueError, OSError) as error:
        return f"it is damaged: {error}"
    if mode == "RGB" and size[0] == size[1] and SMALLEST <= size[0] <= LARGEST:
        return ""
    measures = f"it is {mode}, {size[0]} × {size[1]} px"
    return f"{measures}, where RGB, square, {SMALLEST} to {LARGEST} px was meant"
