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
    _guard: threading.RLock = field(default_factory=threading.RLock)

    def all(self, show: Show) -> tuple[OnShelf, ...]:
        """Return the essays of all sources in their order, each key once."""
        with self._guard:
            self._settle(show)
            sources = sources_of(show)
            for gone in self._read.keys() - set(sources):
                del self._read[gone]
            found: dict[str, OnShelf] = {}
            self._source_of.clear()
            for source in sources:
                for n, one in enumerate(self._of(source, show)):
                    key = one.essay.key if isinstance(one, Shelved) else f"\n{source}\n{n}"
                    if found.setdefault(key, one) is one:
                        self._source_of[key] = source
            records = self.records(show.output_folder)
        return tuple(_with_record(one, records) for one in found.values())

    def essay(self, key: str, show: Show) -> Shelved | None:
        """Return the essay *key*; only its own source is looked at. None where it is not known."""
        with self._guard:
            self._settle(show)
            source = self._source_of.get(key)
            for one in self._of(source, show) if source else ():
                if isinstance(one, Shelved) and one.essay.key == key:
                    found = _with_record(one, self.records(show.output_folder))
                    return found if isinstance(found, Shelved) else None
        return None

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
        if self._settings != show.for_reading:
            self._settings = show.for_reading
            self._read.clear()

    def _of(self, source: str, show: Show) -> tuple[OnShelf, ...]:
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
