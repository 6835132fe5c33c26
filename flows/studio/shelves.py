"""The studio's shelves: the essays of all sources, of which only what has changed is read again."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from flows.night.due import sources_of
from flows.shelf import Shelved, Teaser, Unreadable, shelf_of
from pipeline.publication.catalogue import RECORD_FILE, Record, episode_folders, read_record
from pipeline.publication.published_key import published_key
from pipeline.reading import directions_stamp, file_called, folder_stamp
from pipeline.settings.reading_settings import ReadingSettings
from pipeline.settings.show import Show

OnShelf: TypeAlias = Shelved | Unreadable | Teaser
_Stamp: TypeAlias = tuple[object, ...]


@dataclass(slots=True)
class Shelves:
    """What was read last of each source."""

    _settings: ReadingSettings | None = None
    _read: dict[str, tuple[_Stamp, tuple[OnShelf, ...]]] = field(default_factory=dict)
    _source_of: dict[str, str] = field(default_factory=dict)
    """Key of an essay → its source."""
    _records: dict[Path, tuple[_Stamp, Record]] = field(default_factory=dict)
    _is_read: bool = False
    _guard: threading.RLock = field(default_factory=threading.RLock)

    @property
    def is_read(self) -> bool:
        """Whether all sources have been read since the studio started."""
        return self._is_read

    def all(self, show: Show) -> tuple[OnShelf, ...]:
        """Return the essays of all sources in their order, each key once.

        Between two sources others may have a turn: an essay opens while the rest is still read.
        """
        self._settle(show)
        sources = sources_of(show)
        found: dict[str, OnShelf] = {}
        source_of: dict[str, str] = {}
        for source in sources:
            for n, one in enumerate(self._of(source, show)):
                key = one.essay.key if isinstance(one, Shelved) else f"\n{source}\n{n}"
                if found.setdefault(key, one) is one:
                    source_of[key] = source
        with self._guard:
            for gone in self._read.keys() - set(sources):
                del self._read[gone]
            self._source_of, self._is_read = source_of, True
        records = self.records(show.output_folder)
        return tuple(_with_record(one, records) for one in found.values())

    def essay(self, key: str, show: Show) -> Shelved | None:
        """Return the essay *key*; only its own source is looked at. None where it is not known."""
        source = self._source_of.get(key)
        known = self.of_source(source, show) if source else ()
        return next((one for one in known if one.essay.key == key), None)

    def of_source(self, source: str, show: Show) -> tuple[Shelved, ...]:
        """Return the essays of one source."""
        self._settle(show)
        records = self.records(show.output_folder)
        found = (_with_record(one, records) for one in self._of(source, show))
        return tuple(one for one in found if isinstance(one, Shelved))

    def records(self, output: Path) -> dict[str, Record]:
        """Return what is published, by published key; a record is read when its file changes."""
        with self._guard:
            fresh: dict[Path, tuple[_Stamp, Record]] = {}
            for folder in episode_folders(output):
                try:
                    status = (folder / RECORD_FILE).stat()
                except OSError:  # taken out at this moment
                    continue
                stamp = (status.st_mtime_ns, status.st_size, status.st_ino)
                known = self._records.get(folder)
                if known is None or known[0] != stamp:
                    known = stamp, read_record(folder)
                fresh[folder] = known
            self._records = fresh
            return {record.key: record for _, record in fresh.values()}

    def _settle(self, show: Show) -> None:
        with self._guard:
            if self._settings != show.for_reading:
                self._settings = show.for_reading
                self._read.clear()

    def _of(self, source: str, show: Show) -> tuple[OnShelf, ...]:
        with self._guard:
            stamp = _stamp(source, show)
            known = self._read.get(source)
            if known is None or known[0] != stamp:
                known = self._read[source] = stamp, tuple(shelf_of(source, show))
            return known[1]


def _with_record(one: OnShelf, records: dict[str, Record]) -> OnShelf:
    if not isinstance(one, Shelved):
        return one
    return Shelved(one.source, one.essay, records.get(published_key(one.essay.key)))


def _stamp(source: str, show: Show) -> _Stamp:
    """Return what changes when a source, or the directions of its essays, do."""
    path = file_called(show.root / source)
    directions = directions_stamp(path, show.root)
    try:
        if "://" not in source:
            if path.is_dir():
                return (*folder_stamp(path), *directions)
            status = path.stat()
            return (status.st_mtime_ns, status.st_size, status.st_ino, *directions)
    except (OSError, ValueError):
        pass  # it is gone: whoever reads it is told
    return directions
