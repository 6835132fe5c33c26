"""A warm host: beside what goes on, and ended with it, or left for the next command."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress

from flows.process_identity import (
    ProcessId,
    end,
    identify_process,
    start_beside,
    start_detached,
)
from flows.warm.agreement import AVAILABLE, FOLDER
from flows.warm.handover import is_there, tell_to_stop
from pipeline.errors import StorageError
from pipeline.settings.show import Show
from pipeline.tools.private_folders import private_folder

READY = "ESSAYCAST_READY"
"""Variable that leaves no host where it is ``0``."""
_LOOK_S = 0.1
_END_S = 8.0
_START_S = 120.0
_STARTING = "starting"
"""File that says which process was left, for as long as it may not listen yet."""


@contextmanager
def warm_host(show: Show, environment: Mapping[str, str]) -> Iterator[None]:
    """Keep a host for the show's commands while the block runs; another's is left alone.

    Args:
        show: Whose commands.
        environment: As the commands will have it.
    """
    if not AVAILABLE:
        yield
        return
    argv = [sys.executable, "-m", "flows.warm"]
    log = show.state / FOLDER / "log"
    host = start_beside(argv, environment=environment, folder=show.root, log=log)
    known = identify_process(host.pid)
    try:
        yield
    finally:
        if known is not None:
            end(known, patience_s=_END_S)
        host.wait(timeout=_END_S)


def await_host(show: Show, stop: threading.Event) -> bool:
    """Wait until a host takes commands of *show*, and tell whether one does."""
    for _ in range(int(_START_S / _LOOK_S)):
        if is_there(show.state / FOLDER):
            return True
        if stop.wait(_LOOK_S):
            return False
    return False


def leave_ready(show: Show, environment: Mapping[str, str]) -> None:
    """Leave a host for the show's next commands, unless there is one or none is wanted.

    Args:
        show: Whose commands.
        environment: As the commands will have it.
    """
    minutes = show.run.ready_minutes
    place = show.state / FOLDER
    if not AVAILABLE or not minutes or environment.get(READY) == "0" or is_there(place):
        return
    argv = [sys.executable, "-m", "flows.warm", str(60 * minutes)]
    with suppress(OSError, StorageError):  # the next command takes longer
        private_folder(place)
        log = place / "log"
        host = start_detached(argv, environment=environment, folder=show.root, log=log)
        if known := identify_process(host.pid):
            (place / _STARTING).write_text(f"{known.pid} {known.start}", encoding="utf-8")


def stop_ready(show: Show) -> None:
    """End the host that :func:`leave_ready` left, if there is one."""
    place = show.state / FOLDER
    if is_there(place):
        tell_to_stop(place)
        return
    with suppress(OSError, ValueError):
        note = place / _STARTING
        if time.time() - note.stat().st_mtime < _START_S:  # it is told nothing before it listens
            pid, _, start = note.read_text(encoding="utf-8").partition(" ")
            end(ProcessId(int(pid), start), patience_s=_END_S)
