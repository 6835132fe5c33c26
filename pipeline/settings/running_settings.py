"""When and how runs are executed, and where working state is kept."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from pipeline.settings.checks import cron_line
from pipeline.settings.toml_table import Settings


class Schedule(Settings):
    """When the night's pass runs."""

    cron: Annotated[str, AfterValidator(cron_line)] = "30 2 * * *"
    timezone: str = "UTC"
    set_aside_after: Annotated[int, Field(ge=1, le=100)] = 3
    """Nights an essay may fail before it is left alone until it changes."""


class Review(Settings):
    """What a person approves before it is published."""

    required: bool = False
    """Whether what the night makes waits for approval in the studio."""


class Storage(Settings):
    """Where clips, parts and publications are kept: a folder or an address (``s3://…``)."""

    url: str = ""
    """Empty for ``.essaycast/store`` beside ``show.toml``."""
    limit_bytes: Annotated[int, Field(ge=10_000_000)] = 4_000_000_000


class Running(Settings):
    """How runs are executed."""

    workers: Annotated[int, Field(ge=0, le=256)] = 0
    """Engine workers and encoders at a time; 0 for one a core."""
    task_runner: Literal["threads", "dask"] = "threads"
    dask_address: str = ""
    """Scheduler of a running Dask cluster; empty starts one on this machine."""
    prefer_system: bool = False
    """Take the system's espeak-ng and ffmpeg before those of the wheels."""
    private_addresses: bool = False
    """Whether sources may be fetched from addresses that are not public."""
    ready_minutes: Annotated[int, Field(ge=0, le=1440)] = 10
    """How long a process that has everything imported waits for the next command; 0 for none."""


@dataclass(frozen=True, slots=True)
class Machine:
    """What this machine is used with. Nothing of an episode depends on it."""

    workers: int = 0
    """Engine workers and encoders at a time; 0 for one a core."""
    prefer_system: bool = False
    """Take the system's espeak-ng and ffmpeg before those of the wheels."""


@dataclass(frozen=True, slots=True)
class Places:
    """The folders of a show."""

    root: Path
    """Where ``show.toml`` lies: relative paths start here."""
    state: Path
    """The working state: store, Prefect's database, locks, logs."""
    output: Path
    """What is published."""

    @property
    def output_name(self) -> str:
        """The output folder as seen from the show's: machines that share a storage agree on it."""
        inside = self.output.is_relative_to(self.root)
        return (self.output.relative_to(self.root) if inside else self.output).as_posix()


@dataclass(frozen=True, slots=True)
class StoreSettings:
    """Where clips, parts and publications are kept."""

    storage: Storage
    places: Places


@dataclass(frozen=True, slots=True)
class Resources:
    """What a stage works with: store and machine. Nothing of an episode depends on it."""

    store: StoreSettings
    machine: Machine
