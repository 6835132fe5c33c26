"""``essaycast withdraw``: take an episode out of the publication."""

from __future__ import annotations

from pathlib import Path

import click

from flows.command.options import published_slugs, show_option
from flows.command.output import say
from pipeline.settings.show_file import load_show


@click.command()
@click.argument("slug", shell_complete=published_slugs)
@show_option
def withdraw(slug: str, show_file: Path | None) -> None:
    """Take the episode SLUG out of output/, the feed and the index.

    The essay stays where it is; producing it again publishes it under the same slug and GUID.
    """
    from pipeline.publication import withdraw as take_out  # noqa: PLC0415 - lxml takes its time

    record = take_out(slug, load_show(show_file).for_publication)
    say(f"withdrawn: {record.title}")
