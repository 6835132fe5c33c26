"""``essaycast doctor``: what this machine has and lacks, and the command that mends it."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from flows.command.options import count, json_option, show_option
from flows.command.output import say, say_json
from pipeline.errors import EssaycastError
from pipeline.settings.show import Show
from pipeline.settings.show_file import load_show
from pipeline.settings.state_folder import SHOW_FILE

ROOM_BYTES = 1_000_000_000
"""Free space below which a long back-catalogue may not fit."""


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One thing looked at."""

    what: str
    good: bool
    finding: str
    mend: str = ""
    note: bool = False
    """Something to know, which nothing here needs."""

    @property
    def mark(self) -> str:
        """Say in four letters how it stands."""
        return "note" if self.note else "ok" if self.good else "LACK"

    def as_json(self) -> dict[str, str]:
        """Return the item of ``checks`` that ``doctor --json`` prints."""
        return {
            "what": self.what,
            "status": self.mark.lower(),
            "finding": self.finding,
            "mend": "" if self.good else self.mend,
        }


@click.command()
@show_option
@json_option
def doctor(show_file: Path | None, *, as_json: bool) -> int:
    """Say what this machine has and lacks; status 1 if something needed is missing."""
    show = load_show(show_file)
    rows = [row for look in LOOKS for row in look(show)]
    lacking = sum(not row.good for row in rows)
    if as_json:
        say_json({"lacking": lacking, "checks": [row.as_json() for row in rows]})
        return 1 if lacking else 0
    for row in rows:
        say(f"{row.mark:<4}  {row.what:<24} {row.finding}".rstrip())
        if not row.good and row.mend:
            say(f"      {'':<24} → {row.mend}")
    say(f"{count(lacking, 'thing')} lacking." if lacking else "All that is needed is here.")
    return 1 if lacking else 0


def _machine(show: Show) -> Iterator[CheckRow]:
    del show
    finding = f"{platform.python_version()} on {platform.system()} {platform.machine()}"
    yield CheckRow("Python", sys.version_info >= (3, 11), finding, "Use Python 3.11 or newer")


def _show(show: Show) -> Iterator[CheckRow]:
    file = show.root / SHOW_FILE
    yield CheckRow(
        "show", good=True, finding=str(file) if file.is_file() else "no show.toml: defaults"
    )
    for what, folder in (("output", show.output_folder), ("working state", show.state)):
        there = next(path for path in (folder, *folder.parents) if path.exists())
        good = there.is_dir() and os.access(there, os.W_OK)
        finding = str(folder) if good else f"{there} cannot be written to"
        yield CheckRow(
            what, good, finding, "Choose another folder, or give yourself leave to write"
        )
    free = shutil.disk_usage(next(p for p in (show.state, *show.state.parents) if p.exists())).free
    yield CheckRow(
        "room", free > ROOM_BYTES, f"{free / 1e9:,.1f} GB free", "Make room on this disk"
    )


def _speech(show: Show) -> Iterator[CheckRow]:
    from pipeline.speech.voice_catalogue import engine_status  # noqa: PLC0415 - each look imports its own

    for status in engine_status(show.casting, show.root, show.machine):
        facts = (status.version, status.where, f"({status.why})" if status.why else "")
        yield CheckRow(status.what, status.found, " ".join(filter(None, facts)), status.mend)


def _ffmpeg(show: Show) -> Iterator[CheckRow]:
    from pipeline.tools.ffmpeg import CODECS, ffmpeg_status  # noqa: PLC0415 - each look imports its own

    try:
        status = ffmpeg_status(show.machine)
    except EssaycastError as error:
        yield CheckRow("ffmpeg", good=False, finding=error.what, mend=error.mend)
        return
    missing = sorted(set(CODECS) - set(status.codecs))
    finding = f"{status.version} {status.path} ({status.why})"
    lack = f"{finding}; cannot encode {', '.join(missing)}"
    yield CheckRow(
        "ffmpeg",
        "libmp3lame" not in missing,
        lack if missing else finding,
        "Leave run.prefer_system out of show.toml to use the wheel's",
    )


def _prefect(show: Show) -> Iterator[CheckRow]:
    from flows.server import server_status  # noqa: PLC0415 - each look imports its own

    info = server_status(show)
    if info.healthy:
        yield CheckRow("Prefect server", good=True, finding=f"{info.version} at {info.ui_url}")
    elif info.own:
        yield CheckRow("Prefect server", good=True, finding="not running; 'produce' starts it")
    else:
        mend = "Start it, or unset PREFECT_API_URL to use the project's own"
        yield CheckRow(
            "Prefect server", good=False, finding=f"{info.api_url} does not answer", mend=mend
        )


def _feed(show: Show) -> Iterator[CheckRow]:
    from pipeline.publication import feed_gaps  # noqa: PLC0415 - each look imports its own

    for gap in feed_gaps(show.channel):
        yield CheckRow("for the directories", good=True, finding=gap, note=True)


LOOKS: tuple[Callable[[Show], Iterator[CheckRow]], ...] = (
    _machine,
    _show,
    _speech,
    _ffmpeg,
    _prefect,
    _feed,
)
