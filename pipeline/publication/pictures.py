"""The essay's own pictures, copied beside its page; those of other hosts stay links."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pipeline.tools.bounded import UndecodableError, opened_picture
from pipeline.values.episode import Episode
from pipeline.values.essay import BlockKind

LIMIT_BYTES = 8_000_000
TYPES = {"PNG": ("png", "image/png"), "JPEG": ("jpg", "image/jpeg"), "GIF": ("gif", "image/gif"),
         "WEBP": ("webp", "image/webp")}  # fmt: skip
"""Pillow's name of a format → file ending and MIME type. No SVG: it can carry script."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture to stand in an episode's folder."""

    name: str
    mime_type: str
    content: bytes


def local_pictures(episode: Episode, root: Path) -> dict[str, Picture]:
    """Return the figures of *episode*'s essay that are pictures beside it, by URL.

    Only an essay that is itself a local file names local files: one of a feed, a listing or a book
    was written elsewhere. A file counts only if it lies below the essay's own folder and the
    show's, links followed, and is a picture by its content.
    """
    if "://" in episode.essay.source or "#" in episode.essay.source:
        return {}
    folder = (root / Path(episode.essay.source)).parent
    found: dict[str, Picture] = {}
    for block in episode.essay.blocks:
        if block.kind is BlockKind.FIGURE and block.url not in found and _is_path(block.url):
            content = _read(block.url, folder, root)
            picture = content and _picture(content, len(found) + 1)
            if picture:
                found[block.url] = picture
    return found


def _is_path(url: str) -> bool:
    return bool(url) and not re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|/", url)


def _read(url: str, folder: Path, root: Path) -> bytes:
    with suppress(OSError, ValueError):
        path = (folder / url).resolve()
        inside = all(path.is_relative_to(place.resolve()) for place in (folder, root))
        if inside and path.stat().st_size <= LIMIT_BYTES:
            return path.read_bytes()
    return b""


def _picture(content: bytes, number: int) -> Picture | None:
    try:
        ending, mime_type = TYPES[opened_picture(content, TYPES).format or ""]
    except (UndecodableError, KeyError):
        return None
    return Picture(f"figure-{number:02}.{ending}", mime_type, content)
