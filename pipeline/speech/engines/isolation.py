"""Processes that never outlive the one that started them, and never write on its output."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import threading
from multiprocessing import parent_process
from multiprocessing.process import BaseProcess

_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


def die_with_parent() -> None:
    """Ask the kernel to kill this process when its parent ends, however that ends.

    Linux only; elsewhere it ends when its work is done.
    """
    if _libc is not None:
        _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def watch_parent() -> None:
    """End this worker as soon as the program that started it has ended.

    Its kernel parent is the fork server, which may linger; so it is the pipe to the program that
    is watched. When that breaks, the kernel sends SIGIO, whose default is to end the process:
    no thread is needed, which would make the forks of the default engine unsafe.
    """
    parent = parent_process()
    if parent is None:
        return
    if sys.platform == "win32":
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    else:
        import fcntl  # noqa: PLC0415 - not there on Windows

        signal.signal(signal.SIGIO, signal.SIG_DFL)
        flags = fcntl.fcntl(parent.sentinel, fcntl.F_GETFL)
        fcntl.fcntl(parent.sentinel, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(parent.sentinel, fcntl.F_SETFL, flags | os.O_ASYNC)
    if not parent.is_alive():  # it ended before it was watched
        os._exit(1)


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


def silence(descriptor: int) -> None:
    """Send what anything in this process writes to *descriptor* to nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)
