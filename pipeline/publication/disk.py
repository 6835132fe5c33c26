"""Writing that lasts: files reach the disk before anything is renamed to them."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import StorageError
from pipeline.tools.obstacles import MEND, obstacle

_PIECE_BYTES = 1 << 20
_MENDS = {
    errno.ENOSPC: "Make room on that disk, then do the same again",
    errno.EDQUOT: "Make room within your quota, then run the same command again",
    errno.EROFS: "That disk is mounted read-only: choose another with --output",
}


@contextmanager
def writing(place: Path) -> Iterator[None]:
    """Turn what the system says of *place* within the block into one readable paragraph.

    Raises:
        StorageError: Whatever the system refused.
    """
    try:
        yield
    except OSError as error:
        if in_the_way := obstacle(place):
            raise StorageError(in_the_way, where=str(place), mend=MEND) from error
        raise StorageError(
            f"cannot be written to: {error.strerror or error}",
            where=str(error.filename or place),
            mend=_MENDS.get(error.errno or 0, "Choose a folder you may write in with --output"),
        ) from error


def write_through(path: Path, content: bytes, *, mode: int = 0o666) -> None:
    """Write *content* to the new file *path* and wait until the disk has it.

    Args:
        path: The file.
        content: All of it.
        mode: Who may read and write it, as far as the process's umask lets them.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, mode), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def replace_through(path: Path, content: bytes, *, mode: int = 0o666) -> None:
    """Replace the file *path*, or make it, in one step that a power cut leaves done or undone.

    Args:
        path: The file.
        content: All of it.
        mode: As for :func:`write_through`.
    """
    aside = path.with_name(f"{path.name}.{os.getpid()}.new")
    aside.unlink(missing_ok=True)
    try:
        write_through(aside, content, mode=mode)
        os.replace(aside, path)  # noqa: PTH105 - the rename that replaces on every platform
    except OSError:
        aside.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def copy_through(source: Path, path: Path) -> tuple[int, str]:
    """Copy *source* to the new file *path*, piece by piece, and wait until the disk has it.

    Returns:
        Bytes and SHA-256 of what was copied.
    """
    n_bytes, digest = 0, hashlib.sha256()
    with source.open("rb") as there, path.open("xb") as file:
        while piece := there.read(_PIECE_BYTES):
            file.write(piece)
            digest.update(piece)
            n_bytes += len(piece)
        file.flush()
        os.fsync(file.fileno())
    return n_bytes, digest.hexdigest()


def place_through(source: Path, path: Path) -> tuple[int, str]:
    """Give the file *source* the new name *path* as well, and wait until the disk has it.

    Where the disk knows no second names, or *source* lies on another, it is copied.

    Returns:
        Its bytes and SHA-256.
    """
    try:
        os.link(source, path)
    except (OSError, NotImplementedError):
        return copy_through(source, path)
    digest = synced_digest(path)
    return path.stat().st_size, digest


def synced_digest(path: Path) -> str:
    """Wait until the disk has the file *path*, and return its SHA-256."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
        return hashlib.file_digest(file, "sha256").hexdigest()


def sync_folder(folder: Path) -> None:
    """Wait until the disk has the names in *folder*, where the system knows such a thing."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
