"""``essaycast feed``: rebuild feed and index from what is published."""

from __future__ import annotations

from pathlib import Path

import click

from flows.command.options import count, json_option, show_option
from flows.command.output import say, say_json
from pipeline.settings.show_file import load_show


@click.command()
@show_option
@json_option
def feed(show_file: Path | None, *, as_json: bool) -> None:
    """Rebuild feed.xml, index.html and the cover from the episodes' episode.json alone."""
    from pipeline.publication import feed_gaps, rebuild  # noqa: PLC0415 - lxml takes its time

    show = load_show(show_file)
    records = rebuild(show.for_publication)
    file, gaps = show.output_folder / "feed.xml", feed_gaps(show.channel)
    if as_json:
        say_json({"feed": str(file), "episodes": len(records), "missing": list(gaps)})
        return
    say(f"{file}: {count(len(records), 'episode')}")
    for gap in gaps:
        say(f"still missing: {gap}", err=True)
