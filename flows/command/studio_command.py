"""``essaycast studio``: a local page on which to hear, mend and approve what is said."""

from __future__ import annotations

from pathlib import Path

import click

from flows.command.options import show_option
from flows.command.output import say


@click.command()
@show_option
@click.option(
    "--port", type=click.IntRange(1_024, 65_535), metavar="N", help="[default: 4260, or the next]"
)
@click.option("--open/--no-open", "opened", default=True, help="Open it in the browser.")
def studio(show_file: Path | None, port: int | None, *, opened: bool) -> None:
    """Serve a page on this machine on which to hear every sentence, and mend it, until Ctrl-C.

    What is changed there is written where you would write it: lexicons in voices/, directions in
    NAME.essaycast.toml beside the essay. Ctrl-Z on the page undoes it.
    """
    from flows.studio.opening import open_studio  # noqa: PLC0415 - after the options are known good

    open_studio(show_file, port, say, in_browser=opened)
