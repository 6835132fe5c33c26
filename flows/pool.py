"""The engine workers of this process, started once and shared by every run in it."""

from __future__ import annotations

import atexit
from pathlib import Path
from threading import Lock

from pipeline.show import Show
from pipeline.speech import SpeechPool

_lock = Lock()
_pools: dict[tuple[Path, int, bool], SpeechPool] = {}


def speech_pool(show: Show) -> SpeechPool:
    """Return this process's pool for the show, starting it at the first call.

    Tasks of several essays run in threads of one process and so share its workers: the cores
    are full and no more than full.
    """
    key = (show.root, show.run.workers, show.run.prefer_system)
    with _lock:
        if key not in _pools:
            pool = SpeechPool(show)
            pool.__enter__()
            atexit.register(pool.__exit__, None, None, None)
            _pools[key] = pool
        return _pools[key]
