"""The workplace: rooms and jobs of one studio, from its start to its end."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from flows.studio.desk_rows import DeskRow, desk_rows
from flows.studio.essay_rows import rendered_chapters
from flows.studio.jobs import Jobs
from flows.studio.kept_desk import keep_desk, kept_desk
from flows.studio.rooms import Rooms
from flows.studio.sounding import narrator
from pipeline.errors import EssaycastError
from pipeline.script import write_script
from pipeline.settings.show_file import load_show
from pipeline.speech.casting import narrator_modules
from pipeline.speech.pool import SpeechPool
from pipeline.speech.speaking import as_line
from pipeline.tools.cores import n_workers
from pipeline.values.essay import Block, BlockKind, Essay

_ONE_LINE = Essay("A line", (Block(BlockKind.PARAGRAPH, "It cost $5 in 1999."),), "studio", "")
"""Worded once as the studio starts, since the first words of a language load its rules."""
MOST_PREPARED = 3
"""Essays that are worded ahead at a time."""


@dataclass(slots=True)
class Workplace:
    """What all requests share."""

    rooms: Rooms
    jobs: Jobs = field(default_factory=Jobs)
    desk: tuple[DeskRow, ...] = ()
    """The desk as it was last."""
    _prepared: set[str] = field(default_factory=set)
    _awake: bool = False

    def rows(self) -> tuple[DeskRow, ...]:
        """Return the desk as it is now, and keep it for the next start."""
        show = self.rooms.show
        rows = desk_rows(self.rooms, self.jobs, show)
        if rows != self.desk and all(row.state != "being made" for row in rows):
            self.desk = rows
            keep_desk(show.state, rows)
        if not self._prepared:
            self.prepare(row.id for row in rows if row.state in {"new", "changed", "waiting"})
        return rows

    def prepare(self, ids: Iterable[str]) -> None:
        """Word essays that are likely to be opened next, while somebody looks at the desk."""
        new = [id_ for id_ in ids if id_ not in self._prepared][:MOST_PREPARED]
        self._prepared |= set(new)
        if new:
            threading.Thread(target=self._word, args=(new,), daemon=True).start()

    def _word(self, ids: Iterable[str]) -> None:
        for id_ in ids:
            with suppress(EssaycastError):  # whoever opens it is told
                view = self.rooms.view(id_)
                rendered_chapters(view, self.rooms.show)

    def awaken(self) -> None:
        """Read the sources and the language's rules, and have workers open the narrator's voice.

        So the first page and the first sound are soon there. Done once; whoever asks meanwhile is
        served all the same.
        """
        if self._awake:
            return
        self._awake = True
        threading.Thread(target=self._read_ahead, daemon=True).start()
        for _ in range(n_workers(self.rooms.show.machine)):
            threading.Thread(target=self._open_voice, daemon=True).start()

    def _read_ahead(self) -> None:
        with suppress(Exception):  # whoever opens a page is told what is wrong
            show = self.rooms.show
            write_script(replace(_ONE_LINE, language=show.language), show.for_script)
            self.rooms.shelf(show)

    def _open_voice(self) -> None:
        with suppress(Exception):  # whoever plays something is told what is wrong
            show, pool = self.rooms.show, self.rooms.pool
            profile = narrator(show, show.language)
            manner = pool.manner(profile, show.language)
            pool.speak_all(profile.engine, manner, [as_line("Good morning.", ())])

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
    desk = kept_desk(show.state)
    rooms = Rooms(show_file, pool, sources={row.id: row.source for row in desk if row.id})
    place = Workplace(rooms, Jobs(environment=environment), desk)
    if warm:
        place.awaken()
    return place
