"""A place of a store that anything fsspec reaches can be, shared by several machines."""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import StorageError
from pipeline.tools.store.storage import HALF_WRITTEN, PIECE_BYTES, StoredFile, pieces

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem


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
        half = f"{path}.{uuid.uuid4().hex}{HALF_WRITTEN}"
        with self._errors("cannot be written", name):
            if _shows_whole_objects(self.filesystem):
                self.filesystem.pipe_file(path, b"".join(parts))
                return
            self.filesystem.makedirs(path.rpartition("/")[0], exist_ok=True)
            self.filesystem.pipe_file(half, b"".join(parts))
            self.filesystem.mv(half, path)

    def copy_in(self, name: str, path: Path) -> None:
        """Make the file appear, whole, with the bytes of the file at *path*, piece by piece."""
        if path.stat().st_size <= PIECE_BYTES:
            self.write(name, [path.read_bytes()])
            return
        target = self._path(name)
        half = f"{target}.{uuid.uuid4().hex}{HALF_WRITTEN}"
        with self._errors("cannot be written", name):
            if _shows_whole_objects(self.filesystem):
                self._upload(path, target)
                return
            self.filesystem.makedirs(target.rpartition("/")[0], exist_ok=True)
            self.filesystem.put_file(str(path), half)
            self.filesystem.mv(half, target)

    def _upload(self, path: Path, target: str) -> None:
        """Send *path* in parts that become an object only once all are there."""
        file = self.filesystem.open(target, "wb", block_size=PIECE_BYTES, autocommit=False)
        try:
            with path.open("rb") as source, file:
                for piece in pieces(source):
                    file.write(piece)
        except BaseException:
            file.discard()
            raise
        file.commit()

    def copy_out(self, name: str, path: Path) -> bool:
        """Copy the file to the new one at *path*, piece by piece, and tell whether there is one."""
        with self._errors("cannot be read", name):
            try:
                if _shows_whole_objects(self.filesystem):
                    self._download(self._path(name), path)
                else:
                    self.filesystem.get_file(self._path(name), str(path))
            except FileNotFoundError:
                return False
        return True

    def _download(self, source: str, path: Path) -> None:
        """Fetch *source*; of a file this long, fsspec itself would hold ten parts of 50 MB."""
        with (
            self.filesystem.open(source, "rb", block_size=PIECE_BYTES) as there,
            path.open("xb") as file,
        ):
            for piece in pieces(there):
                file.write(piece)

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
            if not path.endswith(HALF_WRITTEN):
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
