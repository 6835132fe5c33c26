"""An essay's pictures: which they are, and those that lie in its own export."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote

from pipeline.errors import SourceError
from pipeline.reading.importing.trees import Tree, ZipTree
from pipeline.tools.picture_files import PictureFile, picture_file
from pipeline.values.essay import BlockKind, Essay, MarkKind

MOST_PICTURES = 200
"""Of one essay."""
OFFICE = frozenset({".docx", ".odt"})
_ADDRESS = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture to stand beside an essay."""

    name: str
    content: bytes


def pictures_in(essay: Essay) -> tuple[str, ...]:
    """Return the addresses of the pictures of *essay*, each once, in their order."""
    found: dict[str, None] = {}
    for block in essay.blocks:
        if block.kind is BlockKind.FIGURE and block.url:
            found[block.url] = None
        found |= {mark.target: None for mark in block.marks if mark.kind is MarkKind.IMAGE}
    return tuple(url for url in found if url)[:MOST_PICTURES]


def place_of_pictures(tree: Tree | None, path: str) -> tuple[Tree | None, str]:
    """Return where the pictures of the file *path* of *tree* start.

    Those of an office text, and those of a file in an archive, are in that.
    """
    archive, sign, inner = path.partition(".zip/")
    holder = f"{archive}.zip" if sign else path
    if tree is None or not (sign or PurePosixPath(path).suffix.lower() in OFFICE):
        return tree, path
    if sign and holder not in tree.names:
        return tree, path
    try:
        return (
            place_of_pictures(ZipTree(tree.read(holder), tree.where), inner)
            if sign
            else (ZipTree(tree.read(path), tree.where), "")
        )
    except SourceError:
        return None, ""


def picture_of_tree(tree: Tree | None, path: str, url: str) -> PictureFile | None:
    """Return the picture *url* of the file *path* of *tree*; None where it is not there.

    Vaults name a picture alone, wherever it lies; backups of Ghost hold what is in ``content/``.
    """
    if tree is None or _ADDRESS.match(url):
        return None
    wanted = unquote(url.partition("?")[0].partition("#")[0])
    beside = posixpath.normpath(posixpath.join(posixpath.dirname(path), wanted.lstrip("/")))
    rooted = wanted.lstrip("/")
    places = (beside, rooted, f"static/{rooted}", f"public/{rooted}", rooted.partition("/")[2])
    name = next((place for place in places if place in tree.names), "")
    if not name and "/" not in wanted:
        name = next((one for one in tree.names if PurePosixPath(one).name == wanted), "")
    try:
        return picture_file(tree.read(name)) if name else None
    except SourceError:
        return None
