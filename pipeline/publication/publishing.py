"""Publishing one episode: built aside, checked, moved in whole, listed."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from pipeline.errors import PublicationError, ShowError
from pipeline.publication.artwork import cover
from pipeline.publication.building import SidecarText, build, transcripts
from pipeline.publication.catalogue import (
    RECORD_FILE,
    Record,
    Soundbite,
    newest_first,
    read_catalogue,
    read_record,
)
from pipeline.publication.disk import sync_folder, writing
from pipeline.publication.exchange import move_in
from pipeline.publication.feed import FEED_FILE
from pipeline.publication.inspection import Finding, Heard, file_faults, hear_anew, inspect_folder
from pipeline.publication.lists import replace_listings, staged_listings
from pipeline.publication.shared import shared_publication
from pipeline.publication.withdrawn import forget_withdrawn
from pipeline.publication.workshop import FRESH, OLD, workshop
from pipeline.settings.publication_settings import PublicationSettings
from pipeline.tools.store import open_store
from pipeline.values.episode import Episode


@dataclass(frozen=True, slots=True)
class Publication:
    """An episode as it stands in ``output/``."""

    record: Record
    folder: Path
    feed: Path

    @property
    def audio(self) -> Path:
        """The published audio."""
        return self.folder / self.record.audio.name

    @property
    def files(self) -> tuple[Path, ...]:
        """All files of the folder."""
        names = [file.name for file in self.record.files]
        return tuple(self.folder / name for name in [*names, RECORD_FILE])


def publish(
    episode: Episode, settings: PublicationSettings, *, now: datetime | None = None
) -> Publication:
    """Put *episode* into ``output/``, whole or not at all, and list it.

    Its audio is listened to before anybody has to wait, the stretches that nobody has heard yet;
    what is published then is those bytes, or it is refused. Everything is written and checked
    aside, the feed and the index with it; then come as many renames as there are things to
    replace: folder, those of its neighbours, whose pages lead to it, artwork, feed, index. Where
    machines share a storage, what others have published is brought here first, and the episode is
    put there last.

    Args:
        episode: The episode; its files stay where they are. Its sound is not written again where
            the disk knows second names: change it by a new file, and not by writing into it.
        settings: The show.
        now: The moment of the change; the present for None. An episode that stands there already,
            whole, has not changed.

    Raises:
        PublicationError: It failed its checks, or another episode's record cannot be read.
        StorageError: ``output/`` cannot be written.
    """
    now = (now or datetime.now(UTC)).replace(microsecond=0)
    output, slug = settings.places.output, episode.identity.slug
    shared = shared_publication(settings)
    heard, texts = _prepared(episode, settings)
    with workshop(settings.places) as bench, writing(output):
        if shared:
            shared.bring_up_to_date(bench)
            now = shared.after_all(slug, now)
        others = read_catalogue(output, but=slug)
        before = _before(output / slug)
        fresh = bench / f"{slug}{FRESH}"
        first = before.published if before else now
        record = build(
            fresh,
            episode,
            settings,
            others,
            texts,
            published=first,
            now=now,
            soundbites=_still_there(before, episode),
        )
        _refuse_faults(inspect_folder(fresh, record, settings.machine, heard=heard))
        unchanged = before is not None and _stands(output / slug, before, record)
        record = before if before and unchanged else record
        staged = staged_listings(newest_first([*others, record]), settings, bench)
        if not unchanged:
            move_in(fresh, output / slug, bench / f"{slug}{OLD}")
            sync_folder(output)
        replace_listings(staged, output, bench)
        forget_withdrawn(slug, settings.places)
        if shared and not unchanged:
            shared.add(record)
    return Publication(record, output / slug, output / FEED_FILE)


def _prepared(
    episode: Episode, settings: PublicationSettings
) -> tuple[list[Heard], tuple[SidecarText, ...]]:
    """Return what is heard of each sound file, and the transcripts: what needs no lock.

    A program listens on one core, meanwhile the rest is made on another.
    """
    store = open_store(settings.store)
    with ThreadPoolExecutor(1) as ears:
        hearing = [
            ears.submit(hear_anew, media.path, media.sha256, settings.machine, store)
            for media in episode.media
        ]
        texts = transcripts(episode)
        with suppress(ShowError):  # said where it is used
            cover(settings.channel, settings.places.root)  # kept for the listings
        return [one.result() for one in hearing], texts


def _still_there(before: Record | None, episode: Episode) -> tuple[Soundbite, ...]:
    """Return the soundbites of *before*, whose times hold as long as the sound is as long."""
    same = before is not None and before.n_samples == episode.timeline.n_samples
    return before.soundbites if before and same else ()


def _refuse_faults(findings: Sequence[Finding]) -> None:
    if findings:
        more = f", and {len(findings) - 1} more" if len(findings) > 1 else ""
        raise PublicationError(
            f"it failed its checks and is not published: {findings[0].what}{more}",
            where=findings[0].place,
            mend="Produce the essay again; run with --debug if it happens twice",
        )


def _stands(folder: Path, before: Record, record: Record) -> bool:
    """Tell whether *record* is what *folder* holds already, whole."""
    same = replace(record, modified=before.modified) == before
    return same and not any(file_faults(folder, before))


def _before(folder: Path) -> Record | None:
    """Return the record of what stood there; None where nothing readable did."""
    try:
        return read_record(folder)
    except PublicationError:
        return None
