"""The signals that mean stop, as an event: for what goes on until it is told to end."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator


@contextlib.contextmanager
def told_to_stop() -> Iterator[threading.Event]:
    """Turn the signals that mean stop into an event, and give their handlers back after."""
    stop = threading.Event()
    names = [name for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {
        getattr(signal, name): signal.signal(getattr(signal, name), lambda *_: stop.set())
        for name in names
    }
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
