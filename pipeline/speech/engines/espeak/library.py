"""Where libespeak-ng and its voices are: in a wheel, or installed on the system."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import sys
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.errors import ToolMissingError
from pipeline.speech.engines.protocol import EngineStatus

_WHEEL = "espeakng_loader"
_DATA = "espeak-ng-data"
_FILE_NAMES = {
    "linux": ("libespeak-ng.so.1", "libespeak-ng.so"),
    "darwin": ("libespeak-ng.1.dylib", "libespeak-ng.dylib"),
    "win32": ("espeak-ng.dll", "libespeak-ng.dll"),
}
_SYSTEM_FOLDERS = {
    "linux": ("/usr/local/lib", "/usr/lib64", "/usr/lib", "/lib"),
    "darwin": ("/opt/homebrew/lib", "/usr/local/lib"),
    "win32": (r"C:\Program Files\eSpeak NG", r"C:\Program Files (x86)\eSpeak NG"),
}
_SHARED_DATA = ("/usr/local/share", "/usr/share", "/opt/homebrew/share")
_PHONEMES = ("phontab", "phonindex", "phondata", "intonations")
_VERSION = re.compile(rb"\x00(1\.[0-9]{1,3}(?:\.[0-9]{1,3})?(?:-dev)?)\x00")


@dataclass(frozen=True, slots=True)
class Library:
    """A libespeak-ng and the data it speaks with."""

    path: Path
    data: Path
    """The folder ``espeak-ng-data``."""
    origin: str
    """``wheel`` or ``system``."""

    @property
    def version(self) -> str:
        """Its version as the library itself holds it; ``unknown`` if it is not to be found."""
        return _version(self.path)

    @property
    def digest(self) -> str:
        """Hex digest of all that shapes its sound: the code, the phonemes, the dictionaries."""
        return _digest(self.path, self.data)


def find_library(*, prefer_system: bool = False) -> Library:
    """Return the libespeak-ng to speak with.

    The wheel's goes first: the lock file fixes its version, so the same essay sounds the same on
    every machine. *prefer_system* turns the order round.

    Raises:
        ToolMissingError: There is none.
    """
    found = libraries()
    wanted = "system" if prefer_system else "wheel"
    for library in sorted(found, key=lambda library: library.origin != wanted):
        return library
    raise ToolMissingError(
        "the speech engine's library libespeak-ng is not on this machine",
        where="engine pyttsx3",
        mend="Run 'pip install espeakng-loader', or install your system's package espeak-ng",
    )


@cache
def libraries() -> tuple[Library, ...]:
    """Return every libespeak-ng there is with its data: the wheel's, then the system's.

    Looked for once: the key of every clip asks, and a process that has loaded one keeps it.
    """
    return (*_in_wheel(), *_on_system())


def library_status(*, prefer_system: bool) -> tuple[EngineStatus, ...]:
    """Return a row for ``essaycast doctor`` for each libespeak-ng, the one in use first."""
    try:
        used = find_library(prefer_system=prefer_system)
    except ToolMissingError as error:
        return (EngineStatus("libespeak-ng", found=False, why=error.what, mend=error.mend),)
    first = (
        "run.prefer_system is set"
        if prefer_system
        else "the wheel's goes first, so that every machine sounds the same"
    )
    why_used = f"used: {first}" if len(libraries()) > 1 else "used: the only one"
    spare = "not used; run.prefer_system in show.toml turns the order round"
    return tuple(
        EngineStatus(
            f"libespeak-ng ({library.origin})",
            found=True,
            where=str(library.path),
            version=library.version,
            why=why_used if library == used else spare,
        )
        for library in sorted(libraries(), key=lambda library: library != used)
    )


def _in_wheel() -> Iterator[Library]:
    spec = importlib.util.find_spec(_WHEEL)
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        for name in _file_names():
            path = Path(folder, name)
            if path.is_file() and (path.parent / _DATA / "phontab").is_file():
                yield Library(path, path.parent / _DATA, "wheel")
                return


def _on_system() -> Iterator[Library]:
    multiarch = sysconfig.get_config_var("MULTIARCH")
    folders = [f"/usr/lib/{multiarch}"] if multiarch else []
    for folder in (*folders, *_SYSTEM_FOLDERS.get(sys.platform, ())):
        for name in _file_names():
            path = Path(folder, name)
            if not path.is_file():
                continue
            for data in (path.parent / _DATA, *(Path(share, _DATA) for share in _SHARED_DATA)):
                if (data / "phontab").is_file():
                    yield Library(path, data, "system")
                    return


def _file_names() -> tuple[str, ...]:
    return _FILE_NAMES.get(sys.platform, _FILE_NAMES["linux"])


@cache
def _version(path: Path) -> str:
    found = _VERSION.search(path.read_bytes())
    return found[1].decode() if found else "unknown"


@cache
def _digest(path: Path, data: Path) -> str:
    digest = hashlib.sha256(path.read_bytes())
    for name in _PHONEMES:
        digest.update((data / name).read_bytes())
    # Dictionaries and voices are 18 MB; their names and sizes tell versions apart.
    above = len(str(data))
    sizes = [f"{file.path[above:]} {file.stat().st_size}\n" for file in _files(data)]
    digest.update("".join(sorted(sizes)).replace(os.sep, "/").encode())
    return digest.hexdigest()


def _files(folder: str | Path) -> Iterator[os.DirEntry[str]]:
    for entry in os.scandir(folder):
        if entry.is_dir():
            yield from _files(entry.path)
        else:
            yield entry
