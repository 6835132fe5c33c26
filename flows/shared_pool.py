"""The engine workers of this process, started once and shared by every run in it."""

from __future__ import annotations

import sys
from pathlib import Path
from threading import Lock

from pipeline.settings.show import Show
from pipeline.speech.pool import SpeechPool

_lock = Lock()
_pools: dict[tuple[Path, int, bool], SpeechPool] = {}


def speech_pool(show: Show) -> SpeechPool:
    """Return this process's pool for the show, starting it at the first call.

    Tasks of several essays run in threads of one process and so share its workers: the cores are
    full and no more than full. The pool ends with the process.
    """
    show = _as_here(show)
    key = (show.root, show.run.workers, show.run.prefer_system)
    with _lock:
        if key not in _pools:
            _pools[key] = SpeechPool(show)
        return _pools[key]


def _as_here(show: Show) -> Show:
    """Return *show* with as many engine workers as a Dask worker has threads, if this is one.

    A machine has as many of those as it has cores, each with a pool of its own.
    """
    if "distributed.worker" not in sys.modules:
        return show
    from distributed import get_worker  # noqa: PLC0415 - an optional extra, there already

    try:
        n_threads = get_worker().state.nthreads
    except ValueError:  # the process of the flow itself, which only knows the cluster
        return show
    return show.model_copy(update={"run": show.run.model_copy(update={"workers": n_threads})})
