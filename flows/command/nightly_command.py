"""``essaycast nightly``: one pass over the show's sources, now."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from flows.command.options import json_option, no_publish_option, show_option
from flows.command.output import say, say_json
from flows.command.progress_bar import showing_progress
from pipeline.errors import EssaycastError
from pipeline.settings.show_file import load_show
from pipeline.tools.process_tuning import importing

if TYPE_CHECKING:
    from flows.night.nightly import Again


@click.command()
@show_option
@click.option(
    "--again",
    type=click.Choice(["new and changed", "also set aside", "everything"]),
    default="new and changed",
    show_default=True,
    help="What to produce.",
)
@no_publish_option
@json_option
def nightly(show_file: Path | None, again: Again, *, kept_here: bool, as_json: bool) -> int:
    """Produce what is new or changed in the show's sources, publish it, and report.

    This is what 'essaycast serve' runs every night; cron or systemd may as well run it here.
    """
    show = load_show(show_file)
    with showing_progress(quiet=as_json) as tell:
        tell("Starting Prefect")
        with importing():
            from flows.server import ensure_server  # noqa: PLC0415 - after the first word to the user

            ensure_server(show)
            from flows.night.night import Night, Outcome, night_markdown  # noqa: PLC0415 - likewise
            from flows.night.nightly import nightly as pass_over  # noqa: PLC0415 - brings in Prefect
            from flows.runs import without_heartbeat  # noqa: PLC0415 - likewise

        try:
            with without_heartbeat():
                night = pass_over(show_file=str(show_file or ""), again=again, online=not kept_here)
            assert isinstance(night, Night)  # Prefect unwraps the state it stood back with
        except EssaycastError as error:
            say(f"essaycast: {error}", err=True)
            return 1
    if as_json:
        say_json(night.as_json())
    else:
        say(night_markdown(night, escaped=False))
    return 1 if night.of(Outcome.FAILED) or night.not_online else 0
