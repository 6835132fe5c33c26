"""Runs of the produce flow, one for each essay of each source that a command is given."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from flows import sources
from flows.command.output import say
from flows.command.progress_bar import Tell, showing_progress
from flows.unchanged import Asked, MadeEpisode, Unchanged
from flows.unchanged_notes import can_be_noted, inputs_before, made_episode, note_unchanged
from pipeline.errors import error_text
from pipeline.reading import moment, source_name
from pipeline.settings.show import Show
from pipeline.tools.process_tuning import importing
from pipeline.values.essay import Essay

if TYPE_CHECKING:
    from flows.produced import Produced

_BEGIN_S = 60.0
"""Seconds that the next essay waits for a server which has ended: its run cannot begin without."""
_UNRECORDED = (
    "it is published, but the Prefect server ended while it was made; its run is recorded by the "
    "next command that finds one"
)


@dataclass(frozen=True, slots=True)
class Failure:
    """What was not produced, and why."""

    source: str
    error: str


@dataclass(frozen=True, slots=True)
class How:
    """What is asked of a command that produces."""

    quiet: bool
    """Whether no progress is shown."""
    online: bool = True
    """Whether episodes are put where ``[publish] url`` says."""
    cached_only: bool = False
    """Whether nothing may be spoken."""


@dataclass(frozen=True, slots=True)
class EssayAsked:
    """An essay to be made."""

    source: str
    key: str
    moment: dt.datetime
    """When it was written."""


@dataclass(slots=True)
class Outcome:
    """What became of what a command was asked for."""

    made: list[tuple[EssayAsked, MadeEpisode]] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)

    @property
    def episodes(self) -> list[MadeEpisode]:
        """What was made, in the order the essays were written."""
        return [episode for _, episode in self.made]


@dataclass(frozen=True, slots=True)
class _Read:
    """A source whose essays are known, and what they are made from, should that be noted."""

    asked: Asked
    source: str
    essays: tuple[Essay, ...]
    inputs: tuple[str, list[str]]


def produce_sources(
    given: Mapping[str, tuple[Asked | None, Unchanged | None]],
    show_file: Path | None,
    show: Show,
    how: How,
) -> tuple[list[MadeEpisode], list[Failure]]:
    """Produce every essay of every source; one that fails does not stop the others.

    Sources are read before Prefect starts, so that what is no essay is refused at once. Essays
    are made in the order they were written, so that new episodes are numbered by it.

    Args:
        given: Source as the user named it → what is asked of it, where it is a file of an essay,
            and what of it need not be made again.
        show_file: As the user named it.
        show: The show.
        how: What else is asked.
    """
    failed: list[Failure] = []
    wanted: list[EssayAsked] = []
    to_note: list[_Read] = []
    noted = can_be_noted(show, online=how.online)
    for name, (asked, unchanged) in given.items():
        source = source_name(_from_the_show(name, show), show.for_reading.access)
        if unchanged is not None:
            continue
        try:
            essays = sources.essays_of(source, show.for_reading)
            wanted += [EssayAsked(source, essay.key, moment(essay.date)) for essay in essays]
            if asked is not None and noted:
                inputs = inputs_before(asked, show, essays)
                to_note.append(_Read(asked, source, essays, inputs))
        except Exception as error:  # noqa: BLE001 - one source never stops the others
            failed.append(Failure(source, error_text(error, source)))
    outcome = produce_essays(wanted, show_file, show, how)
    for read in to_note:
        _note(read, show, outcome)
    episodes = outcome.episodes
    for asked, unchanged in given.values():
        if asked is not None and unchanged is not None:
            episodes += unchanged.episodes
            note_unchanged(asked, unchanged.inputs, unchanged.source, show, unchanged.episodes)
    episodes.sort(key=lambda episode: dt.datetime.fromisoformat(episode.moment))
    return episodes, failed + outcome.failed


def _note(read: _Read, show: Show, outcome: Outcome) -> None:
    """Note what was made of a source, if all of it was, and nothing it is made from changed."""
    made = {one.key: episode for one, episode in outcome.made if one.source == read.source}
    with suppress(Exception):  # a note that cannot be written costs the next command its time
        if set(made) == {essay.key for essay in read.essays}:
            now = inputs_before(read.asked, show, read.essays)
            if now == read.inputs and not any("not_online" in one.item for one in made.values()):
                note_unchanged(read.asked, now, read.source, show, list(made.values()))


def _from_the_show(source: str, show: Show) -> str:
    """Return the path of a file that is here as seen from the show's folder, where runs look."""
    here, root = Path.cwd(), show.root.resolve()
    with suppress(OSError, ValueError):
        if here != root and "://" not in source and Path(source).exists():
            path = here / source
            return str(path.relative_to(root) if path.is_relative_to(root) else path)
    return source


def produce_essays(
    asked: Sequence[EssayAsked], show_file: Path | None, show: Show, how: How
) -> Outcome:
    """Produce essays in the order they were written; one that fails does not stop the others.

    Args:
        asked: The essays.
        show_file: As the user named it.
        show: The show.
        how: What else is asked.
    """
    if not asked:
        return Outcome()
    with showing_progress(quiet=how.quiet) as tell:
        return _produce_essays(asked, show_file, show, how, tell)


def _produce_essays(
    asked: Sequence[EssayAsked], show_file: Path | None, show: Show, how: How, tell: Tell
) -> Outcome:
    tell("Starting Prefect")
    with importing():
        from flows.server import ensure_server  # noqa: PLC0415 - after the options are known good

        ensure_server(show)
        from flows.produce import produce_episode  # noqa: PLC0415 - brings in Prefect
        from flows.runs import (  # noqa: PLC0415 - likewise
            published_after_all,
            record_words,
            with_a_server,
        )
        from flows.telling_prefect import lost_its_server  # noqa: PLC0415 - likewise

    outcome = Outcome()
    unrecorded: list[Produced] = []

    def once(one: EssayAsked) -> Produced | Exception:
        try:
            with with_a_server(show, heartbeat=False, patience_s=_BEGIN_S):
                return produce_episode(
                    source=one.source,
                    essay=one.key,
                    show_file=str(show_file or ""),
                    output=show.output,
                    online=how.online,
                    cached_only=how.cached_only,
                )
        except Exception as error:  # noqa: BLE001 - one essay never stops the others
            after_all = published_after_all(one.source, one.key)
            if after_all is None:
                return error
            unrecorded.append(after_all)
            return after_all

    for one in sorted(asked, key=lambda one: one.moment):
        done = once(one)
        if isinstance(done, Exception) and lost_its_server(done):
            done = once(one)
        if isinstance(done, Exception):
            outcome.failed.append(Failure(one.source, error_text(done, one.source)))
        else:
            outcome.made.append((one, made_episode(done, one.moment.isoformat())))
    if unrecorded and not record_words(show):
        for episode in unrecorded:
            say(f"essaycast: {episode.title}: {_UNRECORDED}", err=True)
    return outcome
