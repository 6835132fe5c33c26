"""The desk's rows: every essay of the show and the state it is in."""

from __future__ import annotations

from dataclasses import dataclass

from flows.digests import settings_digest, voice_folders
from flows.kept_episodes import last_run
from flows.ledger import LEDGER, Ledger, open_ledger
from flows.shelf import Shelved, Teaser, Unreadable
from flows.studio.jobs import Job, Jobs
from flows.studio.rooms import Rooms, essay_id
from flows.studio.waiting_room import waiting_records
from pipeline.languages.lexicon_files import lexicon_stamp
from pipeline.publication import withdrawn_slugs
from pipeline.publication.published_key import published_key
from pipeline.settings.show import Show


@dataclass(frozen=True, slots=True)
class DeskRow:
    """One essay, or a source that cannot be read."""

    id: str
    """Empty for a source that cannot be read."""
    title: str
    source: str
    state: str
    """new, changed, published, withdrawn, waiting, being made, failed, set aside, unreadable or
    teaser."""
    detail: str = ""
    """The reason, or how far it is."""
    slug: str = ""
    date: str = ""
    duration_s: float = 0.0
    n_words: int = 0
    """About how many it is written with, which stands for its length until it is made."""
    loudness_lufs: float | None = None
    share: int = 0
    run: str = ""
    """The run of Prefect that made it last, or failed to."""
    note: str = ""
    """What went wrong after it was published."""


def desk_rows(rooms: Rooms, jobs: Jobs, show: Show) -> tuple[DeskRow, ...]:
    """Return a row for each essay, the newest first.

    Sources that cannot be read stand before all, teasers after all.
    """
    facts = _Facts(
        rooms,
        show,
        open_ledger(show.state / LEDGER),
        settings_digest(show),
        lexicon_stamp(voice_folders(show.root)),
        frozenset(waiting_records(show)),
        frozenset(withdrawn_slugs(show.places)),
    )
    unreadable, teasers, rows = [], [], []
    for one in rooms.shelf(show):
        if isinstance(one, Unreadable):
            unreadable.append(DeskRow("", one.source, one.source, "unreadable", one.error))
        elif isinstance(one, Teaser):
            teasers.append(DeskRow("", one.title, one.source, "teaser", one.error))
        else:
            rows.append(_row(one, jobs.jobs.get(essay_id(one.essay.key)), facts))
    newest = sorted(rows, key=lambda row: row.date, reverse=True)
    return (*unreadable, *newest, *teasers)


@dataclass(frozen=True, slots=True)
class _Facts:
    """What all rows are made from."""

    rooms: Rooms
    show: Show
    ledger: Ledger
    settings: str
    stamp: str
    """Of the lexicons."""
    waiting: frozenset[str]
    withdrawn: frozenset[str]


def _row(one: Shelved, job: Job | None, facts: _Facts) -> DeskRow:
    essay, record = one.essay, one.record
    state, detail = _state(one, job, facts)
    is_going = job is not None and not job.over
    return DeskRow(
        id=essay_id(essay.key),
        title=essay.title,
        source=one.source,
        state=state,
        detail=detail,
        slug=record.slug if record else "",
        date=essay.date.isoformat()[:10] if essay.date else "",
        duration_s=record.duration_s if record else 0.0,
        n_words=sum(block.text.count(" ") + 1 for block in essay.blocks),
        loudness_lufs=record.measured.loudness_lufs if record else None,
        share=job.share if job is not None and is_going else 0,
        run=last_run(facts.show.state, essay.key),
        note=job.note if job is not None else "",
    )


def _state(one: Shelved, job: Job | None, facts: _Facts) -> tuple[str, str]:
    """Return the state of an essay, and its detail."""
    essay, entry = one.essay, facts.ledger.entries.get(one.essay.key)
    if job is not None and (job.error or not job.over):
        return ("failed", job.error) if job.over else ("being made", job.stage)
    if entry is not None and entry.failures and not one.record:
        aside = entry.failures >= facts.show.schedule.set_aside_after
        return ("set aside" if aside else "failed"), entry.error
    if published_key(essay.key) in facts.waiting:
        return "waiting", "for approval"
    if not one.record:
        gone = entry is not None and entry.slug in facts.withdrawn
        return ("withdrawn", "taken out of the publication") if gone else ("new", "")
    if entry is not None and entry.digest != facts.rooms.digest(
        essay, facts.settings, facts.stamp, facts.show.root
    ):
        return "changed", "since its episode was made"
    return "published", ""
