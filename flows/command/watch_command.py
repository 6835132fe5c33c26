"""``essaycast watch``: make again what changes, until Ctrl-C."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click

from flows.command.options import show_option
from flows.command.output import say
from pipeline.errors import UsageError
from pipeline.settings.show_file import load_show


@click.command(epilog="Example:  essaycast watch essays")
@click.argument("folder", required=False, metavar="[DIR]", type=click.Path(path_type=Path))
@show_option
def watch(folder: Path | None, show_file: Path | None) -> None:
    """Make again what changes in a folder, at once, until Ctrl-C.

    DIR is the first folder of the show's sources unless given. Each essay that is saved there, or
    whose directions are, is produced as 'essaycast produce' would, and its run is recorded like any
    other. While this goes on, the show's other commands begin at once, too.
    """
    from flows.stop_signals import told_to_stop  # noqa: PLC0415 - after the options are known good
    from flows.warm_hosts import await_host, warm_host  # noqa: PLC0415 - likewise
    from flows.watching import state_of  # noqa: PLC0415 - likewise
    from flows.watching import watch as watch_folder  # noqa: PLC0415 - likewise

    show = load_show(show_file)
    watched = folder or show.root / show.sources[0]
    if not watched.is_dir():
        raise UsageError(
            "there is no such folder to watch",
            where=str(watched),
            mend="Name one: essaycast watch DIR",
        )
    known = state_of(watched)  # what is saved while all gets ready is made, too
    with told_to_stop() as stop, warm_host(show, dict(os.environ)):
        say(f"Watching {watched}; getting ready …", err=True)
        if await_host(show, stop):
            say("Ready. Save an essay and it is made; Ctrl-C stops.", err=True)
        elif not stop.is_set():
            say("Nothing can be kept ready here: a change takes as long as a command.", err=True)

        def make(essays: list[Path]) -> None:
            shown = ["--show", str(show_file)] if show_file else []
            if _status_of(["produce", *shown, *map(str, essays)]) in {130, 143}:
                stop.set()

        watch_folder(watched, known, make, stop)


def _status_of(arguments: list[str]) -> int:
    """Run the command line *arguments* where it is warm, else in a process of its own."""
    from flows.warm.handover import handed_over  # noqa: PLC0415 - as light as this module

    status = handed_over(arguments)
    if status is None:
        argv = [sys.executable, "-c", "from flows.command import main; main()", *arguments]
        status = subprocess.run(argv, check=False).returncode
    return status
