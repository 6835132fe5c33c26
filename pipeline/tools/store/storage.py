"""Where a store keeps its files: a folder of this machine, or elsewhere.

The folder goes past fsspec on purpose: a finished episode reads and writes hundreds of clips, and
plain system calls do that several times faster than a layer that also knows S3.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import time
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

from pipeline.errors import StorageError
from pipeline.tools.private_folders import private_folder

_TOUCH_AFTER_S = 3_600
"""How stale the time of last use may be; a touch on every read would double its cost."""
_FORGOTTEN_AFTER_S = 3_600
"""Age at which a half-written file belongs to nobody any more."""
HALF_WRITTEN = ".half"
PIECE_BYTES = 8 << 20
"""As much of a file that is copied is held at a time; S3 takes no parts below 5 MiB."""
_MENDS = {
    errno.ENOSPC: "Free some disk space, or run 'essaycast cache prune'",
    errno.EDQUOT: "Free some of your quota, or run 'essaycast cache prune'",
    errno.EROFS: "Set storage.url in show.toml to a folder that can be written to",
    errno.EACCES: "Set storage.url in show.toml to a folder you may write to",
    errno.EPERM: "Set storage.url in show.toml to a folder you may write to",
}


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file of the store."""

    name: str
    """Relative to the place, with forward slashes."""
    n_bytes: int
    used_at: float
    """Seconds since the epoch it was last written or, roughly, read."""


class StoragePlace(Protocol):
    """Somewhere files can be kept by relative name."""

    def read(self, name: str) -> bytes | None:
        """Return the bytes of the file, None when there is none; marks it as used."""

    def write(self, name: str, parts: Sequence[bytes]) -> None:
        """Make the file appear, whole, with the bytes of *parts*."""

    def copy_in(self, name: str, path: Path, mime_type: str = "") -> None:
        """Make the file appear, whole, with the bytes of the file at *path*, piece by piece.

        Whoever serves files is told its *mime_type*.
        """

    def copy_out(self, name: str, path: Path) -> bool:
        """Copy the file to the new one at *path*, piece by piece, and tell whether there is one."""

    def create(self, name: str, content: bytes) -> bool:
        """Make the file appear if there is none, and tell whether it was this call that did."""

    def exists(self, name: str) -> bool:
        """Tell whether there is such a file."""

    def remove(self, name: str) -> None:
        """Remove the file; nothing happens when there is none."""

    def remove_folder(self, name: str) -> None:
        """Remove the folder if it is empty."""

    def files(self, folder: str = "") -> Iterator[StoredFile]:
        """Yield all files within *folder*, in no particular order."""


@dataclass(frozen=True, slots=True)
class LocalFolder:
    """A folder of this machine."""

    root: Path

    def __str__(self) -> str:
        return str(self.root)

    def read(self, name: str) -> bytes | None:
        """Return the bytes of the file, None when there is none; marks it as used."""
        path = self.root / name
        try:
            with path.open("rb") as file:
                content = file.read()
                stale = time.time() - os.fstat(file.fileno()).st_mtime > _TOUCH_AFTER_S
        except FileNotFoundError:
            return None
        except OSError as error:
            raise _storage_error(error, "cannot be read", path) from error
        if stale:
            with contextlib.suppress(OSError):  # a store one may only read is still of use
                os.utime(path)
        return content

    def write(self, name: str, parts: Sequence[bytes]) -> None:
        """Make the file appear, whole, with the bytes of *parts*.

        It is not synced to the disk: the digest tells a file that a power cut left hollow, and
        what is missing is made again, while a sync for each clip would cost more than speaking it.
        """
        with self._half_written(name, parts) as half:
            half.replace(self.root / name)

    def copy_in(self, name: str, path: Path, mime_type: str = "") -> None:
        """Make the file appear, whole, with the bytes of the file at *path*, piece by piece.

        Raises:
            OSError: *path* cannot be read.
            StorageError: The file cannot be written.
        """
        del mime_type  # the name says it
        with path.open("rb") as source, self._half_written(name, pieces(source)) as half:
            half.replace(self.root / name)

    def copy_out(self, name: str, path: Path) -> bool:
        """Copy the file to the new one at *path*, piece by piece, and tell whether there is one."""
        source = self.root / name
        try:
            shutil.copyfile(source, path)
        except FileNotFoundError:
            return False
        except OSError as error:
            raise _storage_error(error, "cannot be copied", source) from error
        return True

    def create(self, name: str, content: bytes) -> bool:
        """Make the file appear if there is none, and tell whether it was this call that did."""
        try:
            with self._half_written(name, [content]) as half:
                os.link(half, self.root / name)
                half.unlink()
        except StorageError as error:
            if isinstance(error.__cause__, FileExistsError):
                return False
            raise
        return True

    @contextlib.contextmanager
    def _half_written(self, name: str, parts: Iterable[bytes]) -> Iterator[Path]:
        """Write beside the file *name* what the block gives that name; gone if it cannot."""
        path = self.root / name
        half = path.with_name(f"{path.name}.{uuid.uuid4().hex}{HALF_WRITTEN}")
        try:
            try:
                file = half.open("xb", buffering=0)
            except FileNotFoundError:
                private_folder(path.parent)
                file = half.open("xb", buffering=0)
            with file:
                for part in parts:
                    _write_all(file.fileno(), part)
            yield half
        except OSError as error:
            with contextlib.suppress(OSError):
                half.unlink()
            raise _storage_error(error, "cannot be written", path) from error

    def exists(self, name: str) -> bool:
        """Tell whether there is such a file."""
        return (self.root / name).is_file()

    def remove(self, name: str) -> None:
        """Remove the file; nothing happens when there is none."""
        path = self.root / name
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise _storage_error(error, "cannot be removed", path) from error

    def remove_folder(self, name: str) -> None:
        """Remove the folder if it is empty."""
        with contextlib.suppress(OSError):
            (self.root / name).rmdir()

    def files(self, folder: str = "") -> Iterator[StoredFile]:
        """Yield all files in no particular order; clears away what was never finished."""
        folders = [str(self.root / folder)]
        while folders:
            try:
                entries = list(os.scandir(folders.pop()))
            except FileNotFoundError:
                continue
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                    continue
                with contextlib.suppress(FileNotFoundError):  # another process pruned it
                    yield from self._file(entry)

    def _file(self, entry: os.DirEntry[str]) -> Iterator[StoredFile]:
        status = entry.stat(follow_symlinks=False)
        if not entry.name.endswith(HALF_WRITTEN):
            name = Path(entry.path).relative_to(self.root).as_posix()
            yield StoredFile(name, status.st_size, status.st_mtime)
        elif time.time() - status.st_mtime > _FORGOTTEN_AFTER_S:
            Path(entry.path).unlink(missing_ok=True)


def pieces(source: IO[bytes]) -> Iterator[bytes]:
    """Yield what is left of *source*, :data:`PIECE_BYTES` at a time."""
    while piece := source.read(PIECE_BYTES):
        yield piece


def _write_all(descriptor: int, part: bytes) -> None:
    view = memoryview(part)
    while view:
        view = view[os.write(descriptor, view) :]


def _storage_error(error: OSError, what: str, path: Path) -> StorageError:
    mend = _MENDS.get(error.errno or 0, "See that the folder is there and yours")
    return StorageError(f"{what}: {error.strerror or error}", where=str(path), mend=mend)
