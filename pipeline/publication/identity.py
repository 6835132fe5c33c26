"""What an episode is known by for ever: slug, GUID and number, kept however it changes."""

from __future__ import annotations

import hashlib
import json
import re
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path
from urllib.parse import urlsplit

from slugify import slugify

from pipeline.errors import PublicationError, StorageError
from pipeline.publication.catalogue import Record, episode_folders, read_record
from pipeline.publication.disk import replace_through
from pipeline.publication.promises import shared_promises
from pipeline.publication.published_key import file_is_there, of_same_part, published_key
from pipeline.settings.publication_settings import PublicationSettings
from pipeline.tools.locks import only_one
from pipeline.values.episode import Identity
from pipeline.values.essay import Essay

SLUG_LENGTH = 80
GUID_NAMESPACE = uuid.UUID("0aff015c-a067-4a0f-98b7-22b45627c597")
"""Of this project's GUIDs; drawn once, so that the same essay of the same show gets the same."""

_RESERVED_BY_WINDOWS = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(10)}
)


def identify(essay: Essay, settings: PublicationSettings) -> Identity:
    """Return what *essay*'s episode is known by, the same at every call.

    Published episodes are asked first (``output/*/episode.json``), then what was promised to
    essays that are not published yet or no longer are; only then is something new thought of, and
    promised at once, so that two processes never give one slug to two essays. An essay whose file
    was renamed is the one that was published from a file which is no longer there, if title,
    author and date are the same. Front matter's number and season go before what was kept; a new
    essay of a catalogue has its place by date there, if nobody has that number. Machines that share
    a storage promise in it, so that they agree.

    Raises:
        StorageError: The promise cannot be written down.
    """
    ledger = _ledger_path(settings)
    with only_one(ledger.with_suffix(".lock")):
        promised = _read_ledger(ledger)
        records = _records(settings.places.output)
        published = {record.key: _identity(record) for record in records}
        taken = {identity.slug for identity in published.values()}
        kept = {published_key(key): one for key, one in promised.items() if one.slug not in taken}
        key = published_key(essay.key)
        known = {**_folders(settings.places.output), **kept, **published}
        identity = (
            known.get(key) or _moved(essay, settings, records) or _new(essay, settings, known)
        )
        identity = replace(
            identity,
            number=essay.number if essay.number is not None else identity.number,
            season=essay.season if essay.season is not None else identity.season,
        )
        if promised.get(key) != identity:
            others = {key: one for key, one in promised.items() if one.slug != identity.slug}
            _write_ledger(ledger, {**others, key: identity})
    return identity


def slug_of(text: str) -> str:
    """Return *text* as a slug: ASCII letters, digits, single hyphens; empty if none are left.

    >>> slug_of("Über die Zeit, 2nd ed.")
    'uber-die-zeit-2nd-ed'
    """
    slug = slugify(text, max_length=SLUG_LENGTH, word_boundary=True, save_order=True)
    slug = slug or slugify(text, max_length=SLUG_LENGTH)  # its first word alone is too long
    return f"{slug}-essay" if slug in _RESERVED_BY_WINDOWS else slug


def _new(essay: Essay, settings: PublicationSettings, known: Mapping[str, Identity]) -> Identity:
    taken = {identity.slug for identity in known.values()}
    numbers = {identity.number or 0 for identity in known.values()}
    highest = max(numbers, default=0)
    wanted = essay.place if essay.place and essay.place not in numbers else None
    slugs = (slug for slug in _slugs(essay, highest + 1) if slug not in taken)
    guid = str(uuid.uuid5(GUID_NAMESPACE, f"{settings.channel.title}\n{essay.key}"))
    if promises := shared_promises(settings):
        key = published_key(essay.key)
        return promises.find(key) or promises.make(key, slugs, guid, highest, wanted)
    return Identity(next(slugs), guid, wanted or highest + 1)


def _slugs(essay: Essay, number: int) -> Iterator[str]:
    """Yield the slugs an essay might have, the best first, without end."""
    stem = (
        slug_of(essay.slug)
        or slug_of(essay.title)
        or slug_of(Path(urlsplit(essay.key).path).stem)
        or f"episode-{number}"
    )
    yield stem
    if essay.date:
        yield _with_suffix(stem, str(essay.date.year))
        yield _with_suffix(stem, essay.date.isoformat()[:10])
    if author := slug_of(essay.author):
        yield _with_suffix(stem, author)
    turn = 2
    while True:
        yield _with_suffix(stem, str(turn))
        turn += 1


def _with_suffix(stem: str, suffix: str) -> str:
    suffix = suffix[: SLUG_LENGTH // 2].strip("-")
    return f"{stem[: SLUG_LENGTH - len(suffix) - 1].rstrip('-')}-{suffix}"


def _records(output: Path) -> list[Record]:
    records = []
    for folder in episode_folders(output):
        with suppress(PublicationError):  # what cannot be read is for verify to tell
            records.append(read_record(folder))
    return records


def _identity(record: Record) -> Identity:
    return Identity(record.slug, record.guid, record.number, record.season)


def _moved(
    essay: Essay, settings: PublicationSettings, records: Sequence[Record]
) -> Identity | None:
    """Return what *essay* was known by before its file was renamed, if it was."""
    if essay.url or not _is_there(essay.key.partition("#")[0], settings):
        return None
    about = (essay.title, essay.author, essay.date.isoformat() if essay.date else "")
    before = [
        record
        for record in records
        if (record.title, record.author, record.date) == about
        and of_same_part(record.key, published_key(essay.key))
        and not record.url
        and not file_is_there(record.key, settings.places.root)
    ]
    return _identity(before[0]) if len(before) == 1 else None


def _is_there(path: str, settings: PublicationSettings) -> bool:
    try:
        return (settings.places.root / path).is_file()
    except (OSError, ValueError):
        return False


def _folders(output: Path) -> dict[str, Identity]:
    """Return every folder's name as taken by nobody known; who it is promised to has it."""
    return {f"?{path.name}": Identity(path.name, "") for path in output.glob("[!.]*/")}


def _ledger_path(settings: PublicationSettings) -> Path:
    """Return where promises for this output folder are kept; another folder has its own."""
    name = (
        re.sub(r"[^a-z0-9]+", "-", settings.places.output_name.lower()).strip("-")[-40:] or "output"
    )
    digest = hashlib.sha256(settings.places.output_name.encode()).hexdigest()[:8]
    return settings.places.state / "identities" / f"{name}-{digest}.json"


def _read_ledger(path: Path) -> dict[str, Identity]:
    try:
        return {key: Identity(**kept) for key, kept in json.loads(path.read_bytes()).items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError) as error:
        raise StorageError(
            "the list of names promised to essays cannot be read",
            where=str(path),
            mend="Take the file away; published episodes keep their names",
        ) from error


def _write_ledger(path: Path, promised: Mapping[str, Identity]) -> None:
    text = json.dumps({key: asdict(identity) for key, identity in promised.items()}, indent=1)
    try:
        replace_through(path, text.encode())
    except OSError as error:
        raise StorageError(
            f"cannot be written to: {error.strerror}",
            where=str(path.parent),
            mend="Make room, or run from a folder you may write in",
        ) from error
