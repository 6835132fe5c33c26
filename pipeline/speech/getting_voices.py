"""A further voice is got: its files checked, its licence kept beside them, a profile made."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import FetchError, StorageError, VoiceError
from pipeline.speech.voice_sources import ModelFile, VoiceSource, find_source
from pipeline.tools.fetching.download import download, file_digest
from pipeline.tools.fetching.fetch import fetch
from pipeline.tools.model_files import model_folder

LARGEST_BYTES = 500_000_000
LICENCE_FILE = "LICENCE.txt"
_POINTER = re.compile(
    rb"version https://git-lfs\.github\.com/spec/v1\n"
    rb"oid sha256:(?P<sha256>[0-9a-f]{64})\nsize (?P<size>[0-9]{1,12})\n?"
)
"""Source: https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md, "The Pointer"."""


@dataclass(frozen=True, slots=True)
class GotVoice:
    """A voice that is there now."""

    name: str
    folder: Path
    profile: Path
    licence: str
    sha256: str
    """Of its model."""


def get_voice(
    name: str,
    profiles: Path,
    *,
    private: bool = False,
    told: Callable[[str, int, int], None] = lambda *_: None,
) -> GotVoice:
    """Fetch the voice *name* from its official place.

    Args:
        name: As :mod:`pipeline.speech.voice_sources` knows it.
        profiles: Folder its profile is written to, unless one of the name is there.
        private: Whether addresses that are not public may be connected to.
        told: Called with a file's name, its bytes so far and its size.

    Raises:
        VoiceError: There is no such voice.
        FetchError: It cannot be had, or is not what it should be.
        StorageError: It cannot be kept.
    """
    source = find_source(name)
    for file in source.files:
        place = _place(source, file)
        if file.small:
            _write(
                place,
                fetch(file.url, private=private, largest_bytes=file.n_bytes).content,
            )
            continue
        n_bytes, sha256 = _expected(file, private=private)

        def so_far(n: int, name: str = file.name, whole: int = n_bytes) -> None:
            told(name, n, whole)

        download(
            file.url,
            place,
            n_bytes=n_bytes,
            sha256=sha256,
            private=private,
            told=so_far,
        )
    return _settled(source, profiles)


def take_voice(name: str, file: Path, profiles: Path) -> GotVoice:
    """Take the voice *name* from *file*, its model, and what lies beside it.

    Args:
        name: See :func:`get_voice`.
        file: The model, under whatever name. Further files of the voice are looked for beside it,
            under the names they have where they come from.
        profiles: See :func:`get_voice`.

    Raises:
        VoiceError: There is no such voice, or the file is another one.
        StorageError: It cannot be kept.
    """
    source = find_source(name)
    model = source.files[0]
    places = {one: file.with_name(one.name) for one in source.files[1:]} | {model: file}
    beside = file.with_name(f"{file.name}.json")
    for one in source.files[1:]:
        if one.name.endswith(".json") and beside.is_file():
            places[one] = beside
    for one, place in places.items():
        if not place.is_file():
            if one.name == "MODEL_CARD" or (one.shared and one is not model):
                continue
            raise VoiceError(f"there is no file {place}", mend=f"It is had from {one.url}")
        found = file_digest(place)
        if one.sha256 and found != one.sha256:
            raise VoiceError(
                f"this is not the voice '{name}': its SHA-256 is {found[:16]}…, not "
                f"{one.sha256[:16]}…",
                where=str(place),
                mend=f"It is had from {one.url}",
            )
    for one, place in places.items():
        if place.is_file():
            _copy(place, _place(source, one))
    return _settled(source, profiles)


def _expected(file: ModelFile, *, private: bool) -> tuple[int, str]:
    """Return size and digest of *file*, as they are known or as its place tells them."""
    if file.sha256:
        return file.n_bytes, file.sha256
    told = _POINTER.match(fetch(file.pointer, private=private, largest_bytes=1_000).content)
    if told is None:
        raise FetchError(
            "no size and digest are told there", where=file.pointer, mend="Try again later"
        )
    size = int(told["size"])
    if not 0 < size <= LARGEST_BYTES:
        raise FetchError(
            f"it has {size:,} bytes; the limit is {LARGEST_BYTES:,}",
            where=file.url,
            mend="Take a smaller voice",
            passing=False,
        )
    return size, told["sha256"].decode()


def _place(source: VoiceSource, file: ModelFile) -> Path:
    """Return where *file* lies once it is there."""
    return model_folder(file.shared or source.name) / file.name


def _settled(source: VoiceSource, profiles: Path) -> GotVoice:
    """Keep the licence, and make a profile unless there is one."""
    folder = model_folder(source.name)
    card = folder / "MODEL_CARD"
    said = [card.read_text(encoding="utf-8", errors="replace").strip()] if card.is_file() else []
    licence = "\n\n".join((*said, source.licence))
    digests = {one.name: file_digest(folder / one.name) for one in source.files[:1]}
    lines = [licence, "", *(f"{one.url}" for one in source.files)]
    lines += [f"SHA-256 of {name}: {digest}" for name, digest in digests.items()]
    _write(folder / LICENCE_FILE, "\n".join((*lines, "")).encode())
    profile = profiles / f"{source.name}.toml"
    if not profile.exists():
        _write(profile, _profile_text(source).encode())
    (sha256,) = digests.values()
    return GotVoice(source.name, folder, profile, licence, sha256)


def _profile_text(source: VoiceSource) -> str:
    lines = [
        f'description = "{source.description}"',
        f'engine = "{source.engine}"',
        f'voice = "{source.voice}"',
        f"rate_wpm = {source.rate_wpm}",
    ]
    if source.options:
        lines += ["", "[options]", *(f'{key} = "{said}"' for key, said in source.options)]
    return "\n".join((*lines, ""))


def _write(path: Path, content: bytes) -> None:
    half = path.with_name(f".{path.name}.{hashlib.sha256(content).hexdigest()[:8]}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        half.write_bytes(content)
        half.replace(path)
    except OSError as error:
        with suppress(OSError):
            half.unlink()
        raise StorageError(
            f"cannot be written: {error.strerror}", where=str(path), mend="Make room there"
        ) from error


def _copy(source: Path, target: Path) -> None:
    half = target.with_name(f".{target.name}.half")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, half)
        half.replace(target)
    except OSError as error:
        with suppress(OSError):
            half.unlink()
        raise StorageError(
            f"cannot be written: {error.strerror}", where=str(target), mend="Make room there"
        ) from error
