"""The publication that machines share: each machine's ``output/`` is a copy of it.

In the storage there is one folder of files and one of records for each publication. A record's
name says all that is needed to compare: slug, moment, digest. Files come first and the record
last, so that an episode is there whole or not at all; of several records of a slug the newest
counts, and a newer word that it was withdrawn takes it away. Nothing is locked: whoever comes
later finds what was there before, and two that publish at once both end up in it.
"""

from __future__ import annotations

import hashlib
import shutil
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pipeline.errors import StorageError
from pipeline.publication.catalogue import (
    RECORD_FILE,
    PublishedFile,
    Record,
    episode_folders,
    read_record,
)
from pipeline.publication.disk import sync_folder, synced_digest, write_through
from pipeline.publication.exchange import move_in
from pipeline.publication.promises import Promises, publication_folders, shared_promises
from pipeline.publication.withdrawn import forget_withdrawn, note_withdrawn
from pipeline.publication.workshop import FRESH, OLD
from pipeline.settings.publication_settings import PublicationSettings
from pipeline.tools.store import StoragePlace, open_place
from pipeline.values.episode import Identity

_RECORDS, _FILES = "records", "files"
_WITHDRAWN = "-"
"""Stands for the digest of what was withdrawn."""
_STAMP, _TICK = "%Y%m%dT%H%M%SZ", timedelta(seconds=1)
_FORGOTTEN_AFTER_S = 3_600
"""Age at which a file that no record names is nobody's work in progress."""


@dataclass(frozen=True, slots=True, order=True)
class _Edition:
    """One state of an episode; the greatest of a slug counts."""

    moment: str
    digest: str
    slug: str

    @property
    def name(self) -> str:
        return f"{_RECORDS}/{self.slug}.{self.moment}.{self.digest}"


@dataclass(frozen=True, slots=True)
class Shared:
    """The shared publication in *place*."""

    settings: PublicationSettings
    place: StoragePlace
    promises: Promises

    def bring_up_to_date(self, bench: Path) -> None:
        """Make ``output/`` and the shared publication hold the same episodes.

        Editions of one moment count as the same: they differ in the neighbours a page names, which
        each machine mends by itself when it lists them.

        Args:
            bench: An empty folder on the disk of ``output/``, whose lock the caller holds.

        Raises:
            StorageError: What is shared cannot be read, or is damaged.
            PublicationError: A record here cannot be read.
        """
        output = self.settings.places.output
        there = self._there()
        here = {folder.name: _edition_of(folder) for folder in episode_folders(output)}
        for slug in sorted(here.keys() & there.keys()):
            if here[slug].digest != there[slug].digest != _WITHDRAWN:
                self.promises.refuse_another(read_record(output / slug).guid, slug)
        for slug, edition in sorted(there.items()):
            if slug not in here or here[slug].moment < edition.moment:
                self._fetch(edition, bench)
        for slug, edition in sorted(here.items()):
            if slug not in there or there[slug].moment < edition.moment:
                self.add(read_record(output / slug))

    def add(self, record: Record) -> None:
        """Put the published episode of *record* where all machines find it.

        Raises:
            PublicationError: Its slug is another essay's there.
        """
        folder = self.settings.places.output / record.slug
        identity = Identity(record.slug, record.guid, record.number, record.season)
        self.promises.keep(record.key, identity)
        for file in record.files:
            name = _name_of(record.slug, file)
            if not self.place.exists(name):
                self.place.copy_in(name, folder / file.name)
        content = (folder / RECORD_FILE).read_bytes()
        self._put(_edition(record, content), content)
        named = {_name_of(record.slug, file) for file in record.files}
        for stored in list(self.place.files(f"{_FILES}/{record.slug}")):
            if stored.name not in named and time.time() - stored.used_at > _FORGOTTEN_AFTER_S:
                self.place.remove(stored.name)

    def take_away(self, slug: str) -> None:
        """Say that the episode *slug* was withdrawn."""
        moment = self.after_all(slug, datetime.now(UTC))
        self._put(_Edition(_stamp(moment), _WITHDRAWN, slug), b"withdrawn")

    def after_all(self, slug: str, now: datetime) -> datetime:
        """Return *now*, or later if a machine whose clock is ahead has said something of *slug*."""
        edition = self._there().get(slug)
        if edition is None:
            return now
        return max(now, datetime.strptime(edition.moment, _STAMP).replace(tzinfo=UTC) + _TICK)

    def _put(self, edition: _Edition, content: bytes) -> None:
        self.place.write(edition.name, [content])
        for older in self._editions():
            if older.slug == edition.slug and older < edition:
                self.place.remove(older.name)

    def _there(self) -> dict[str, _Edition]:
        found: dict[str, _Edition] = {}
        for edition in self._editions():
            found[edition.slug] = max(edition, found.get(edition.slug, edition))
        return found

    def _editions(self) -> list[_Edition]:
        names = [file.name.rpartition("/")[2].split(".") for file in self.place.files(_RECORDS)]
        return [_Edition(parts[1], parts[2], parts[0]) for parts in names if len(parts) == 3]

    def _fetch(self, edition: _Edition, bench: Path) -> None:
        """Bring *edition* here, whole."""
        slug = edition.slug
        place = self.settings.places.output / slug
        if edition.digest == _WITHDRAWN:
            if place.exists():
                place.rename(bench / f"{slug}.withdrawn")
                note_withdrawn(slug, self.settings.places)
            return
        content = self.place.read(edition.name)
        if content is None:
            return  # a newer one has just come, which the next look finds
        fresh, old = bench / f"{slug}{FRESH}", bench / f"{slug}{OLD}"
        (bench / slug).mkdir()
        write_through(bench / slug / RECORD_FILE, content)
        record = read_record(bench / slug)
        for file in record.files:
            self._bring(slug, file, bench / slug / file.name)
        sync_folder(bench / slug)
        (bench / slug).rename(fresh)  # whole from here on, also for whoever mends
        move_in(fresh, place, old)
        sync_folder(place.parent)
        for left in (fresh, old):
            shutil.rmtree(left, ignore_errors=True)
        forget_withdrawn(slug, self.settings.places)

    def _bring(self, slug: str, file: PublishedFile, path: Path) -> None:
        """Copy *file* to *path*, as it was published."""
        name = _name_of(slug, file)
        found = self.place.copy_out(name, path)
        if not found or synced_digest(path) != file.sha256:
            what = "damaged" if found else "missing"
            raise StorageError(
                f"'{file.name}' of the episode '{slug}' is {what}",
                where=f"{self.place}/{name}",
                mend=f"Run 'essaycast withdraw {slug}' on the machine that made it, then produce "
                "the essay again",
            )


def shared_publication(settings: PublicationSettings) -> Shared | None:
    """Return the publication machines share, None where the show keeps its own to itself."""
    place, promises = (
        open_place(settings.store, *publication_folders(settings)),
        shared_promises(settings),
    )
    return Shared(settings, place, promises) if place is not None and promises is not None else None


def _edition_of(folder: Path) -> _Edition:
    return _edition(read_record(folder), (folder / RECORD_FILE).read_bytes())


def _edition(record: Record, content: bytes) -> _Edition:
    digest = hashlib.sha256(content).hexdigest()[:16]
    return _Edition(_stamp(record.modified), digest, record.slug)


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime(_STAMP)


def _name_of(slug: str, file: PublishedFile) -> str:
    return f"{_FILES}/{slug}/{file.sha256}"
