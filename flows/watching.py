"""Watching a folder: the essays that are written there are told at once."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

from pipeline.reading import DIRECTIONS_SUFFIX, ESSAY_SUFFIXES, sites_in, sources_in

LOOK_S = 0.1
_COUNTED = (*ESSAY_SUFFIXES, DIRECTIONS_SUFFIX)

State: TypeAlias = Mapping[Path, tuple[int, int]]
"""Time and size of each file."""


def watch(
    folder: Path, known: State, make: Callable[[list[Path]], None], stop: threading.Event
) -> None:
    """Call *make* with the essays of *folder* that were written, until told to *stop*.

    A file is taken when it has not changed between two looks: whoever writes it has written it.

    Args:
        folder: What the night would go over.
        known: From :func:`state_of`, before anybody was told that it is watched.
        make: What to do with the essays' files.
        stop: Set when it is to end.
    """
    before = known
    while not stop.wait(LOOK_S):
        now = state_of(folder)
        written = [path for path, state in now.items() if known.get(path) != state]
        settled = {path: now[path] for path in written if before.get(path) == now[path]}
        before = now
        if settled:
            known = {**known, **settled}
            if essays := list(_essays_of(folder, settled)):
                make(essays)


def _essays_of(folder: Path, written: State) -> Iterator[Path]:
    """Yield the essays that *written* files are, or are directions of."""
    sites = sites_in(folder)
    for source in sources_in(folder):
        if any(map(source.is_relative_to, sites)):
            continue
        if source in written or source.with_name(source.stem + DIRECTIONS_SUFFIX) in written:
            yield source


def state_of(folder: Path) -> State:
    """Return the essays and directions below *folder* as they are now."""
    found: dict[Path, tuple[int, int]] = {}
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if name.lower().endswith(_COUNTED):
                path = Path(place, name)
                try:
                    status = path.stat()
                except OSError:  # renamed or taken away meanwhile
                    continue
                found[path] = (status.st_mtime_ns, status.st_size)
    return found
