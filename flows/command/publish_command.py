"""``essaycast publish``: copy what changed to where the show is hosted."""

from __future__ import annotations

from pathlib import Path

import click

from flows.command.options import count, show_option
from flows.command.output import say
from pipeline.errors import UsageError
from pipeline.settings.show_file import load_show


@click.command(epilog="Example:  essaycast publish sftp://me@host/var/www/podcast")
@click.argument("url", required=False, metavar="[URL]")
@show_option
def publish(url: str | None, show_file: Path | None) -> None:
    """Copy what changed in output/ to a host: a folder, sftp://, s3:// or the like.

    URL is [publish] url of show.toml unless given. A password is taken from
    ESSAYCAST_PUBLISH_PASSWORD, a Prefect Secret block or the keyring.

    Audio goes first and the feed last, so that what the feed names is always there. Running it
    again copies only what is missing or changed.
    """
    from flows.going_online import place_of, publish_to  # noqa: PLC0415 - fsspec takes its time

    show = load_show(show_file)
    if not (url or show.publish.url):
        raise UsageError(
            "there is no place to copy to",
            mend="Give a folder, an sftp:// or an s3:// address, or set [publish] url in show.toml",
        )
    done, untold = publish_to(show, url or place_of(show))
    size = f"{done.n_bytes / 1e6:,.1f} MB"
    say(
        f"{count(len(done.copied), 'file')} copied ({size}), {done.unchanged} there already, "
        f"{len(done.dropped)} of withdrawn episodes dropped"
    )
    if show.publish.private:
        say(
            f"private feeds: {done.listeners}, {done.withdrawn} withdrawn; "
            "'essaycast listeners' tells their addresses"
        )
    else:
        say(f"feed: {show.base_url.rstrip('/')}/feed.xml")
    if untold:
        say(f"essaycast: {untold}", err=True)
