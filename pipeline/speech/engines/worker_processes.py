"""How worker processes come to be: from a fork server, without the program's main module."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from multiprocessing.context import BaseContext
from types import ModuleType
from typing import TYPE_CHECKING, Any, cast

_PRELOADED = ["pipeline.speech.engines.preloaded"]
_METHOD = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
_THREADS = ("OPENBLAS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
"""Read by numpy's linear algebra when it is loaded; the second on a Mac."""
_hiding = threading.Lock()

if TYPE_CHECKING:
    from multiprocessing.context import SpawnContext as _Context
    from multiprocessing.context import SpawnProcess as _Process
else:
    _Context = type(multiprocessing.get_context(_METHOD))
    _Process = _Context.Process


class Worker(_Process):
    """A process that does not import the program's main module.

    multiprocessing has every new process import it, for functions defined there; ours are all in
    :mod:`pipeline.speech.engines`, and under Prefect the main module is three seconds of imports.
    """

    def start(self) -> None:
        """Start the process."""
        with _main_module_hidden(), _one_thread_each():
            super().start()


class WorkerContext(_Context):
    """The multiprocessing context of :class:`Worker` processes."""

    Process = Worker


def worker_context(preloaded: Iterable[str] = ()) -> BaseContext:
    """Return the context workers are started in.

    Args:
        preloaded: Modules of engines that the fork server imports besides; those named when the
            first pool of a process begins are.

    Never the program's own fork: it has threads, and a fork copies the locks they hold.
    """
    context = WorkerContext()
    if _METHOD == "forkserver":
        cast("Any", context).set_forkserver_preload([*_PRELOADED, *preloaded])
    return context


@contextmanager
def _one_thread_each() -> Iterator[None]:
    """Let what is started multiply matrices on one thread, unless the user has said otherwise.

    There is a worker for each core already, and the matrices of a sentence are small: shared out
    over two threads they took five times the processor's time.
    """
    added = [name for name in _THREADS if name not in os.environ]
    os.environ |= dict.fromkeys(added, "1")
    try:
        yield
    finally:
        for name in added:
            os.environ.pop(name, None)


@contextmanager
def _main_module_hidden() -> Iterator[None]:
    with _hiding:
        main = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            yield
        finally:
            sys.modules["__main__"] = main
