"""``essaycast serve``: server, UI, worker, schedules and files, until Ctrl-C."""

from __future__ import annotations

from pathlib import Path

import click

from flows.command.options import show_option
from flows.command.output import say
from pipeline.settings.show_file import load_show
from pipeline.settings.state_folder import SHOW_FILE


@click.command()
@click.argument("folders", nargs=-1, metavar="[DIR]...", type=click.Path(path_type=Path))
@show_option
def serve(folders: tuple[Path, ...], show_file: Path | None) -> None:
    """Run Prefect's server and UI, a worker, the schedules and a file server, until Ctrl-C.

    Each DIR is the folder of a show; several are served side by side, in one UI, where a tag
    tells their runs apart. Without any it is the show of the folder you are in.

    Everything listens on this machine only. The night's pass runs at the time show.toml says;
    one that was missed while this was down is made up once.
    """
    from flows.serving import serve as serve_shows  # noqa: PLC0415 - after the options are known good

    if folders and show_file:
        raise click.UsageError("name the folders of shows, or one file by --show")
    roots = dict.fromkeys(folder.resolve() for folder in folders)
    shows = [load_show(root / SHOW_FILE) for root in roots] or [load_show(show_file)]
    serve_shows(shows, say)
