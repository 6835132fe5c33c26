"""The workplace: rooms and jobs of one studio, from its start to its end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from flows.studio.jobs import Jobs
from flows.studio.rooms import Rooms
from pipeline.settings.show_file import load_show
from pipeline.speech.casting import narrator_modules
from pipeline.speech.pool import SpeechPool


@dataclass(slots=True)
class Workplace:
    """What all requests share."""

    rooms: Rooms
    jobs: Jobs = field(default_factory=Jobs)

    def close(self) -> None:
        """End workers and jobs; what was spoken is kept."""
        self.jobs.close()
        self.rooms.pool.close()


def workplace(
    show_file: Path | None, *, warm: bool = True, environment: Mapping[str, str] | None = None
) -> Workplace:
    """Return a workplace for the show of *show_file*.

    Args:
        show_file: The show's settings; None for those of the current folder.
        warm: Whether its engine workers start now, or when something is first played.
        environment: What the commands it runs have; None for that of this process.

    Raises:
        ShowError: ``show.toml`` says something it cannot say.
    """
    show = load_show(show_file)
    pool = SpeechPool(show.root, show.machine)
    if warm:
        pool.warm_up(narrator_modules(show.casting))
    return Workplace(Rooms(show_file, pool), Jobs(environment=environment))
