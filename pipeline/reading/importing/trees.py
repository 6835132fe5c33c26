"""Trees: the files of a folder or a ZIP archive under one set of names, within limits."""

from __future__ import annotations

import bisect
import itertools
import posixpath
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Protocol

from pipeline.errors import SourceError
from pipeline.reading.text_encoding import decoded
from pipeline.tools.bounded import Archive

MOST_FILES = 50_000
LARGEST_FILE = 32_000_000
LARGEST_WHOLE = 400_000_000
"""Bytes one tree's files may have together, decoded; read twice, they count twice."""
DEEPEST_ARCHIVE = 3
"""Archives within archives: large Notion exports are parts in one, which may lie in another."""
_PART = re.compile(r"Part-\d+\.zip$", re.IGNORECASE)
_DRIVE = re.compile(r"[A-Za-z]:")
_UNWANTED = frozenset({"__MACOSX", "node_modules", ".git", ".DS_Store", ".trash"})


class Tree(Protocol):
    """Files by their paths, with ``/`` between parts, below one root."""

    @property
    def where(self) -> str:
        """What messages call it."""

    @property
    def names(self) -> tuple[str, ...]:
        """The paths of all files, sorted."""

    def read(self, name: str) -> bytes:
        """Return the content of the file *name*.

        Raises:
            SourceError: There is none, it is too large, or cannot be read.
        """


def text_of(tree: Tree, name: str) -> str:
    """Return the text of the file *name* of *tree*; empty where there is none.

    Raises:
        SourceError: It is no text, or too large.
    """
    content = tree.read(name) if name in tree.names else b""
    return decoded(content, f"{tree.where}#{name}") if content.strip() else ""


@dataclass
class FolderTree:
    """The files of a folder on disk; links that lead out of it are left out."""

    folder: Path
    where: str
    _left: int = field(default=LARGEST_WHOLE)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The paths of all files, sorted."""
        return tuple(sorted(self._found()))

    def _found(self) -> Iterator[str]:
        root = self.folder.resolve()
        waiting = [self.folder]
        count = 0
        while waiting:
            for path in sorted(waiting.pop().iterdir()):
                if path.name in _UNWANTED or not path.resolve().is_relative_to(root):
                    continue
                if path.is_dir() and not path.is_symlink():
                    waiting.append(path)
                elif path.is_file():
                    count += 1
                    if count > MOST_FILES:
                        raise _too_many(self.where)
                    yield path.relative_to(self.folder).as_posix()

    def read(self, name: str) -> bytes:
        """Return the content of the file *name*."""
        path = self.folder / name
        try:
            if not path.resolve().is_relative_to(self.folder.resolve()):
                raise SourceError("it leads out of the folder", where=f"{self.where}/{name}")
            n_bytes = path.stat().st_size
            if n_bytes > min(LARGEST_FILE, self._left):
                raise SourceError(
                    f"it has {n_bytes:,} bytes; the limit is {LARGEST_FILE:,} a file and "
                    f"{LARGEST_WHOLE:,} a folder",
                    where=f"{self.where}/{name}",
                )
            self._left -= n_bytes
            return path.read_bytes()
        except OSError as error:
            raise SourceError(
                f"it cannot be read: {error.strerror}", where=f"{self.where}/{name}"
            ) from error


@dataclass
class Branch:
    """The files of a tree below one folder of it, as a tree of their own."""

    tree: Tree
    top: str
    """The folder's path, with its slash."""

    @property
    def where(self) -> str:
        """What messages call it."""
        return f"{self.tree.where}#{self.top.rstrip('/')}"

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The paths of all files from the folder, sorted."""
        names, n_top = self.tree.names, len(self.top)
        start = bisect.bisect_left(names, self.top)
        inside = itertools.takewhile(lambda name: name.startswith(self.top), names[start:])
        return tuple(name[n_top:] for name in inside)

    def read(self, name: str) -> bytes:
        """Return the content of the file *name*."""
        return self.tree.read(f"{self.top}{name}")


class ZipTree:
    """The files of a ZIP archive and of the archives in it; nothing is ever unpacked to disk.

    An archive within it is a folder of its name, but for the only one, and those that are parts of
    one export, as Notion's are.
    """

    def __init__(self, content: bytes, where: str) -> None:
        self.where = where
        self._places: dict[str, tuple[Archive, str]] = {}
        self._left = LARGEST_WHOLE
        self._gather(content, 1)
        self._top = _wrapping(self._places)
        self.names = tuple(sorted(name.removeprefix(self._top) for name in self._places))

    def _gather(self, content: bytes, depth: int, top: str = "") -> None:
        archive = Archive(
            content,
            self.where,
            most_entries=MOST_FILES,
            largest_entry=LARGEST_FILE,
            largest_whole=self._left,
        )
        paths = {name: safe_path(name) for name in archive.names if not archive.is_link(name)}
        wanted = {
            name: path
            for name, path in paths.items()
            if path and _UNWANTED.isdisjoint(path.split("/"))
        }
        for name, path in wanted.items():
            if path.lower().endswith(".zip"):
                if depth < DEEPEST_ARCHIVE:
                    inner = archive.read(name)
                    self._left -= len(inner)
                    whole = len(wanted) == 1 or bool(_PART.search(path))
                    self._gather(inner, depth + 1, top if whole else f"{top}{path[:-4]}/")
                continue
            if len(self._places) >= MOST_FILES:
                raise _too_many(self.where)
            self._places[f"{top}{path}"] = (archive, name)

    def read(self, name: str) -> bytes:
        """Return the content of the file *name*."""
        place = self._places.get(f"{self._top}{name}")
        if place is None:
            raise SourceError(f"it does not hold '{name}'", where=self.where)
        archive, inner = place
        content = archive.read(inner)
        self._left -= len(content)
        if self._left < 0:
            raise SourceError(
                f"it would unpack to more than {LARGEST_WHOLE:,} bytes",
                where=self.where,
                mend="Split it",
            )
        return content


def safe_path(name: str) -> str:
    """Return the path *name* of an archive if it stays below the root; empty if not, or a folder.

    ``..``, absolute paths, drives and backslashes are what traversal is made of.
    """
    if not name or name.endswith("/") or name.startswith("/") or "\\" in name or "\0" in name:
        return ""
    if _DRIVE.match(name) or ".." in name.split("/"):
        return ""
    return posixpath.normpath(name)


def _wrapping(names: Collection[str]) -> str:
    """Return the one folder that all of *names* lie in, with its slash; empty if there is none.

    A folder whose name says what the archive is wraps nothing.
    """
    tops = {name.partition("/")[0] for name in names}
    if len(tops) != 1 or any("/" not in name for name in names):
        return ""
    top = tops.pop()
    return "" if top in {"posts", "content", "_posts", "src", ".obsidian"} else f"{top}/"


def _too_many(where: str) -> SourceError:
    return SourceError(f"it holds more than {MOST_FILES:,} files", where=where, mend="Split it")
