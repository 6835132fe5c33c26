"""The nightly flow: one pass over the show's sources, after which all that is new is published."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from prefect import flow, get_run_logger, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.runtime import flow_run
from prefect.states import Completed

from flows.digests import settings_digest
from flows.episode_clips import in_numbers
from flows.going_online import put_online
from flows.ledger import LEDGER, Entry, Ledger, Verdict, failed, open_ledger
from flows.night.batch import produce_many
from flows.night.doubts import doubts_of
from flows.night.due import Candidate, candidates, sources_of, without_repeats
from flows.night.night import EssayOutcome, Night, Outcome, night_markdown
from flows.opaque import Opaque
from flows.produce import show_of
from flows.produced import Produced
from flows.runs import failing_in_words, introduce, may_pass, tag_outcome, with_a_server
from flows.telling_prefect import record
from flows.ui.forms import asked
from flows.ui.ui_links import files_url
from flows.upkeep import prune_state
from pipeline.errors import EssaycastError, NotAsWrittenError, OrchestrationError, error_text
from pipeline.settings.show import WAITING_FOLDER, Show
from pipeline.speech.listening.checking import Checked
from pipeline.tools.locks import held
from pipeline.tools.private_folders import private_folder

Again = Literal["new and changed", "also set aside", "everything"]

ShowFile = Annotated[
    str,
    asked("Show", "Path of show.toml; empty for the one the worker runs in."),
]


@flow(
    name="nightly",
    flow_run_name="night",
    on_completion=[tag_outcome],
    on_failure=[tag_outcome],
    on_crashed=[tag_outcome],
)
@failing_in_words
def nightly(
    show_file: ShowFile = "",
    again: Annotated[
        Again,
        asked(
            "What to produce",
            "'also set aside' tries again what failed too often; "
            "'everything' makes every episode anew, from the clips there are.",
        ),
    ] = "new and changed",
    at_once: Annotated[
        int,
        asked(
            "Essays at once",
            "They share this machine's engine workers; 2 keeps two cores full.",
            ge=1,
            le=16,
        ),
    ] = 2,
    online: Annotated[
        bool,
        asked("Put online", "Copy it to where [publish] url of show.toml says, if it says so."),
    ] = True,
) -> Night | State[Night]:
    """Produce what is new or changed in the show's sources, and report.

    One bad essay never stops the others. A pass that was killed is completed by the next.

    Raises:
        OrchestrationError: Nothing could be produced, though something was to be.
    """
    show = show_of(show_file, "")
    now = dt.datetime.now(ZoneInfo(show.schedule.timezone))
    introduce(f"night {now:%Y-%m-%d}", show=show.title)
    with held(show.state / "night.lock") as mine:
        reason = _stands_back(show) if mine else "another pass over this show is running"
        if reason:
            night = Night(show.title, now.isoformat(timespec="seconds"), stood_back=reason)
            get_run_logger().warning(night.headline)
            return Completed(name="StoodBack", message=night.headline, data=night)
        night = one_pass(show, again=again, at_once=at_once, now=now, online=online)
        if online:
            done = put_online(show)
            night = replace(
                night,
                online=done.address,
                listeners=done.listeners,
                bookshelf=done.bookshelf,
                not_online=done.error,
                hub=done.hub,
            )
        _keep(night, show)
        prune_state(show)
    made = night.of(Outcome.PRODUCED) + night.of(Outcome.WAITING)
    if night.of(Outcome.FAILED) and not made:
        first = night.of(Outcome.FAILED)[0]
        raise OrchestrationError(
            f"nothing was produced: {night.headline}",
            where=first.title,
            mend=first.error,
        )
    return Completed(message=night.headline, data=night)


def one_pass(
    show: Show, *, again: Again, at_once: int, now: dt.datetime, online: bool = False
) -> Night:
    """Go once over the sources of *show*; the caller holds the night's lock."""
    began = time.monotonic()
    ledger = open_ledger(show.state / LEDGER)
    settings = settings_digest(show)
    rows: list[EssayOutcome] = []
    found: list[Candidate] = []
    opaque = Opaque(show), Opaque(ledger)
    looks = [(source, look.submit(source, *opaque, settings)) for source in sources_of(show)]
    for source, future in looks:
        try:
            found += future.result().value
        except Exception as error:  # noqa: BLE001 - what may pass has not, or nobody foresaw it
            error_line = error_text(error, source)
            rows.append(EssayOutcome(Outcome.FAILED, source, source, error=error_line, failures=1))
    due, rest = _sorted_out(without_repeats(found), again)
    rows += rest
    to = show.waiting if show.review.required else show
    rows += produce_due(due, to, ledger, at_once=at_once, online=online)
    return Night(
        show=show.title,
        began=now.isoformat(timespec="seconds"),
        elapsed_s=time.monotonic() - began,
        rows=tuple(rows),
    )


@task(
    name="look",
    task_run_name="look at {source}",
    cache_policy=NO_CACHE,
    persist_result=False,
    retries=3,
    retry_delay_seconds=[2, 10, 30],
    retry_jitter_factor=0.3,
    retry_condition_fn=may_pass,
)
def look(
    source: str, show: Opaque[Show], ledger: Opaque[Ledger], settings: str
) -> Opaque[tuple[Candidate, ...]]:
    """Read one source and say what is due of it."""
    return Opaque(candidates(source, show.value, ledger.value, settings))


def produce_due(
    due: Sequence[Entry], show: Show, ledger: Ledger, *, at_once: int, online: bool = False
) -> tuple[EssayOutcome, ...]:
    """Produce each essay, note what became of it at once, and return the rows in order."""

    def note(entry: Entry, result: Produced | BaseException) -> EssayOutcome:
        if isinstance(result, Produced):
            ledger.note(replace(entry, slug=result.slug, failures=0, error=""))
            return _row(entry, result, waits=show.output == WAITING_FOLDER)
        before = ledger.entries.get(entry.key)
        counts = not (isinstance(result, EssaycastError) and result.passing)
        now = failed(before, entry, error_text(result, entry.source), counts=counts)
        aside = isinstance(result, NotAsWrittenError) and result.set_aside
        if aside:
            now = replace(now, failures=max(now.failures, show.schedule.set_aside_after))
        ledger.note(replace(now, slug=before.slug if before else ""))
        return EssayOutcome(
            Outcome.SET_ASIDE if aside else Outcome.FAILED,
            entry.title,
            entry.source,
            error=now.error,
            failures=now.failures,
        )

    asked = [(entry.source, entry.key) for entry in due]
    results = produce_many(asked, show, at_once=at_once, online=online)
    rows = {place: note(due[place], result) for place, result in results}
    return tuple(rows[place] for place in sorted(rows))


def _sorted_out(
    found: Sequence[Candidate], again: Again
) -> tuple[tuple[Entry, ...], tuple[EssayOutcome, ...]]:
    """Return what is to be produced, and the rows of what is not."""
    wanted = {
        "new and changed": set[Verdict](),
        "also set aside": {Verdict.SET_ASIDE},
        "everything": set(Verdict),
    }[again]
    due: list[Entry] = []
    rows: list[EssayOutcome] = []
    for one in found:
        entry = one.entry
        if not one.unread and (one.verdict.due or one.verdict in wanted):
            due.append(entry)
            continue
        outcome = {
            Verdict.UNCHANGED: Outcome.UNCHANGED,
            Verdict.SET_ASIDE: Outcome.SET_ASIDE,
        }.get(one.verdict, Outcome.FAILED)
        rows.append(
            EssayOutcome(
                outcome,
                entry.title,
                entry.source,
                slug=entry.slug,
                error=entry.error,
                failures=entry.failures,
            )
        )
    return tuple(due), tuple(rows)


def _row(entry: Entry, made: Produced, *, waits: bool) -> EssayOutcome:
    return EssayOutcome(
        Outcome.WAITING if waits else Outcome.PRODUCED,
        made.title,
        entry.source,
        slug=made.slug,
        duration_s=made.duration_s,
        loudness_lufs=made.loudness_lufs,
        true_peak_dbtp=made.true_peak_dbtp,
        chunks=made.chunks,
        chunks_cached=made.chunks_cached,
        elapsed_s=made.elapsed_s,
        heard=in_numbers(made.checked) if made.checked != Checked() else "",
        doubts=doubts_of(made.checked),
    )


def _stands_back(show: Show) -> str:
    """Return why this pass has nothing to make up, empty when it has.

    A worker that was down finds every run it missed at once. The first makes up for all.
    """
    meant = flow_run.get_scheduled_start_time()
    last = show.state / "nights" / "last-began"
    if meant is None or not last.is_file():
        return ""
    began = dt.datetime.fromisoformat(last.read_text(encoding="utf-8").strip())
    if meant >= began:
        return ""
    return f"the pass begun {began:%Y-%m-%d %H:%M} has made up what was due {meant:%Y-%m-%d %H:%M}"


def _keep(night: Night, show: Show) -> None:
    """Leave the morning's page as an artifact and as a file."""
    text = night_markdown(night, files_url(show))
    folder = show.state / "nights"
    private_folder(folder)
    for name in (f"{night.began[:10]}.md", "latest.md"):
        aside = folder / f"{name}.new"
        aside.write_text(text, encoding="utf-8")
        aside.replace(folder / name)
    (folder / "last-began").write_text(night.began, encoding="utf-8")
    with with_a_server(show):
        record(lambda: create_markdown_artifact(text, key="night", description=night.headline))
    get_run_logger().info("%s (%s)", night.headline, folder / "latest.md")
