"""Digests: what an episode is made from, in one number that changes when any of it does."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path

from pydantic import BaseModel

from pipeline.languages.lexicon_files import FOLDER as LEXICONS
from pipeline.languages.lexicon_files import lexemes_within, lexicon_stamp
from pipeline.reading import directions_stamp, folder_stamp
from pipeline.settings.show import Show
from pipeline.settings.state_folder import users_voices
from pipeline.values.essay import Essay


def settings_digest(show: Show) -> str:
    """Return the digest of all in the show that sounds or is seen in an episode.

    That is what the stages are given. Where the show lies and which machine works are not part of
    it; its voice profiles and music count by their content. A lexicon counts for the essays that
    hold its words (:func:`essay_digest`). What comes with essaycast does not count: an upgrade
    makes no episode again unless asked to.
    """
    described = tuple(tuple(_described(given)) for given in given_to_stages(show))
    digest = hashlib.sha256(repr(described).encode())
    named = (show.music.intro, show.music.outro, show.music.section)
    files = [show.root / name for name in named if name]
    for voices in voice_folders(show.root):
        files += sorted(path for path in voices.rglob("*.toml") if path.parent.name != LEXICONS)
    for file in files:
        digest.update(file.name.encode())
        if file.is_file():
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def voice_folders(root: Path) -> tuple[Path, ...]:
    """Return the folders of profiles and lexicons that are the author's: the show's, the user's."""
    return root / "voices", users_voices()


def given_to_stages(show: Show) -> tuple[object, ...]:
    """Return what each stage that shapes an episode is given, in the order of the way."""
    return (
        show.for_reading.defaults,
        show.for_script,
        show.casting,
        show.for_sound,
        show.channel.imprint,
    )


def essay_digest(essay: Essay, settings: str, root: Path) -> str:
    """Return the digest of *essay* under the settings of that digest, in the show's folder *root*.

    Where it was read from does not count: a feed that moves makes no episode again. Of the show's
    lexicons those words count that the essay holds.

    Raises:
        ShowError: A lexicon cannot be read.
    """
    described = repr(replace(essay, source="", place=None))
    if essay.directions:
        described += repr(essay.directions)
    words = (essay.title, essay.author, *(block.text for block in essay.blocks))
    if lexemes := lexemes_within(voice_folders(root), "\n".join(words)):
        described += repr(lexemes)
    return hashlib.sha256(f"{settings}\n{described}".encode("utf-8", "surrogatepass")).hexdigest()


def source_digest(path: Path, settings: str, root: Path) -> str:
    """Return what changes when the local file *path* may have; empty if there is none.

    With the directions for its essays, which lie beside it or in the show's folder *root*.
    """
    try:
        status = path.stat()
    except (OSError, ValueError):
        return ""
    settings += lexicon_stamp(voice_folders(root))
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
