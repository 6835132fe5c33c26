"""The waiting room: episodes the night has made that a person is to approve."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass

from flows.digests import essay_digest, settings_digest
from flows.episode_clips import heard_again, read_episode_clips
from flows.ledger import LEDGER, open_ledger
from flows.shelf import Shelved
from pipeline.publication.catalogue import RECORD_FILE, Record, read_catalogue
from pipeline.publication.published_key import published_key
from pipeline.settings.show import Show
from pipeline.tools.store import open_store


@dataclass(frozen=True, slots=True)
class WaitingEpisode:
    """One of them."""

    shelved: Shelved
    record: Record
    n_doubtful: int
    """Sentences that the ears doubt and nobody has found right."""
    is_stale: bool
    """Whether its essay, or what it is made with, has changed since."""


def waiting_records(show: Show) -> dict[str, Record]:
    """Return what waits, by published key: what is newer than what is published."""
    if not show.waiting.output_folder.is_dir():
        return {}
    published = {record.key: record for record in read_catalogue(show.output_folder)}
    return {
        record.key: record
        for record in read_catalogue(show.waiting.output_folder)
        if record.key not in published or published[record.key].modified < record.modified
    }


def waiting_episodes(show: Show, shelf: Iterable[object]) -> tuple[WaitingEpisode, ...]:
    """Return what waits of the essays on *shelf*."""
    waiting = waiting_records(show)
    if not waiting:
        return ()
    ledger, settings = open_ledger(show.state / LEDGER), settings_digest(show)
    store = open_store(show.store)
    found = []
    for one in shelf:
        if not isinstance(one, Shelved):
            continue
        record = waiting.get(published_key(one.essay.key))
        if record is None:
            continue
        clips = read_episode_clips(show.state, record.slug) or ()
        doubts = heard_again(show.state, record.slug, clips, store).findings
        entry = ledger.entries.get(one.essay.key)
        digest = essay_digest(one.essay, settings, show.root)
        stale = entry is None or entry.digest != digest
        found.append(WaitingEpisode(one, record, len(doubts), stale))
    return tuple(found)


def clear_away(show: Show, slug: str) -> None:
    """Take an approved episode out of the waiting room; its publication has its own files."""
    folder = show.waiting.output_folder / slug
    if (folder / RECORD_FILE).is_file():
        shutil.rmtree(folder, ignore_errors=True)
