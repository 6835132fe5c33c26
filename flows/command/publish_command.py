"""``essaycast publish``: copy what changed to where the show is hosted."""

from __future__ import annotations

from pathlib import Path

import click

from flows.command.options import count, show_option
from flows.command.output import say
from pipeline.settings.show_file import load_show


@click.command(epilog="Example:  essaycast publish sftp://me@host/var/www/podcast")
@click.argument("url")
@show_option
def publish(url: str, show_file: Path | None) -> None:
    """Copy what changed in output/ to URL: a folder, sftp://, s3://, or any fsspec address.

    Audio goes first and the feed last, so that what the feed names is always there. Running it
    again copies only what is missing or changed.
    """
    from pipeline.publication import upload  # noqa: PLC0415 - fsspec and lxml take their time

    done = upload(load_show(show_file).for_publication, url)
    size = f"{done.n_bytes / 1e6:,.1f} MB"
    say(
        f"{count(len(done.copied), 'file')} copied ({size}), {done.unchanged} there already, "
        f"{len(done.dropped)} of withdrawn episodes dropped"
    )
