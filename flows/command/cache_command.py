"""``essaycast cache``: size, verify and prune the clip store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from flows.command.options import ask_about, count, show_option
from flows.command.output import say
from flows.run_locks import living_runs
from flows.server import server_home
from flows.upkeep import parts_of_state, prune_state
from pipeline.settings.show_file import load_show

if TYPE_CHECKING:
    from pipeline.tools.store import Store


def _store(show_file: Path | None) -> Store:
    from pipeline.tools.store import open_store  # noqa: PLC0415 - fsspec takes its time

    return open_store(load_show(show_file).store)


def _bytes(number: int) -> str:
    return f"{number / 1e6:,.1f} MB"


@click.group()
def cache() -> None:
    """Look after the store of clips and encoded parts, so that nothing is made twice.

    It may be emptied at any time: what is missing is made again, with the same bytes.
    """


@cache.command()
@show_option
def size(show_file: Path | None) -> None:
    """Say what the store holds and may hold, and what else the working state holds."""
    report = _store(show_file).report()
    say(f"{report.place}: {_bytes(report.n_bytes)} of {_bytes(report.limit_bytes)}")
    for kind, number, n_bytes in report.kinds:
        say(f"  {kind:<10} {number:>7,}  {_bytes(n_bytes):>12}")
    state = load_show(show_file).state
    parts = parts_of_state(state)
    say(f"{state}: {_bytes(sum(part.n_bytes for part in parts))} in all")
    for part in parts:
        say(f"  {part.name:<14} {part.n_files:>7,}  {_bytes(part.n_bytes):>12}")


@cache.command()
@show_option
def verify(show_file: Path | None) -> int:
    """Read everything in the store and remove what is damaged; status 1 if anything was."""
    report = _store(show_file).verify()
    for key in report.removed:
        say(f"damaged, removed: {key}")
    say(f"{count(report.n_values, 'value')} as stored")
    return 1 if report.removed else 0


@cache.command()
@show_option
@click.option("--to", "limit_mb", type=click.IntRange(min=0), metavar="MB", help="Keep this much.")
@click.option("--force", is_flag=True, help="Prune it though runs go on.")
def prune(show_file: Path | None, limit_mb: int | None, *, force: bool) -> None:
    """Remove what was not used for longest, down to MB or to the show's limit.

    What else leaves the working state by rule leaves it, too, as it does every night: what was
    fetched half a year ago, what is kept of episodes that are not published any more, long logs.
    Runs that go on need what they have put there: they are named, and it is asked whether to go on.
    """
    going_on = living_runs(server_home(load_show(show_file)))
    if going_on and not force:
        ask_about(going_on, "Prune the store all the same?")
    report = _store(show_file).prune(None if limit_mb is None else limit_mb * 1_000_000)
    say(f"removed {count(len(report.removed), 'value')}, {_bytes(report.freed_bytes)}")
    say(f"left    {count(report.n_values, 'value')}, {_bytes(report.n_bytes)}")
    pruned = prune_state(load_show(show_file))
    say(f"removed {count(pruned.n_files, 'file')} of the working state, {_bytes(pruned.n_bytes)}")
