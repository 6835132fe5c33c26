"""The file server for ``output/`` on the loopback address: links in the UI play and seek."""

from __future__ import annotations

import asyncio
import contextlib
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.staticfiles import StaticFiles

from flows.loopback import HOST, HOSTS, open_port
from flows.process_identity import identify_process
from flows.ui.ui_links import note_files_server
from pipeline.settings.show import Show

FILES_PORT = 4280
_END_S = 3


def files_app(folder: Path) -> Starlette:
    """Return an application that serves *folder*: read only, byte ranges, no way out of it.

    Args:
        folder: Made if it is not there yet. Links that lead out of it are not followed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    # A page elsewhere whose name is made to mean this machine is refused by the host it asks for.
    app = Starlette(middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=list(HOSTS))])
    app.mount("/", StaticFiles(directory=folder, html=True, follow_symlink=False))
    return app


@contextlib.contextmanager
def files_beside(show: Show) -> Iterator[int]:
    """Serve ``output/`` from a thread of this process while the block runs, and yield the port.

    Raises:
        OrchestrationError: No port is free.
    """
    port = open_port(FILES_PORT)
    app = files_app(show.output_folder)
    # uvicorn's own log_config lets servers that start side by side speak for a moment.
    quiet = uvicorn.Config(app, host=HOST, port=port, log_config=None, log_level="warning")
    server = uvicorn.Server(quiet)
    thread = threading.Thread(target=lambda: asyncio.run(server.serve()), daemon=True)
    thread.start()
    own = identify_process(os.getpid())
    if own is not None:
        note_files_server(show, port, own)
    try:
        yield port
    finally:
        server.should_exit = True
        thread.join(timeout=_END_S)
