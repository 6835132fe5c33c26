"""A place of a store that anything fsspec reaches can be, shared by several machines."""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import StorageError, ToolMissingError
from pipeline.showing import redacted
from pipeline.tools.extras import install_extra
from pipeline.tools.store.storage import HALF_WRITTEN, PIECE_BYTES, StoredFile, pieces

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem


CONNECT_TIMEOUT_S = 30
_EXTRAS = {"s3": "s3", "s3a": "s3", "sftp": "sftp", "ssh": "sftp"}


_WITH_PASSWORD = frozenset({"sftp", "ssh", "ftp", "smb"})
"""Protocols that take a password; others find their credentials by themselves."""


@dataclass(frozen=True, slots=True)
class RemoteFolder:
    """A folder of any file system fsspec knows, shared by several machines."""

    filesystem: AbstractFileSystem
    root: str

    @classmethod
    def at(cls, url: str, *, password: str = "") -> RemoteFolder:
        """Open *url*, such as a folder, ``sftp://host/folder`` or ``s3://bucket/essaycast``.

        Args:
            url: The place.
            password: The host's, where its protocol has one and the address does not tell it.

        Raises:
            StorageError: No storage of that kind is known.
            ToolMissingError: The library for it is not installed.
        """
        from fsspec.core import url_to_fs  # noqa: PLC0415 - 0.1 s that a local store never needs
        from fsspec.utils import get_protocol  # noqa: PLC0415 - likewise

        protocol = get_protocol(url)
        try:
            secret = {"password": password} if password and protocol in _WITH_PASSWORD else {}
            filesystem, root = url_to_fs(url, **_OPTIONS.get(protocol, dict)(), **secret)
        except ImportError as error:
            extra = _EXTRAS.get(protocol)
            raise ToolMissingError(
                f"the library for {protocol}:// addresses is not installed",
                where=redacted(url),
                mend=install_extra(extra) if extra else f"{error}",
            ) from error
        except ValueError as error:
            if "Protocol not known" not in str(error):
                raise
            raise StorageError(
                f"'{protocol}' is no storage that is known",
                where=redacted(url),
                mend="Give a folder, an sftp:// or an s3:// address",
            ) from error
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

    def write(self, name: str, parts: Sequence[bytes], mime_type: str = "") -> None:
        """Make the file appear, whole, with the bytes of *parts*.

        Object stores show an object only when it is complete; other file systems get it under
        another name first. Object stores are told its *mime_type*, which they serve it as.
        """
        path = self._path(name)
        half = f"{path}.{uuid.uuid4().hex}{HALF_WRITTEN}"
        with self._errors("cannot be written", name):
            if _shows_whole_objects(self.filesystem):
                kind = {"ContentType": mime_type} if _serves_types(self.filesystem) else {}
                self.filesystem.pipe_file(path, b"".join(parts), **(kind if mime_type else {}))
                return
            self.filesystem.makedirs(path.rpartition("/")[0], exist_ok=True)
            self.filesystem.pipe_file(half, b"".join(parts))
            self.filesystem.mv(half, path)

    def copy_in(self, name: str, path: Path, mime_type: str = "") -> None:
        """Make the file appear, whole, with the bytes of the file at *path*, piece by piece.

        Object stores are told its *mime_type*, which they serve it as.
        """
        if mime_type and _serves_types(self.filesystem):
            with self._errors("cannot be written", name):
                self.filesystem.put_file(str(path), self._path(name), ContentType=mime_type)
            return
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

    def remove_folder(self, name: str) -> None:
        """Remove the folder if it is empty; object stores have none."""
        with contextlib.suppress(OSError, NotImplementedError):
            self.filesystem.rmdir(self._path(name))

    def inside(self, name: str) -> RemoteFolder:
        """Return the folder *name* of this one, there or not."""
        return RemoteFolder(self.filesystem, self._path(name))

    def remove_tree(self, name: str) -> bool:
        """Remove the folder and all that lies in it, and tell whether there was one."""
        path = self._path(name)
        with self._errors("cannot be removed", name):
            self.filesystem.invalidate_cache()
            if not self.filesystem.exists(path):
                return False
            found = self.filesystem.find(path, withdirs=True, detail=True)
            folders = [name for name, info in found.items() if info["type"] == "directory"]
            for file in found.keys() - set(folders):
                self.filesystem.rm_file(file)
            for folder in sorted({path, *folders}, key=len, reverse=True):
                with contextlib.suppress(FileNotFoundError):  # object stores have none
                    self.filesystem.rmdir(folder)
        return True

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
                mend="See that the address can be reached with your credentials",
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


def _serves_types(filesystem: AbstractFileSystem) -> bool:
    protocols = filesystem.protocol
    return not {"s3", "s3a"}.isdisjoint([protocols] if isinstance(protocols, str) else protocols)


def _s3_options() -> dict[str, Any]:
    return {"use_listings_cache": False}


def _sftp_options() -> dict[str, Any]:
    """Return options that refuse a server whose key is not in the user's ``known_hosts``."""
    import paramiko  # noqa: PLC0415 - an extra

    class Known(paramiko.MissingHostKeyPolicy):
        def missing_host_key(
            self, client: paramiko.SSHClient, hostname: str, key: paramiko.PKey
        ) -> None:
            del client
            path = Path.home() / ".ssh" / "known_hosts"
            hosts = paramiko.HostKeys(str(path) if path.is_file() else None)
            if not hosts.check(hostname, key):
                raise StorageError(
                    f"its key {key.fingerprint} is not in {path}",
                    where=hostname,
                    mend="Connect once with ssh to look at the key and accept it",
                )

    return {"timeout": CONNECT_TIMEOUT_S, "host_key_policy": Known()}


_OPTIONS: Mapping[str, Callable[[], dict[str, Any]]] = {
    "s3": _s3_options,
    "s3a": _s3_options,
    "sftp": _sftp_options,
    "ssh": _sftp_options,
}
