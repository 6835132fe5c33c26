"""``essaycast produce``: run the produce flow for each essay of each source."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from flows.command.options import count, json_option, no_publish_option, show_option
from flows.command.output import say, say_json
from flows.run_tags import outcome_tag, show_tag, source_tag
from flows.unchanged import Asked, MadeEpisode, Unchanged, asked_for, find_unchanged
from pipeline.tools.process_tuning import importing

if TYPE_CHECKING:
    from flows.command.essay_runs import Failure


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

    A SOURCE is a file (Markdown, HTML, plain text, EPUB), a feed, an article's URL, an export,
    archive, mailbox or folder; one that holds several essays gives as many episodes. What was
    spoken before is not spoken again. Each run is recorded in Prefect: 'essaycast serve' shows it.
    Where show.toml has [publish] url, each episode is put there.
    """
    given: dict[str, tuple[Asked | None, Unchanged | None]] = {}
    for source in sources:
        asked = asked_for(source, show_file, output, kept_here=kept_here)
        given[source] = asked, find_unchanged(asked) if asked else None
    if standing := _recorded(given):
        return told(standing, [], as_json=as_json)
    with importing():
        from flows.command.essay_runs import How, produce_sources  # noqa: PLC0415 - the stages
        from pipeline.publication.ownership import refuse_foreign  # noqa: PLC0415 - likewise
        from pipeline.publication.workshop import FOLDER as WORKSHOP  # noqa: PLC0415 - likewise
        from pipeline.settings.show_file import load_show  # noqa: PLC0415 - likewise

    show = load_show(show_file)
    if output is not None:
        show = show.published_in(str(output.resolve()))
    refuse_foreign(show.output_folder, WORKSHOP)
    environment = dict(os.environ)  # before any of it is ours
    how = How(quiet=as_json, online=not kept_here, cached_only=cached_only)
    episodes, failed = produce_sources(given, show_file, show, how)
    if episodes:
        from flows.warm_hosts import leave_ready  # noqa: PLC0415 - the stages

        leave_ready(show, environment)
    return told(episodes, failed, as_json=as_json)


def _recorded(given: Mapping[str, tuple[Asked | None, Unchanged | None]]) -> list[MadeEpisode]:
    """Return what was asked for where all of it stands, a run of each recorded; else nothing."""
    standing = [(asked, there) for asked, there in given.values() if asked and there]
    if len(standing) < len(given) or os.environ.get("ESSAYCAST_DEBUG"):
        return []
    from flows.server import (  # noqa: PLC0415 - only where it is needed
        FinishedRun,
        record_finished,
        users_api_url,
    )

    if users_api_url(os.environ):
        return []  # of a server of the user's own nothing is known but by Prefect
    runs = [
        FinishedRun("produce", *_told_to_prefect(there, episode))
        for _, there in standing
        for episode in there.episodes
    ]
    if record_finished(standing[0][0].state / "prefect", runs) is None:
        return []
    return sorted((one for _, there in standing for one in there.episodes), key=lambda e: e.moment)


def _told_to_prefect(
    there: Unchanged, episode: MadeEpisode
) -> tuple[str, str, list[str], dict[str, object]]:
    """Return name, message, tags and parameters of a run that finds *episode* as it is."""
    return (
        f"produce {episode.item['slug']}",
        f"{episode.item['title']}: {episode.length} long, unchanged",
        [show_tag(there.show), source_tag(there.source), outcome_tag("done")],
        {"source": there.source},
    )


def told(episodes: Sequence[MadeEpisode], failed: Sequence[Failure], *, as_json: bool) -> int:
    """Tell what was produced, and what was not or is not online; return the exit status."""
    if as_json:
        document = {
            "episodes": [episode.item for episode in episodes],
            "failed": [{"source": one.source, "error": one.error} for one in failed],
        }
        say_json(document)
    else:
        for episode in episodes:
            say(summary(episode.item, episode.length))
    for one in failed:
        say(f"essaycast: {one.error}", err=True)
    errors = (episode.item.get("not_online") for episode in episodes)
    offline = list(dict.fromkeys(error for error in errors if error))
    if offline:
        from flows.going_online import OFFLINE  # noqa: PLC0415 - brings in the publication

        for error in offline:
            say(f"essaycast: {OFFLINE}{error}", err=True)
    return 1 if failed or offline else 0


def summary(item: Mapping[str, Any], length: str) -> str:
    """Return the few lines that say what was made, where, how long and how loud.

    Args:
        item: Of ``episodes`` in what ``produce --json`` prints.
        length: For people.
    """
    chunks = item["chunks"]
    made = (
        "unchanged: nothing was made again"
        if "compare" in item["timings_s"]
        else f"spoken in {count(chunks['total'], 'piece')}, {chunks['cached']} of them kept "
        f"from before; made in {item['elapsed_s']:.1f} s"
    )
    feeds = item.get("listeners", 0)
    online = item.get("online", "") or (f"private feeds of {feeds}" if feeds else "")
    return (
        f"{item['title']}\n"
        f"  {item['mp3']}\n"
        f"  {length} long, {count(len(item['chapters']), 'chapter')}, "
        f"loudness {item['loudness_lufs']:.1f} LUFS, "
        f"highest level {item['true_peak_dbtp']:.1f} dBTP\n"
        f"  {made}\n"
        f"  page: {Path(item['mp3']).with_name('index.html')}"
        f"{f'{chr(10)}  online: {online}' if online else ''}"
    )
