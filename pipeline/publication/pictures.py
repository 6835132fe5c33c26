"""The essay's pictures, copied beside its page: its own, and those of other hosts that are kept."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pipeline.tools.kept_files import kept_picture
from pipeline.tools.picture_files import LARGEST_BYTES, picture_file
from pipeline.values.episode import Episode
from pipeline.values.essay import BlockKind, Essay


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture to stand in an episode's folder."""

    name: str
    mime_type: str
    content: bytes


def local_pictures(episode: Episode, root: Path, kept: Path | None = None) -> dict[str, Picture]:
    """Return the figures of *episode*'s essay that can stand beside its page, by URL.

    Those in the folder *kept* were put there when the essay was read, out of its export or from
    other hosts. Of other files, only an essay that is itself a local file names local ones: one of
    a feed, a listing or a book was written elsewhere. A file counts only if it lies below the
    essay's own folder and the show's, links followed, and is a picture by its content.
    """
    found: dict[str, Picture] = {}
    for block in episode.essay.blocks:
        if block.kind is BlockKind.FIGURE and block.url and block.url not in found:
            content = _content(block.url, episode.essay.source, root, kept)
            picture = content and _picture(content, len(found) + 1)
            if picture:
                found[block.url] = picture
    return found


def lead_picture(essay: Essay, root: Path, kept: Path | None = None) -> bytes:
    """Return the picture that *essay* names as its own, by the rules of its figures; or nothing."""
    content = _content(essay.image, essay.source, root, kept) if essay.image else b""
    return content if content and picture_file(content) else b""


def _content(url: str, source: str, root: Path, kept: Path | None) -> bytes:
    content = kept_picture(kept, source, url) if kept else b""
    is_file = "://" not in source and "#" not in source
    if content or not is_file or not _is_path(url):
        return content
    return _read(url, (root / Path(source)).parent, root)


def _is_path(url: str) -> bool:
    return bool(url) and not re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|/", url)


def _read(url: str, folder: Path, root: Path) -> bytes:
    with suppress(OSError, ValueError):
        path = (folder / url).resolve()
        inside = all(path.is_relative_to(place.resolve()) for place in (folder, root))
        if inside and path.stat().st_size <= LARGEST_BYTES:
            return path.read_bytes()
    return b""


def _picture(content: bytes, number: int) -> Picture | None:
    file = picture_file(content)
    if file is None:
        return None
    return Picture(f"figure-{number:02}.{file.ending}", file.mime_type, content)
