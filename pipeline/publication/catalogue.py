"""The catalogue: what is published, told by each episode's ``episode.json`` and by nothing else."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, Literal

from pipeline.errors import PublicationError
from pipeline.publication.published_key import published_key
from pipeline.tools.timecode import seconds
from pipeline.values.sound import Chapter, Measured

RECORD_FILE = "episode.json"
VERSION = 1

FileKind = Literal[
    "audio",
    "media",
    "vtt",
    "srt",
    "transcript",
    "chapters",
    "page",
    "page-content",
    "embed",
    "oembed",
    "artwork",
    "artwork-small",
    "picture",
    "thumbnail",
    "description",
    "video-chapters",
]


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """A file of an episode's folder."""

    kind: FileKind
    name: str
    """Within the folder; ASCII, no slash."""
    mime_type: str
    n_bytes: int
    sha256: str
    target_lufs: float | None = None
    """Loudness that was asked for, where it is not the record's."""
    made_from: str | None = None
    """Digest of what a film is made from, by which it is known to be still right."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is heard or whose words they are, in the terms of the podcast taxonomy."""

    name: str
    role: str
    group: str


@dataclass(frozen=True, slots=True)
class Soundbite:
    """A stretch that the feed commends, in samples of the timeline."""

    start: int
    n_samples: int
    title: str


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The episode before or after one, as that one's page names it."""

    slug: str
    title: str


@dataclass(frozen=True, slots=True)
class Record:
    """What ``episode.json`` says: enough to make feed and index without anything else."""

    slug: str
    guid: str
    key: str
    """What :func:`published_key` makes of the essay's; slug and GUID hang on it."""
    number: int | None
    season: int | None
    title: str
    author: str
    date: str
    """Of the essay: ISO 8601, a date or a date and time; empty if it has none."""
    published: datetime
    """First published, UTC; stands in for the date where there is none."""
    modified: datetime
    """Last time anything of it changed, UTC."""
    url: str
    language: str
    summary: str
    tags: tuple[str, ...]
    people: tuple[Person, ...]
    n_samples: int
    """What was meant: the timeline's length."""
    rate_hz: int
    """Of the timeline, in which :attr:`chapters` count their samples."""
    measured: Measured
    """Of the decoded audio when it was made."""
    target_lufs: float
    """Loudness that was asked for."""
    ceiling_dbtp: float
    """Highest true peak that was allowed."""
    chapters: tuple[Chapter, ...]
    notes_html: str
    notes_plain: str
    files: tuple[PublishedFile, ...]
    """All of the folder but ``episode.json``, in the order they are copied to a host."""
    base_url: str = ""
    """What addresses in the page begin with; empty where that was not known."""
    previous: Neighbour | None = None
    """The episode before this one by date, as the page has it."""
    following: Neighbour | None = None
    """The episode after this one by date, as the page has it."""
    look: str = ""
    """What the page is rendered by: :func:`pipeline.publication.page.page_look`."""
    soundbites: tuple[Soundbite, ...] = ()
    """In order."""
    version: int = VERSION

    @property
    def duration_s(self) -> float:
        """Length of what is heard, in seconds."""
        return seconds(self.measured.n_samples, self.measured.rate_hz)

    @property
    def moment(self) -> datetime:
        """When the feed says it came out, UTC.

        A date without a time is taken as noon: the same day nearly everywhere.
        """
        if not self.date:
            return self.published
        if len(self.date) <= len("2026-10-05"):
            return datetime.combine(date.fromisoformat(self.date), time(12), UTC)
        moment = datetime.fromisoformat(self.date)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)

    def files_of(self, kind: FileKind) -> tuple[PublishedFile, ...]:
        """Return the files of one kind."""
        return tuple(file for file in self.files if file.kind == kind)

    @property
    def audio(self) -> PublishedFile:
        """The enclosure."""
        return self.files_of("audio")[0]

    @property
    def media(self) -> tuple[PublishedFile, ...]:
        """The enclosure, then the same episode in other formats."""
        return (*self.files_of("audio"), *self.files_of("media"))

    @property
    def page_content(self) -> PublishedFile | None:
        """What the page is made from; None where it was made before that was kept."""
        return next(iter(self.files_of("page-content")), None)

    @property
    def page(self) -> PublishedFile:
        """The page to read along on."""
        return self.files_of("page")[0]


def record_json(record: Record) -> str:
    """Return the text of ``episode.json``; the same for equal records."""
    written = asdict(record)
    version = written.pop("version")
    if not written["soundbites"]:
        del written["soundbites"]
    written["files"] = [
        {name: value for name, value in file.items() if value is not None}
        for file in written["files"]
    ]
    return (
        json.dumps({"version": version, **written}, ensure_ascii=False, indent=1, default=_iso)
        + "\n"
    )


def read_record(folder: Path) -> Record:
    """Read the record of an episode's folder.

    Raises:
        PublicationError: There is none, it cannot be read, or it is of another version.
    """
    path = folder / RECORD_FILE
    try:
        written = path.read_bytes()
    except OSError as error:
        raise PublicationError(
            f"cannot be read: {error.strerror}", where=str(path), mend=_MEND
        ) from error
    try:
        record: Record = _adapter().validate_json(written)
        _ = record.moment, record.audio, record.page
    except (ValueError, IndexError, OverflowError) as error:
        raise PublicationError(
            "this is no record of an episode", where=str(path), mend=_MEND
        ) from error
    if record.version != VERSION or record.slug != folder.name:
        raise PublicationError(
            f"it is of version {record.version} and for '{record.slug}', where version "
            f"{VERSION} for '{folder.name}' belongs",
            where=str(path),
            mend=_MEND,
        )
    return replace(record, key=published_key(record.key))


def episode_folders(output: Path) -> tuple[Path, ...]:
    """Return the folders that hold an episode's record, sorted by name."""
    return tuple(sorted(path.parent for path in output.glob(f"[!.]*/{RECORD_FILE}")))


def read_catalogue(output: Path, *, but: str = "") -> tuple[Record, ...]:
    """Return the records of all that is published, newest first.

    Args:
        output: The folder of what is published.
        but: Slug of an episode to leave out.

    Raises:
        PublicationError: See :func:`read_record`.
    """
    return newest_first(
        read_record(folder) for folder in episode_folders(output) if folder.name != but
    )


def newest_first(records: Iterable[Record]) -> tuple[Record, ...]:
    """Return *records* as the feed lists them: by date, then number, then slug."""
    return tuple(sorted(records, key=lambda r: (r.moment, r.number or 0, r.slug), reverse=True))


def surrounded(records: Sequence[Record], base_url: str, look: str) -> tuple[Record, ...]:
    """Return *records*, newest first, as their pages should be: with the neighbours they have.

    Args:
        records: All that is published.
        base_url: Where ``output/`` is reachable; empty where that is not known.
        look: What pages are rendered by now.
    """
    names = [None, *(Neighbour(record.slug, record.title) for record in records), None]
    return tuple(
        replace(record, base_url=base_url, look=look, following=after, previous=before)
        for record, after, before in zip(records, names, names[2:], strict=False)
    )


_MEND = "Produce the essay again, or take the folder away"


def _iso(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(type(value).__name__)


@functools.cache
def _adapter() -> Any:  # noqa: ANN401 - its type would import pydantic for every reader of a value
    from pydantic import TypeAdapter  # noqa: PLC0415 - 0.2 s that only reading a record needs

    return TypeAdapter(Record)
