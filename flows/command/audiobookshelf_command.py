"""``essaycast audiobookshelf``: the show on a server of one's own."""

from __future__ import annotations

from pathlib import Path

import click

from flows.command.options import count, json_option, show_option
from flows.command.output import say, say_json
from pipeline.errors import UsageError
from pipeline.settings.show_file import load_show
from pipeline.settings.state_folder import with_home


@click.command(epilog="Example:  essaycast audiobookshelf /srv/audiobookshelf/podcasts")
@click.argument("place", required=False, metavar="[PLACE]")
@show_option
@json_option
def audiobookshelf(place: str | None, show_file: Path | None, *, as_json: bool) -> None:
    """Put the show on Audiobookshelf as a podcast, with cover, notes and chapters.

    PLACE is the folder of a library of podcasts (s3:// and sftp:// too), or the server's address,
    https://…; [audiobookshelf] place of show.toml unless given. A server asks for an API key:
    ESSAYCAST_AUDIOBOOKSHELF_KEY, a Prefect Secret block or the keyring.

    Running it again copies only what is new or changed.
    """
    from flows.going_online import bookshelf_of, put_on_bookshelf  # noqa: PLC0415 - fsspec takes its time

    show = load_show(show_file)
    chosen = place or bookshelf_of(show)
    if not chosen:
        raise UsageError(
            "there is no place to put the show",
            mend="Give the folder of Audiobookshelf's library or the server's address, or set "
            "[audiobookshelf] place in show.toml",
        )
    if "://" not in chosen:
        chosen = str(Path.cwd() / with_home(chosen))
    done, problem = put_on_bookshelf(show, chosen)
    if as_json:
        say_json(
            {
                "copied": list(done.copied),
                "unchanged": done.unchanged,
                "dropped": list(done.dropped),
            }
        )
    else:
        size = f"{done.n_bytes / 1e6:,.1f} MB"
        say(
            f"{count(len(done.copied), 'file')} copied ({size}), {done.unchanged} there already, "
            f"{len(done.dropped)} dropped"
        )
    if problem:
        say(f"essaycast: {problem}", err=True)
