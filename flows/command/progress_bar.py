"""Progress on a terminal, plain lines elsewhere, always on standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeAlias

from flows.command.output import say
from flows.progress import Progress, listening

Tell: TypeAlias = Callable[[str], None]


@contextmanager
def showing_progress(*, quiet: bool) -> Iterator[Tell]:
    """Show the steps of every run while the block runs.

    Args:
        quiet: Show nothing where standard error is not a terminal.

    Yields:
        A function that tells a step of the command's own.
    """
    if sys.stderr.isatty():
        with _bars() as tell:
            yield tell
    elif quiet:
        yield lambda _: None
    else:
        with listening(_line):
            yield lambda line: say(line, err=True)


def _line(step: Progress) -> None:
    if step.done in {0, step.total} and not (step.done == 0 and step.total == 1):
        say(f"{step.episode}: {step.stage} {step.done}/{step.total}", err=True)


@contextmanager
def _bars() -> Iterator[Tell]:
    from rich.console import Console  # noqa: PLC0415 - 60 ms that plain output never needs
    from rich.progress import (  # noqa: PLC0415 - likewise
        BarColumn,
        MofNCompleteColumn,
        TaskID,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )
    from rich.progress import Progress as Bars  # noqa: PLC0415 - likewise

    columns = (
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        rows: dict[tuple[str, str], TaskID] = {}
        own = bars.add_task("", total=None, visible=False)

        def step(progress: Progress) -> None:
            bars.update(own, visible=False)
            key = (progress.episode, progress.stage)
            if key not in rows:
                for row in [rows.pop(old) for old in list(rows) if old[0] != key[0]]:
                    bars.remove_task(row)
                rows[key] = bars.add_task(f"{progress.stage:<10}", total=progress.total)
            bars.update(rows[key], completed=progress.done, total=progress.total)

        def tell(line: str) -> None:
            bars.update(own, description=line, visible=True)

        with listening(step):
            yield tell
