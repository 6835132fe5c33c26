"""``essaycast feed``: rebuild feed and index from what is published."""

from __future__ import annotations

from pathlib import Path

import click

from flows.command.options import count, show_option
from flows.command.output import say
from pipeline.settings.show_file import load_show


@click.command()
@show_option
def feed(show_file: Path | None) -> None:
    """Rebuild feed.xml, index.html and the cover from the episodes' episode.json alone."""
    from pipeline.publication import feed_gaps, rebuild  # noqa: PLC0415 - lxml takes its time

    show = load_show(show_file)
    records = rebuild(show.for_publication)
    say(f"{show.output_folder / 'feed.xml'}: {count(len(records), 'episode')}")
    for gap in feed_gaps(show.channel):
        say(f"still missing: {gap}", err=True)
