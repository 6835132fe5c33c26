"""A warm host beside what goes on: started, awaited, and ended with it."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from flows.process_identity import end, identify_process, start_beside
from flows.warm.agreement import AVAILABLE, FOLDER
from flows.warm.handover import is_there
from pipeline.settings.show import Show

_LOOK_S = 0.1
_END_S = 8.0
_START_S = 120.0


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
