"""Where a store keeps its files: a folder of this machine, or anything fsspec reaches.

The folder goes past fsspec on purpose: a finished episode reads and writes hundreds of clips, and
plain system calls do that several times faster than a layer that also knows S3.
"""

from __future__ import annotations

import contextlib
import errno
import os
import time
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from pipeline.errors import StorageError

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

_TOUCH_AFTER_S = 3_600
"""How stale the time of last use may be; a touch on every read would double its cost."""
_FORGOTTEN_AFTER_S = 3_600
"""Age at which a half-written file belongs to nobody any more."""
_HALF_WRITTEN = ".half"
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


class Place(Protocol):
    """Somewhere files can be kept by relative name."""

    def read(self, name: str) -> bytes | None:
        """Return the bytes of the file, None when there is none; marks it as used."""

    def write(self, name: str, parts: Sequence[bytes]) -> None:
        """Make the file appear, whole, with the bytes of *parts*."""

    def create(self, name: str, content: bytes) -> bool:
        """Make the file appear if there is none, and tell whether it was this call that did."""

    def exists(self, name: str) -> bool:
        """Tell whether there is such a file."""

    def remove(self, name: str) -> None:
        """Remove the file; nothing happens when there is none."""

    def files(self, folder: str = "") -> Iterator[StoredFile]:
        """Yield all files within *folder*, in no particular order."""


@dataclass(frozen=True, slots=True)
class FolderPlace:
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
    def _half_written(self, name: str, parts: Sequence[bytes]) -> Iterator[Path]:
        """Write beside the file *name* what the block gives that name; gone if it cannot."""
        path = self.root / name
        half = path.with_name(f"{path.name}.{uuid.uuid4().hex}{_HALF_WRITTEN}")
        try:
            try:
                file = half.open("xb", buffering=0)
            except FileNotFoundError:
                path.parent.mkdir(parents=True, exist_ok=True)
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
        if not entry.name.endswith(_HALF_WRITTEN):
            name = Path(entry.path).relative_to(self.root).as_posix()
            yield StoredFile(name, status.st_size, status.st_mtime)
        elif time.time() - status.st_mtime > _FORGOTTEN_AFTER_S:
            Path(entry.path).unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class FsspecPlace:
    """A folder of any file system fsspec knows, shared by several machines."""

    filesystem: AbstractFileSystem
    root: str

    @classmethod
    def at(cls, url: str) -> FsspecPlace:
        """Open *url*, such as ``s3://bucket/essaycast`` or ``memory://store``.

        Raises:
            StorageError: The scheme is unknown, or what it needs is not installed.
        """
        from fsspec.core import url_to_fs  # noqa: PLC0415 - 0.1 s that a local store never needs

        try:
            filesystem, root = url_to_fs(url)
        except (ImportError, ValueError) as error:
            mend = "Install essaycast[s3] or essaycast[sftp], or mend storage.url in show.toml"
            raise StorageError(f"cannot be opened: {error}", where=url, mend=mend) from error
        return cls(filesystem, root.rstrip("/"))

    def __str__(self) -> str:
        return str(self.filesystem.unstrip_protocol(self.root))

    def read(self, name: str) -> bytes | None:
        """Return the bytes of the file, None when there is none."""
        with self._errors("cannot be read", name):
            try:
                return bytes(self.filesystem.cat_file(self._path(name)))
            except FileNotFoundError:
                return None

    def write(self, name: str, parts: Sequence[bytes]) -> None:
        """Make the file appear, whole, with the bytes of *parts*.

        Object stores show an object only when it is complete; other file systems get it under
        another name first.
        """
        path = self._path(name)
        half = f"{path}.{uuid.uuid4().hex}{_HALF_WRITTEN}"
        with self._errors("cannot be written", name):
            if _shows_whole_objects(self.filesystem):
                self.filesystem.pipe_file(path, b"".join(parts))
                return
            self.filesystem.makedirs(path.rpartition("/")[0], exist_ok=True)
            self.filesystem.pipe_file(half, b"".join(parts))
            self.filesystem.mv(half, path)

    def exists(self, name: str) -> bool:
        """Tell whether there is such a file."""
        with self._errors("cannot be reached", name):
            return bool(self.filesystem.exists(self._path(name)))

    def remove(self, name: str) -> None:
        """Remove the file; nothing happens when there is none."""
        with self._errors("cannot be removed", name), contextlib.suppress(FileNotFoundError):
            self.filesystem.rm_file(self._path(name))

    def create(self, name: str, content: bytes) -> bool:
        """Make the file appear if there is none, and tell whether it was this call that did.

        Of S3 this asks for a conditional write; a file system where nothing of the kind is known
        is looked at first.
        """
        path = self._path(name)
        with self._errors("cannot be written", name):
            if not _shows_whole_objects(self.filesystem):
                self.filesystem.makedirs(path.rpartition("/")[0], exist_ok=True)
            try:
                self.filesystem.pipe_file(path, content, mode="create")
            except Exception:
                # Back ends name the refusal each in their own way.
                self.filesystem.invalidate_cache()
                if self.filesystem.exists(path):
                    return False
                raise
        return True

    def files(self, folder: str = "") -> Iterator[StoredFile]:
        """Yield all files, in no particular order."""
        root = self._path(folder).rstrip("/")
        with self._errors("cannot be listed", folder):
            self.filesystem.invalidate_cache()
            try:
                found: dict[str, dict[str, Any]] = self.filesystem.find(root, detail=True)
            except FileNotFoundError:
                return
        for path, info in found.items():
            if not path.endswith(_HALF_WRITTEN):
                name = path[len(self.root) :].lstrip("/")
                yield StoredFile(name, int(info["size"] or 0), _modified(info))

    def _path(self, name: str) -> str:
        return f"{self.root}/{name}"

    @contextlib.contextmanager
    def _errors(self, what: str, name: str) -> Iterator[None]:
        try:
            yield
        except StorageError:
            raise
        except Exception as error:
            raise StorageError(
                f"{what}: {error or type(error).__name__}",
                where=f"{self}/{name}",
                mend="See that storage.url in show.toml can be reached with your credentials",
            ) from error


def _shows_whole_objects(filesystem: AbstractFileSystem) -> bool:
    protocols = filesystem.protocol
    known = {"s3", "s3a", "gs", "gcs", "abfs", "az", "memory"}
    return not known.isdisjoint([protocols] if isinstance(protocols, str) else protocols)


def _modified(info: dict[str, Any]) -> float:
    """Return the time a listing gives a file; each back end names it in its own way."""
    for key in ("mtime", "LastModified", "last_modified", "created"):
        when = info.get(key)
        if isinstance(when, datetime):
            return when.timestamp()
        if isinstance(when, int | float):
            return float(when)
    return 0.0


def _write_all(descriptor: int, part: bytes) -> None:
    view = memoryview(part)
    while view:
        view = view[os.write(descriptor, view) :]


def _storage_error(error: OSError, what: str, path: Path) -> StorageError:
    mend = _MENDS.get(error.errno or 0, "See that the folder is there and yours")
    return StorageError(f"{what}: {error.strerror or error}", where=str(path), mend=mend)
