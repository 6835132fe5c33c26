"""What a host and a command must agree on, and where they meet."""

from __future__ import annotations

import hashlib
import os
import socket
import struct
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

FOLDER = "warm"
SOCKET = "socket"
AVAILABLE = hasattr(socket, "AF_UNIX") and hasattr(socket, "send_fds") and hasattr(os, "fork")
_READ_AT_IMPORT = ("PREFECT_", "ESSAYCAST_", "PYTHON", "LC_", "LANG", "TZ")
"""Beginnings of the variables whose values a process may have read before it is asked anything."""
_PACKAGES = Path(__file__).parents[2]
_UCRED = struct.Struct("3i")
"""Process, user, group: ``struct ucred`` of unix(7)."""


def agreement(environment: Mapping[str, str]) -> str:
    """Return the digest of all that has to be the same for one process to work for another.

    The program (its interpreter, every file of it, what is installed beside it), the variables that
    are read once, and where the user may have said which Prefect server it is to be.

    Args:
        environment: Of the process, before anything of ours has changed it.
    """
    digest = hashlib.sha256(f"{sys.executable} {sys.version}".encode())
    digest.update("".join(_times(path) for path in sys.path if path.endswith("-packages")).encode())
    for package in ("pipeline", "flows"):
        for file in sorted(_files(_PACKAGES / package)):
            digest.update(file.encode())
    read = sorted((k, v) for k, v in environment.items() if k.startswith(_READ_AT_IMPORT))
    digest.update(repr((read, *map(_content, _prefects_files(environment)))).encode())
    return digest.hexdigest()


_own: list[str] = []


def own_agreement() -> str:
    """Return the :func:`agreement` of this process as it was when it was first asked for.

    A fork of a host has that of the command it runs: see :func:`take_agreement`.
    """
    if not _own:
        _own.append(agreement(os.environ))
    return _own[0]


def take_agreement(agreed: str) -> None:
    """Let :func:`own_agreement` be *agreed*, from the process that this one works for."""
    _own[:] = [agreed]


def _prefects_files(environment: Mapping[str, str]) -> tuple[Path, ...]:
    """Return the files that name a Prefect server, where there are any."""
    home = Path(environment.get("PREFECT_HOME", "") or "~/.prefect").expanduser()
    profiles = environment.get("PREFECT_PROFILES_PATH", "") or home / "profiles.toml"
    return Path("prefect.toml"), Path(profiles)


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""


def _times(path: str) -> str:
    """Return when anything was put into the folder *path* or taken away."""
    try:
        return f"{path} {os.stat(path).st_mtime_ns}\n"  # noqa: PTH116 - of a string
    except OSError:
        return ""


def _files(folder: str | Path) -> Iterator[str]:
    """Yield name, time and size of each file below *folder*."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from _files(entry.path)
            else:
                stat = entry.stat()
                yield f"{entry.path} {stat.st_mtime_ns} {stat.st_size}"


@contextmanager
def meeting_place(folder: Path) -> Iterator[str]:
    """Yield an address of the socket in *folder* that is short enough, however deep that lies.

    Raises:
        OSError: The folder is not there.
    """
    whole = str(folder / SOCKET)
    if len(os.fsencode(whole)) < 100 or sys.platform != "linux":  # sun_path holds 108 on Linux
        yield whole
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{descriptor}/{SOCKET}"
    finally:
        os.close(descriptor)


def is_own(peer: socket.socket) -> bool:
    """Tell whether the process at the other end of *peer* is of this process's user.

    Where the system does not say, the mode of the socket and its folder has to do.
    """
    if not hasattr(socket, "SO_PEERCRED"):
        return True
    told = peer.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _UCRED.size)
    return bool(_UCRED.unpack(told)[1] == os.getuid())
