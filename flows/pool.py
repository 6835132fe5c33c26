"""The engine workers of this process, started once and shared by every run in it."""

from __future__ import annotations

from pathlib import Path
from threading import Lock

from pipeline.show import Show
from pipeline.speech import SpeechPool

_lock = Lock()
_pools: dict[tuple[Path, int, bool], SpeechPool] = {}


def speech_pool(show: Show) -> SpeechPool:
    """Return this process's pool for the show, starting it at the first call.

    Tasks of several essays run in threads of one process and so share its workers: the cores are
    full and no more than full. The pool ends with the process.
    """
    key = (show.root, show.run.workers, show.run.prefer_system)
    with _lock:
        if key not in _pools:
            _pools[key] = SpeechPool(show)
        return _pools[key]
