"""``essaycast produce``: run the produce flow for each essay of each source."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flows.command.options import count, json_option, no_publish_option, show_option
from flows.command.output import say, say_json
from flows.command.progress_bar import showing_progress
from flows.going_online import OFFLINE
from pipeline.errors import error_text
from pipeline.publication.ownership import refuse_foreign
from pipeline.publication.workshop import FOLDER as WORKSHOP
from pipeline.reading import moment, source_name
from pipeline.settings.show import Show
from pipeline.settings.show_file import load_show
from pipeline.tools.process_tuning import importing

if TYPE_CHECKING:
    from flows.produced import Produced


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


@click.command(epilog="Example:  essaycast produce essays/*.md https://example.org/feed.xml")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE…")
@show_option
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Where to publish.  [default: as show.toml says, else output/]",
)
@no_publish_option
@click.option(
    "--cached-only", is_flag=True, help="Fail where something would have to be spoken: for CI."
)
@json_option
def produce(
    sources: tuple[str, ...],
    show_file: Path | None,
    output: Path | None,
    *,
    kept_here: bool,
    cached_only: bool,
    as_json: bool,
) -> int:
    """Make essays into published episodes.

    A SOURCE is a file (Markdown, HTML, plain text, EPUB, a show's listing), a feed, an article's
    URL, an export, archive, mailbox or folder; one that holds several essays gives as many
    episodes. What was spoken before is not spoken again. Each run is recorded in Prefect:
    'essaycast serve' shows it. Where show.toml has [publish] url, each episode is put there.
    """
    show = load_show(show_file)
    if output is not None:
        show = show.published_in(str(output.resolve()))
    refuse_foreign(show.output_folder, WORKSHOP)
    how = How(quiet=as_json, online=not kept_here, cached_only=cached_only)
    produced, failed = _produce_all(sources, show_file, show, how)
    return told(produced, failed, as_json=as_json)


def told(produced: Sequence[Produced], failed: Sequence[Failure], *, as_json: bool) -> int:
    """Tell what was produced, and what was not or is not online; return the exit status."""
    if as_json:
        document = {
            "episodes": [episode.as_json() for episode in produced],
            "failed": [{"source": one.source, "error": one.error} for one in failed],
        }
        say_json(document)
    else:
        for episode in produced:
            say(summary(episode))
    for one in failed:
        say(f"essaycast: {one.error}", err=True)
    offline = list(dict.fromkeys(one.not_online for one in produced if one.not_online))
    for error in offline:
        say(f"essaycast: {OFFLINE}{error}", err=True)
    return 1 if failed or offline else 0


def summary(episode: Produced) -> str:
    """Return the few lines that say what was made, where, how long and how loud."""
    return (
        f"{episode.title}\n"
        f"  {episode.mp3}\n"
        f"  {episode.length} long, {count(len(episode.chapters), 'chapter')}, "
        f"{episode.loudness_lufs:.1f} LUFS, true peak {episode.true_peak_dbtp:.1f} dBTP\n"
        f"  {count(episode.chunks, 'chunk')}, {episode.chunks_cached} of them spoken before; "
        f"made in {episode.elapsed_s:.1f} s\n"
        f"  page: {Path(episode.mp3).with_name('index.html')}"
        f"{f'{chr(10)}  online: {episode.online}' if episode.online else ''}"
    )


def _from_the_show(source: str, show: Show) -> str:
    """Return the path of a file that is here as seen from the show's folder, where runs look."""
    here, root = Path.cwd(), show.root.resolve()
    with suppress(OSError, ValueError):
        if here != root and "://" not in source and Path(source).exists():
            path = here / source
            return str(path.relative_to(root) if path.is_relative_to(root) else path)
    return source


def _produce_all(
    sources: tuple[str, ...], show_file: Path | None, show: Show, how: How
) -> tuple[list[Produced], list[Failure]]:
    """Produce every essay of every source; one that fails does not stop the others.

    Sources are read before Prefect starts, so that what is no essay is refused at once. Essays
    are made in the order they were written, so that new episodes are numbered by it.
    """
    with importing():
        from flows.sources import essays_of  # noqa: PLC0415 - after the options are known good

    failed: list[Failure] = []
    asked: list[tuple[str, str, dt.datetime]] = []
    access = show.for_reading.access
    for source in [source_name(_from_the_show(source, show), access) for source in sources]:
        try:
            essays = essays_of(source, show.for_reading)
            asked += [(source, essay.key, moment(essay.date)) for essay in essays]
        except Exception as error:  # noqa: BLE001 - one source never stops the others
            failed.append(Failure(source, error_text(error, source)))
    made, not_made = produce_essays(asked, show_file, show, how)
    return made, failed + not_made


def produce_essays(
    asked: Sequence[tuple[str, str, dt.datetime]],
    show_file: Path | None,
    show: Show,
    how: How,
) -> tuple[list[Produced], list[Failure]]:
    """Produce essays in the order they were written; one that fails does not stop the others.

    Args:
        asked: Source, key and moment of each.
        show_file: As the user named it.
        show: The show.
        how: What else is asked.
    """
    produced: list[Produced] = []
    failed: list[Failure] = []
    unrecorded: list[Produced] = []
    if not asked:
        return produced, failed
    with showing_progress(quiet=how.quiet) as tell:
        tell("Starting Prefect")
        with importing():
            from flows.server import ensure_server  # noqa: PLC0415 - likewise

            ensure_server(show)
            from flows.produce import produce_episode  # noqa: PLC0415 - brings in Prefect
            from flows.runs import (  # noqa: PLC0415 - likewise
                published_after_all,
                record_words,
                with_a_server,
            )

        for source, key, _ in sorted(asked, key=lambda one: one[2]):
            try:
                with with_a_server(show, heartbeat=False):
                    episode = produce_episode(
                        source=source,
                        essay=key,
                        show_file=str(show_file or ""),
                        output=show.output,
                        online=how.online,
                        cached_only=how.cached_only,
                    )
            except Exception as error:  # noqa: BLE001 - one essay never stops the others
                if (after_all := published_after_all(source, key)) is None:
                    failed.append(Failure(source, error_text(error, source)))
                else:
                    produced.append(after_all)
                    unrecorded.append(after_all)
            else:
                produced.append(episode)
        if unrecorded and not record_words(show):
            for episode in unrecorded:
                say(f"essaycast: {episode.title}: {_UNRECORDED}", err=True)
    return produced, failed
