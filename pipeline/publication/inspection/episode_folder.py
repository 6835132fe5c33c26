"""All checks of one episode's folder."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

from pipeline.publication.catalogue import RECORD_FILE, PublishedFile, Record
from pipeline.publication.inspection.audio_check import sound_faults
from pipeline.publication.inspection.film_check import film_faults
from pipeline.publication.inspection.finding import Finding
from pipeline.publication.inspection.hearing import Heard
from pipeline.publication.inspection.sidecar_check import sidecar_faults
from pipeline.publication.inspection.tag_check import tag_faults
from pipeline.settings.running_settings import Machine

Fault: TypeAlias = tuple[str, str]
"""A file of the folder, and what is wrong with it."""
Check: TypeAlias = Callable[[Path, Record], Iterator[Fault]]


def inspect_folder(
    folder: Path, record: Record, machine: Machine, *, heard: Sequence[Heard] | None = None
) -> tuple[Finding, ...]:
    """Return all that is wrong with the episode in *folder*; nothing is good news.

    Args:
        folder: Its folder, in its place or aside.
        record: What it is meant to be.
        machine: Says which ffmpeg listens.
        heard: What was heard of each sound file already; None to listen now, and to measure
            loudness and peak as well.

    Raises:
        ToolMissingError: There is no ffmpeg to listen with.
    """
    checks: tuple[Check, ...] = (
        file_faults,
        sidecar_faults,
        tag_faults,
        lambda where, meant: sound_faults(where, meant, machine, heard),
        lambda where, meant: film_faults(where, meant, machine),
    )
    return tuple(
        Finding(f"{record.slug}/{name}", what)
        for check in checks
        for name, what in check(folder, record)
    ) + tuple(_foreign(folder, record))


def file_faults(folder: Path, record: Record) -> Iterator[Fault]:
    """Yield which files of *folder* are missing, or not byte for byte those of *record*."""
    for file in record.files:
        path = folder / file.name
        if not path.is_file():
            yield file.name, "it is missing"
        else:
            yield from _content_faults(path, file)


def _foreign(folder: Path, record: Record) -> Iterator[Finding]:
    named = {RECORD_FILE, *(file.name for file in record.files)}
    for path in sorted(folder.iterdir()):
        if path.name not in named:
            yield Finding(f"{record.slug}/{path.name}", "it belongs to nothing", "take it away")


def _content_faults(path: Path, file: PublishedFile) -> Iterator[Fault]:
    with path.open("rb") as opened:
        digest = hashlib.file_digest(opened, "sha256").hexdigest()
    n_bytes = path.stat().st_size
    if n_bytes != file.n_bytes:
        yield file.name, f"it has {n_bytes} bytes, where {file.n_bytes} were published"
    elif digest != file.sha256:
        yield (
            file.name,
            f"its SHA-256 is {digest[:12]}…, where {file.sha256[:12]}… was published",
        )
