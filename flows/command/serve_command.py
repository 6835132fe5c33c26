"""``essaycast serve``: server, UI, worker, schedules and files, until Ctrl-C."""

from __future__ import annotations

from pathlib import Path

import click

from flows.command.options import show_option
from flows.command.output import say
from pipeline.settings.show_file import load_show


@click.command()
@show_option
def serve(show_file: Path | None) -> None:
    """Run Prefect's server and UI, a worker, the schedules and a file server, until Ctrl-C.

    Everything listens on this machine only. The night's pass runs at the time show.toml says;
    one that was missed while this was down is made up once.
    """
    from flows.serving import serve as serve_show  # noqa: PLC0415 - after the options are known good

    serve_show(load_show(show_file), say)
