"""The desk's rows: every essay of the show and the state it is in."""

from __future__ import annotations

from dataclasses import dataclass

from flows.digests import essay_digest, settings_digest
from flows.ledger import LEDGER, open_ledger
from flows.shelf import Unreadable
from flows.studio.jobs import Jobs
from flows.studio.rooms import Rooms, essay_id
from flows.studio.waiting_room import waiting_records
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
    """new, changed, published, withdrawn, waiting, being made, failed, unreadable."""
    detail: str = ""
    """The reason, or how far it is."""
    slug: str = ""
    date: str = ""
    duration_s: float = 0.0
    loudness_lufs: float | None = None
    share: int = 0


def desk_rows(rooms: Rooms, jobs: Jobs, show: Show) -> tuple[DeskRow, ...]:
    """Return a row for each essay, the newest first, and those that cannot be read before all."""
    ledger = open_ledger(show.state / LEDGER)
    settings = settings_digest(show)
    waiting = waiting_records(show)
    gone = withdrawn_slugs(show.places)
    unreadable, rows = [], []
    for one in rooms.shelf(show):
        if isinstance(one, Unreadable):
            unreadable.append(DeskRow("", one.source, one.source, "unreadable", one.error))
            continue
        essay, record = one.essay, one.record
        entry = ledger.entries.get(essay.key)
        job = jobs.jobs.get(essay_id(essay.key))
        state, detail = ("published", "") if record else ("new", "")
        if record:
            if entry is not None and entry.digest != essay_digest(essay, settings, show.root):
                state, detail = "changed", "since its episode was made"
        elif entry is not None and entry.slug in gone:
            state, detail = "withdrawn", "taken out of the publication"
        if published_key(essay.key) in waiting:
            state, detail = "waiting", "for approval"
        if entry is not None and entry.failures and not record:
            aside = entry.failures >= show.schedule.set_aside_after
            state, detail = ("set aside" if aside else "failed"), entry.error
        if job is not None and not job.over:
            state, detail = "being made", job.stage
        elif job is not None and job.error:
            state, detail = "failed", job.error
        rows.append(
            DeskRow(
                essay_id(essay.key),
                essay.title,
                one.source,
                state,
                detail,
                record.slug if record else "",
                essay.date.isoformat()[:10] if essay.date else "",
                record.duration_s if record else 0.0,
                record.measured.loudness_lufs if record else None,
                job.share if job is not None and not job.over else 0,
            )
        )
    return (*unreadable, *sorted(rows, key=lambda row: row.date, reverse=True))
