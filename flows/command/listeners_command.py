"""``essaycast listeners``: who has a private feed, and where."""

from __future__ import annotations

from pathlib import Path

import click

from flows.command.options import json_option, show_option
from flows.command.output import say, say_json
from pipeline.errors import UsageError
from pipeline.settings.show_file import load_show


@click.command(epilog="Example:  essaycast listeners --renew 'Ada Quill'")
@click.option(
    "--renew", metavar="NAME", help="Give NAME another address; the old one is withdrawn."
)
@show_option
@json_option
def listeners(renew: str | None, show_file: Path | None, *, as_json: bool) -> None:
    """Tell who has a private feed ([publish] private = true), and its address, to be sent to them.

    The names stand in the file that [publish] listeners says, one a line. Who is added there, taken
    out or given another address has it, or has lost it, from the next publication on.
    """
    from pipeline.publication.feed.published_urls import address  # noqa: PLC0415 - lxml takes its time
    from pipeline.publication.listener_keys import (  # noqa: PLC0415 - likewise
        current_listeners,
        renew_key,
    )

    show = load_show(show_file)
    private = show.private_feeds
    if private is None:
        raise UsageError(
            "the show has one feed for everybody",
            where="show.toml",
            mend="Set private = true under [publish], and write the listeners' names, one a line, "
            f"to {show.publish.listeners}",
        )
    if renew is None:
        known = current_listeners(show.places, private.names)
    else:
        known = (renew_key(show.places, private.names, renew),)
    told = [(one.name, address(private.base_url, f"{one.key}/feed.xml")) for one in known]
    if as_json:
        say_json({"listeners": [{"name": name, "feed": feed} for name, feed in told]})
        return
    for name, feed in told:
        say(f"{name}: {feed}")
    if renew is not None:
        say("It works from the next publication on, and the old one no more.", err=True)
