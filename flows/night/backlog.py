"""The backlog flow: every essay of many sources, several at a time."""

from __future__ import annotations

import datetime as dt
import time
from typing import Annotated
from zoneinfo import ZoneInfo

from prefect import flow
from prefect.artifacts import create_markdown_artifact

from flows.digests import settings_digest
from flows.going_online import OFFLINE, Online, put_online
from flows.ledger import LEDGER, Verdict, open_ledger
from flows.night.due import Candidate, candidates, without_repeats
from flows.night.night import EssayOutcome, Night, Outcome, night_markdown
from flows.night.nightly import ShowFile, produce_due
from flows.produce import show_of
from flows.runs import completed, failing_in_words, introduce, tag_outcome, with_a_server
from flows.telling_prefect import record
from flows.ui.forms import asked
from flows.ui.ui_links import files_url
from pipeline.errors import error_text
from pipeline.reading import source_name


@flow(
    name="backlog",
    flow_run_name="backlog",
    on_completion=[tag_outcome],
    on_failure=[tag_outcome],
    on_crashed=[tag_outcome],
)
@failing_in_words
def backlog(
    sources: Annotated[
        list[str],
        asked(
            "Sources",
            "Files, feeds and addresses; each may hold many essays.",
            min_length=1,
        ),
    ],
    show_file: ShowFile = "",
    at_once: Annotated[
        int,
        asked(
            "Essays at once",
            "They share this machine's engine workers; 2 keeps two cores full.",
            ge=1,
            le=64,
        ),
    ] = 2,
    again: Annotated[
        bool,
        asked("All again", "Also those that are published and unchanged."),
    ] = False,
    essays: Annotated[
        list[str],
        asked("Essays", "Keys or titles of the only essays that are meant; none for all of them."),
    ] = [],  # noqa: B006 - nobody changes it, and forms want a list
    online: Annotated[
        bool,
        asked("Put online", "Copy it to where [publish] url of show.toml says, if it says so."),
    ] = True,
) -> Night:
    """Make every essay of *sources* into an episode; one that fails does not stop the others.

    Raises:
        EssaycastError: None of them could be produced.
    """
    show = show_of(show_file, "")
    began, now = time.monotonic(), dt.datetime.now(ZoneInfo(show.schedule.timezone))
    introduce(f"backlog of {len(sources)} sources", show=show.title)
    ledger, settings = open_ledger(show.state / LEDGER), settings_digest(show)
    found: list[Candidate] = []
    rows: list[EssayOutcome] = []
    access = show.for_reading.access
    for source in [source_name(source, access) for source in sources]:
        try:
            found += candidates(source, show, ledger, settings)
        except Exception as error:  # noqa: BLE001 - one source never stops the others
            reason = error_text(error, source)
            rows.append(EssayOutcome(Outcome.FAILED, source, source, error=reason, failures=1))
    rows += [
        EssayOutcome(Outcome.FAILED, one.entry.title, one.entry.source, error=one.entry.error)
        for one in found
        if one.unread
    ]
    seen = [
        one
        for one in without_repeats(found)
        if not one.unread and (not essays or {one.entry.key, one.entry.title} & set(essays))
    ]
    due = [one.entry for one in seen if again or one.verdict is not Verdict.UNCHANGED]
    rows += [
        EssayOutcome(Outcome.UNCHANGED, one.entry.title, one.entry.source, slug=one.entry.slug)
        for one in seen
        if one.entry not in due
    ]
    rows += produce_due(due, show, ledger, at_once=at_once, online=online)
    hosted = put_online(show) if online else Online()
    done = Night(
        show=show.title,
        began=now.isoformat(timespec="seconds"),
        elapsed_s=time.monotonic() - began,
        rows=tuple(rows),
        online=hosted.address,
        bookshelf=hosted.bookshelf,
        hub=hosted.hub,
        not_online=hosted.error,
    )
    text = night_markdown(done, files_url(show))
    with with_a_server(show):
        record(lambda: create_markdown_artifact(text, key="backlog", description=done.headline))
    offline = f"; {OFFLINE}{done.not_online}" if done.not_online else ""
    return completed(done, f"{done.headline}{offline}")
