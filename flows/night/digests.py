"""Digests: what an episode is made from, in one number that changes when any of it does."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path

from pydantic import BaseModel

from pipeline.reading import directions_stamp, folder_stamp
from pipeline.settings.show import Show, users_voices
from pipeline.values.essay import Essay


def settings_digest(show: Show) -> str:
    """Return the digest of all in the show that sounds or is seen in an episode.

    That is what the stages are given. Where the show lies and which machine works are not part of
    it; its voice profiles, lexicons and music count by their content. What comes with
    essaycast does not: an upgrade makes no episode anew unless asked to.
    """
    described = tuple(tuple(_described(given)) for given in given_to_stages(show))
    digest = hashlib.sha256(repr(described).encode())
    named = (show.music.intro, show.music.outro, show.music.section)
    files = [show.root / name for name in named if name]
    for voices in (show.root / "voices", users_voices()):
        files += sorted(voices.rglob("*.toml"))
    for file in files:
        digest.update(file.name.encode())
        if file.is_file():
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def given_to_stages(show: Show) -> tuple[object, ...]:
    """Return what each stage that shapes an episode is given, in the order of the way."""
    return (
        show.for_reading.defaults,
        show.for_script,
        show.casting,
        show.for_sound,
        show.channel.imprint,
    )


def essay_digest(essay: Essay, settings: str) -> str:
    """Return the digest of *essay* under the settings of that digest.

    Where it was read from does not count: a feed that moves makes no episode anew.
    """
    described = repr(replace(essay, source="", place=None))
    if essay.directions:
        described += repr(essay.directions)
    return hashlib.sha256(f"{settings}\n{described}".encode("utf-8", "surrogatepass")).hexdigest()


def source_digest(path: Path, settings: str, root: Path) -> str:
    """Return what changes when the local file *path* may have; empty if there is none.

    With the directions for its essays, which lie beside it or in the show's folder *root*.
    """
    try:
        status = path.stat()
    except (OSError, ValueError):
        return ""
    stamp = f"{settings} {status.st_mtime_ns} {status.st_size} {status.st_ino}"
    if path.is_dir():
        stamp = f"{settings} {folder_stamp(path)}"
    if any(directions := directions_stamp(path, root)):
        stamp += f" {directions}"
    known = path.is_file() or path.is_dir()
    return hashlib.sha256(stamp.encode()).hexdigest() if known else ""


def _described(given: object) -> Iterator[tuple[str, object]]:
    """Yield every setting in *given* with its name; where things lie (paths) says nothing."""
    if isinstance(given, BaseModel):
        values = {name: getattr(given, name) for name in type(given).model_fields}
    elif is_dataclass(given):
        values = {field.name: getattr(given, field.name) for field in fields(given)}
    else:
        return
    for name, value in values.items():
        if isinstance(value, BaseModel) or is_dataclass(value):
            yield name, tuple(_described(value))
        elif not (isinstance(value, Path) or _are_paths(value)):
            yield name, value


def _are_paths(value: object) -> bool:
    return isinstance(value, tuple) and bool(value) and all(isinstance(one, Path) for one in value)
