"""The show's cover as a directory takes it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from pipeline.artwork import LARGEST, SMALLEST
from pipeline.feed import ARTWORK_FILE, FEED_FILE
from pipeline.inspection import REBUILD, Finding


def cover_findings(output: Path) -> Iterator[Finding]:
    """Yield what is wrong with the cover in *output*: missing, cut, changed, of a wrong size.

    A drawn cover is not drawn again: a PNG's own checksums tell of every changed byte.
    """
    if not (output / FEED_FILE).exists():
        return
    path = output / ARTWORK_FILE
    if not path.is_file():
        yield Finding(path.name, "it is missing", REBUILD)
        return
    try:
        with Image.open(path, formats=("PNG",)) as image:
            size, mode = image.size, image.mode
            image.verify()
    except (UnidentifiedImageError, SyntaxError, ValueError, OSError) as error:
        yield Finding(path.name, f"it is damaged: {error}", REBUILD)
        return
    if mode != "RGB" or size[0] != size[1] or not SMALLEST <= size[0] <= LARGEST:
        measures = f"it is {mode}, {size[0]} × {size[1]} px"
        what = f"{measures}, where RGB, square, {SMALLEST} to {LARGEST} px was meant"
        yield Finding(path.name, what, REBUILD)
