"""``python -m flows.server.listening PORT``: our Prefect server, its port taken first.

Prefect needs seconds before it would take the port itself, in which a server of another show may
have taken it; its answers would then be mistaken for ours.
"""

from __future__ import annotations

import contextlib
import os
import socket
import sys
from pathlib import Path

from flows.loopback import HOST
from flows.server.asking import ALIVE
from pipeline.tools.locks import held
from pipeline.tools.process_tuning import importing

TAKEN = 98
"""Exit status when somebody else listens at the port."""
ANOTHER = 97
"""Exit status when another server holds the folder's database."""
ALIVE_PATIENCE_S = 2.0
LISTENING = "listening"
"""File of the server's folder in which it says, by its number, that it has the port."""


def main(port: int) -> int:
    """Take *port*, then serve until told to stop."""
    os.umask(0o077)  # the database holds what runs were asked for
    with (
        held(Path(ALIVE), patience_s=ALIVE_PATIENCE_S) as alone,
        contextlib.closing(a_socket()) as taken,
    ):
        if not alone:
            return ANOTHER
        try:
            taken.bind((HOST, port))
            taken.listen(512)
        except OSError:
            return TAKEN
        Path(LISTENING).write_text(str(os.getpid()), encoding="utf-8")
        with importing():
            import uvicorn  # noqa: PLC0415 - not before the port is ours

            from flows.server.api import create_app  # noqa: PLC0415 - likewise

        config = uvicorn.Config(
            create_app,
            factory=True,
            log_level="warning",
            timeout_keep_alive=30,
            timeout_graceful_shutdown=3,
        )
        uvicorn.Server(config).run(sockets=[taken])
    return 0


def a_socket() -> socket.socket:
    """Return a socket to listen with, whose connections send what they have at once.

    asyncio sees to that (TCP_NODELAY) only where the socket says its protocol. Else each answer
    waits 40 ms for the client to acknowledge its head.
    """
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if sys.platform != "win32":  # there it would allow two listeners at one port
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    return made


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
