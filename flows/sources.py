"""The essays of a source, read once however many runs ask for one of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import SourceError
from pipeline.reading import (
    directions_stamp,
    file_called,
    folder_stamp,
    keep_pictures,
    read_catalogue,
)
from pipeline.settings.reading_settings import ReadingSettings
from pipeline.values.essay import Essay

if TYPE_CHECKING:
    from pipeline.reading.importing.essay_list import Catalogue, Entry


@dataclass(frozen=True, slots=True)
class _LastRead:
    source: str
    root: Path
    stamp: tuple[int, ...]
    catalogue: Catalogue


_last: list[_LastRead] = []
"""The last reading only: a listing of a hundred essays is asked for a hundred times in a row."""


def essays_of(source: str, settings: ReadingSettings) -> tuple[Essay, ...]:
    """Return the essays of *source*, read anew when its file has changed.

    Raises:
        SourceError: See :func:`pipeline.reading.read_essays`.
    """
    return catalogue_of(source, settings).essays


def essay_with_pictures(source: str, key: str, settings: ReadingSettings) -> Essay:
    """Return :func:`essay_of`, its pictures kept for the publication.

    Raises:
        SourceError: See :func:`essay_of`.
    """
    catalogue = catalogue_of(source, settings)
    entry = _chosen(catalogue, key, source)
    keep_pictures(entry, catalogue, settings.access)
    return entry.essay


def catalogue_of(source: str, settings: ReadingSettings) -> Catalogue:
    """Return what *source* holds, read anew when its file has changed.

    Raises:
        SourceError: See :func:`pipeline.reading.read_essays`.
    """
    stamp = _stamp(file_called(settings.access.root / source), settings.access.root)
    for reading in _last:
        if (reading.source, reading.root, reading.stamp) == (source, settings.access.root, stamp):
            return reading.catalogue
    catalogue = read_catalogue(source, settings)
    _last[:] = [_LastRead(source, settings.access.root, stamp, catalogue)]
    return catalogue


def essay_of(source: str, key: str, settings: ReadingSettings) -> Essay:
    """Return the essay of *source* whose key or title is *key*; its only one if *key* is empty.

    Raises:
        SourceError: There is none, or there are several and *key* does not choose.
    """
    return _chosen(catalogue_of(source, settings), key, source).essay


def _chosen(catalogue: Catalogue, key: str, source: str) -> Entry:
    chosen = [
        entry
        for entry in catalogue.entries
        if not key or key in {entry.essay.key, entry.essay.title}
    ]
    if len(chosen) == 1:
        return chosen[0]
    if not catalogue.essays or not chosen:
        raise SourceError(f"there is no essay {key!r} in it", where=source)
    raise SourceError(
        f"it holds {len(chosen)} essays",
        where=source,
        mend="Name one of them by its title, or run the backlog to produce them all",
    )


def _stamp(path: Path, root: Path) -> tuple[int, ...]:
    """Return what changes when a file or folder, or the directions for it, do."""
    directions = directions_stamp(path, root)
    try:
        status = path.stat()
        if path.is_dir():
            return (*folder_stamp(path), *directions)
    except (OSError, ValueError):
        return (0, 0, *directions)
    return (status.st_mtime_ns, status.st_size, *directions)
