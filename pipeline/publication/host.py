"""A host: a folder somewhere, behind any fsspec URL."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import PublicationError, ToolMissingError
from pipeline.showing import redacted

CONNECT_TIMEOUT_S = 30
_WHOLE = frozenset({"s3", "s3a", "gs", "gcs", "abfs", "az", "memory"})
"""Stores where an object appears whole; elsewhere a file is written aside and renamed."""
_EXTRAS = {"s3": "s3", "s3a": "s3", "sftp": "sftp", "ssh": "sftp"}


@dataclass(frozen=True, slots=True)
class Host:
    """Where a publication is copied to."""

    files: Any
    """The fsspec file system."""
    root: str
    protocol: str

    def put(self, path: Path, name: str, mime_type: str) -> int:
        """Copy a local file to *name* and return its bytes; nobody ever reads half of it."""
        target = self._at(name)
        if self.protocol in _WHOLE:  # no folders to make: for S3 that would make a bucket
            types = {"ContentType": mime_type} if self.protocol in {"s3", "s3a"} else {}
            self.files.put_file(str(path), target, **types)
        else:
            aside = self._aside(target)
            self.files.put_file(str(path), aside)
            self.files.mv(aside, target)
        return path.stat().st_size

    def write(self, name: str, content: bytes) -> None:
        """Write *content* to *name*, whole."""
        target = self._at(name)
        if self.protocol in _WHOLE:
            self.files.pipe_file(target, content)
        else:
            aside = self._aside(target)
            self.files.pipe_file(aside, content)
            self.files.mv(aside, target)

    def read(self, name: str) -> bytes | None:
        """Return the content of *name*; None if there is none."""
        try:
            content: bytes = self.files.cat_file(self._at(name))
        except FileNotFoundError:
            return None
        return content

    def drop(self, name: str) -> None:
        """Take *name* away; it may be gone already."""
        try:
            self.files.rm_file(self._at(name))
        except FileNotFoundError:
            return

    def drop_folder(self, name: str) -> None:
        """Take the folder *name* away if it is empty; object stores have none."""
        with suppress(OSError, NotImplementedError):
            self.files.rmdir(self._at(name))

    def _aside(self, target: str) -> str:
        """Make the folder of *target* and return a hidden name in it."""
        folder, name = posixpath.split(target)
        self.files.makedirs(folder, exist_ok=True)
        return f"{folder}/.{name}.part"

    def _at(self, name: str) -> str:
        return f"{self.root.rstrip('/')}/{name}"


def open_host(url: str) -> Host:
    """Return the host behind *url*.

    Raises:
        PublicationError: No storage of that kind is known.
        ToolMissingError: The library for it is not installed.
    """
    from fsspec.core import url_to_fs  # noqa: PLC0415 - only publishing needs it
    from fsspec.utils import get_protocol  # noqa: PLC0415 - likewise

    protocol = get_protocol(url)
    try:
        options = _OPTIONS.get(protocol, dict)()
        files, root = url_to_fs(url, **options)
    except ImportError as error:
        extra = _EXTRAS.get(protocol)
        raise ToolMissingError(
            f"the library for {protocol}:// addresses is not installed",
            where=redacted(url),
            mend=f"Install 'essaycast[{extra}]'" if extra else f"{error}",
        ) from error
    except ValueError as error:
        if "Protocol not known" not in str(error):
            raise
        raise PublicationError(
            f"'{protocol}' is no storage that is known",
            where=redacted(url),
            mend="Give a folder, an sftp:// or an s3:// address",
        ) from error
    return Host(files, root, protocol)


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
                raise PublicationError(
                    f"its key {key.fingerprint} is not in {path}",
                    where=hostname,
                    mend="Connect once with ssh to look at the key and accept it",
                )

    return {"timeout": CONNECT_TIMEOUT_S, "host_key_policy": Known()}


_OPTIONS: dict[str, Callable[[], dict[str, Any]]] = {
    "s3": _s3_options,
    "s3a": _s3_options,
    "sftp": _sftp_options,
    "ssh": _sftp_options,
}
