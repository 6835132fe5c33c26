"""``essaycast server``: status and stop of the project's own Prefect server."""

from __future__ import annotations

from pathlib import Path

import click

from flows.command.options import ask_about, json_option, show_option
from flows.command.output import say, say_json
from flows.run_locks import living_runs
from flows.server import ServerInfo, server_home, server_status, stop_server
from flows.warm_hosts import stop_ready
from pipeline.settings.show_file import load_show


@click.group()
def server() -> None:
    """Say what Prefect server runs go to, or stop the project's own.

    'produce' starts one by itself, in the background, when there is none; it stays up so that
    the next run starts quickly.
    """


@server.command()
@show_option
@json_option
def status(show_file: Path | None, *, as_json: bool) -> int:
    """Say which server runs go to and whether it answers; status 1 if it does not."""
    info = server_status(load_show(show_file))
    if as_json:
        document = {
            "api_url": info.api_url,
            "ui_url": info.ui_url,
            "own": info.own,
            "healthy": info.healthy,
            "version": info.version,
            "pid": info.process.pid if info.process else None,
        }
        say_json(document)
    else:
        say(describe(info))
    return 0 if info.healthy else 1


def describe(info: ServerInfo) -> str:
    """Return the line that says whose server it is, where, and whether it answers."""
    whose = "the project's own" if info.own else "yours"
    if not info.healthy:
        return f"Prefect: {whose}, not running" + ("" if info.own else f" at {info.api_url}")
    number = f", process {info.process.pid}" if info.process else ""
    return f"Prefect {info.version}: {whose}, at {info.ui_url}{number}"


@server.command()
@show_option
@click.option("--force", is_flag=True, help="Stop it though runs go on.")
def stop(show_file: Path | None, *, force: bool) -> None:
    """Stop the project's own server; a server of yours is left alone.

    Runs that go on with it are named, and it is asked whether to stop. They go on by themselves
    and publish, but what becomes of them is recorded later.
    """
    show = load_show(show_file)
    going_on = living_runs(server_home(show))
    if going_on and not force:
        ask_about(going_on, "Stop the server all the same?")
    stop_ready(show)
    stopped = stop_server(show)
    say("Stopped." if stopped else "The project's own server was not running.")
