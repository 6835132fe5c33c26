"""A document: one source's bytes as they came, before anybody knows what they hold."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from pipeline.errors import SourceError
from pipeline.reading.invisible import one_line
from pipeline.reading.source_names import file_called
from pipeline.reading.text_encoding import decoded
from pipeline.settings.reading_settings import Access
from pipeline.showing import found_by, shown
from pipeline.tools.fetching.urls import url_parts

LARGEST_BYTES = 32_000_000
LARGEST_ARCHIVE = 512_000_000
"""Bytes of a file that holds many essays and their pictures."""
_ARCHIVES = frozenset({".zip", ".mbox", ".json", ".xml"})
_UNTOLD_NAMES = frozenset({"index", "readme"})
"""File names that say nothing: the folder's says more."""


@dataclass(frozen=True)
class Document:
    """What a file or an address gave."""

    source: str
    """As the user named it."""
    key: str
    """The file's path from the show's folder, or the final address."""
    content: bytes
    url: str = ""
    """Final address, empty for a file."""
    mime: str = ""
    """Media type without parameters, lower case; empty when nobody said."""
    charset: str = ""
    folder: Path | None = None
    """The folder it is, where it is one; *content* is empty then."""

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder on disk."""
        return self.folder is not None

    @cached_property
    def text(self) -> str:
        """The decoded text.

        Raises:
            SourceError: It is not text.
        """
        return decoded(self.content, self.source, self.charset)

    @property
    def suffix(self) -> str:
        """Suffix of the file's name, lower case with its dot; empty for an address."""
        return "" if self.url else PurePosixPath(self.key).suffix.lower()

    @property
    def name(self) -> str:
        """The file's name, or the address's last part, without suffix."""
        path = PurePosixPath(url_parts(self.url).path if self.url else self.key)
        if path.stem.lower() in _UNTOLD_NAMES and path.parent.name:
            return path.parent.name
        return _in_letters(path.stem or self.key)


def _in_letters(name: str) -> str:
    """Return a file's *name* as it was meant: bytes that are not UTF-8 are Windows' letters."""
    raw = found_by(name).encode("utf-8", "surrogateescape")
    try:
        return one_line(raw.decode())
    except UnicodeDecodeError:
        return one_line(raw.decode("cp1252", "replace"))


def document_of_file(source: str, access: Access) -> Document:
    """Return the file or folder *source*, of the show's folder or else of the current one.

    Raises:
        SourceError: It is not there, neither a file nor a folder, not readable, empty or too large.
    """
    path = _found(source, access)
    try:
        if path.is_dir():
            return Document(source, _key(path, access), b"", folder=path)
        if not path.is_file():
            raise SourceError(
                "this is neither a file nor an address", where=source, mend="Name a regular file"
            )
        n_bytes = path.stat().st_size
        limit = LARGEST_ARCHIVE if path.suffix.lower() in _ARCHIVES else LARGEST_BYTES
        if n_bytes > limit:
            raise SourceError(
                f"it has {n_bytes:,} bytes; the limit is {limit:,}",
                where=source,
                mend="Cut it into several essays",
            )
        content = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise SourceError(
            f"it cannot be read: {reason}", where=source, mend="Check the file's permissions"
        ) from error
    if not content.strip():
        raise SourceError("the file is empty", where=source, mend="Write the essay first")
    return Document(shown(source), shown(_key(path, access)), content)


def _found(source: str, access: Access) -> Path:
    given = Path(source)
    try:
        given = given.expanduser()
        for path in (access.root / given, given):
            if (found := file_called(path)).exists():
                return found
    except (OSError, ValueError, RuntimeError):
        pass  # a name no file can have
    for path in (access.root / given, given):
        if path.is_symlink():
            raise SourceError(
                f"it is a link that leads nowhere (to '{path.readlink()}')",
                where=source,
                mend="Mend the link, or name the file itself",
            )
    raise SourceError(
        "there is no such file",
        where=source if len(source) <= 200 else f"{source[:200]}…",
        mend="Check its name; an address begins with https://",
    )


def _key(path: Path, access: Access) -> str:
    resolved = path.resolve()
    root = access.root.resolve()
    inside = resolved.is_relative_to(root)
    return (resolved.relative_to(root) if inside else resolved).as_posix()
