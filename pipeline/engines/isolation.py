"""Processes that never outlive the one that started them, and never write on its output."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import sys
import threading
from multiprocessing import parent_process
from multiprocessing.process import BaseProcess

_PR_SET_PDEATHSIG = 1
_KERNEL_WATCHES = sys.platform.startswith("linux")
_libc = ctypes.CDLL(None) if _KERNEL_WATCHES else None


def die_with_parent() -> None:
    """Ask the kernel to kill this process when its parent ends, however that ends.

    Linux only; elsewhere a worker notices by itself (:func:`watch_parent`).
    """
    if _libc is not None:
        _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def watch_parent() -> None:
    """End this worker as soon as the program that started it has ended."""
    die_with_parent()
    parent = parent_process()
    if parent is None:
        return
    if not parent.is_alive():  # it ended before the kernel was asked
        os._exit(1)
    if not _KERNEL_WATCHES:  # a thread would make the forks of the default engine unsafe
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


def silence_output() -> None:
    """Send what anything in this process prints to nowhere: standard output is the program's."""
    with contextlib.suppress(OSError):
        sys.stdout.flush()
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
