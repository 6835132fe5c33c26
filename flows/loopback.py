"""The loopback address: its names, and a port of it that nobody listens at."""

from __future__ import annotations

import contextlib
import socket
import sys

from pipeline.errors import OrchestrationError

HOST = "127.0.0.1"
HOSTS = (HOST, "localhost")
"""Names by which what we serve may be asked for."""
FIRST_PORT = 4200
PORTS = 100


def open_port(first: int = FIRST_PORT) -> int:
    """Return a port of the loopback address nobody listens at, *first* if possible.

    Raises:
        OrchestrationError: A hundred in a row are taken.
    """
    for port in range(first, first + PORTS):
        if _is_free(port):
            return port
    raise OrchestrationError(
        f"no free port between {first} and {first + PORTS - 1} on {HOST}",
        mend="End what listens there",
    )


def _is_free(port: int) -> bool:
    with contextlib.closing(socket.socket(socket.AF_INET, socket.SOCK_STREAM)) as probe:
        if sys.platform != "win32":  # there it would allow two listeners at one port
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True
