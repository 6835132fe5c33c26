"""Each published episode whole, but for its files: what films, clips and books are made from."""

from __future__ import annotations

import functools
import hashlib
import os
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from pydantic import TypeAdapter, ValidationError

from pipeline.errors import PublicationError
from pipeline.publication.catalogue import PublishedFile, Record, read_record
from pipeline.settings.running_settings import Places
from pipeline.tools.formats import row_of
from pipeline.tools.private_folders import private_folder
from pipeline.values.episode import Episode, Media

FOLDER = "episodes"
RUNS = "essay-runs"


def keep_episode(state: Path, episode: Episode) -> None:
    """Keep *episode* without its files, which stand in ``output/``.

    Args:
        state: The show's working state.
        episode: What was published.

    Raises:
        OSError: It cannot be written.
    """
    target = private_folder(state / FOLDER) / f"{episode.identity.slug}.json"
    aside = target.with_suffix(".part")
    aside.write_bytes(_adapter().dump_json(replace(episode, media=(), artwork=None)))
    os.replace(aside, target)  # noqa: PTH105 - as one step, on every system


def keep_run(state: Path, key: str, run_id: str) -> None:
    """Keep that the run *run_id* is, or was, the last to make the essay *key*; never fail for it.

    Args:
        state: The show's working state.
        key: The essay's.
        run_id: Prefect's.
    """
    with suppress(OSError):
        (private_folder(state / RUNS) / _named(key)).write_text(run_id, encoding="ascii")


def last_run(state: Path, key: str) -> str:
    """Return the run that made the essay *key* last, or failed to; empty where none is known."""
    try:
        text = (state / RUNS / _named(key)).read_text(encoding="ascii").strip()
        return str(UUID(text))
    except (OSError, ValueError):
        return ""


def _named(key: str) -> str:
    return f"{hashlib.sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}.txt"


def published_episode(places: Places, slug: str) -> tuple[Episode, Record]:
    """Return the episode *slug* as it stands in ``output/``, its sound and its artwork, no films.

    Raises:
        PublicationError: It is not published, or was by another version or on another machine, of
            which nothing was kept here.
    """
    folder = places.output / slug
    record = read_record(folder)
    try:
        kept = _adapter().validate_json((places.state / FOLDER / f"{slug}.json").read_bytes())
    except (OSError, ValidationError) as error:
        raise PublicationError(
            "when each word of it is heard, and from which clips, is not kept on this machine",
            where=slug,
            mend="Produce the essay again",
        ) from error
    if (kept.timeline.n_samples, kept.timeline.rate_hz) != (record.n_samples, record.rate_hz):
        raise PublicationError(
            f"what is published has {record.n_samples} samples, what is kept of it "
            f"{kept.timeline.n_samples}",
            where=slug,
            mend="Produce the essay again",
        )
    sounds = tuple(media_of(folder, file, record) for file in record.media if _is_sound(file))
    artwork = next((folder / file.name for file in record.files_of("artwork")), None)
    return replace(kept, media=sounds, artwork=artwork), record


def _is_sound(file: PublishedFile) -> bool:
    return not row_of(file.name).film


def media_of(folder: Path, file: PublishedFile, record: Record) -> Media:
    """Return the sound or film *file* of *record* as it stands in *folder*."""
    return Media(
        format=row_of(file.name).name,
        path=folder / file.name,
        mime_type=file.mime_type,
        n_bytes=file.n_bytes,
        sha256=file.sha256,
        measured=record.measured,
        target_lufs=file.target_lufs,
        made_from=file.made_from,
    )


@functools.cache
def _adapter() -> TypeAdapter[Episode]:
    return TypeAdapter(Episode)
