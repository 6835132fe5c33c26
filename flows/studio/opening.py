"""The studio opened: its server on the loopback address, in this process or a thread of it."""

from __future__ import annotations

import asyncio
import contextlib
import threading
import webbrowser
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import uvicorn

from flows.loopback import HOST, open_port
from flows.studio.studio_app import studio_app
from flows.studio.workplace import workplace
from flows.ui.file_server import files_beside
from flows.ui.ui_links import files_here

STUDIO_PORT = 4260
_END_S = 3


def open_studio(
    show_file: Path | None, port: int | None, say: Callable[[str], None], *, in_browser: bool
) -> None:
    """Serve the studio until told to stop (Ctrl-C, SIGTERM).

    Args:
        show_file: The show's settings; None for those of the current folder.
        port: Where; None for the first that is free.
        say: Told where it is.
        in_browser: Whether to open it there.

    Raises:
        ShowError: ``show.toml`` says something it cannot say.
        OrchestrationError: No port is free.
    """
    place = workplace(show_file)
    show = place.rooms.show
    port = port or open_port(STUDIO_PORT)
    address = f"http://{HOST}:{port}/"
    say(f"Studio        {address}")
    say("Ctrl-C ends it; what was changed is in your files, what was spoken is kept.")
    if in_browser:
        threading.Timer(0.5, webbrowser.open, [address]).start()
    with files_beside(show) if not files_here(show) else contextlib.nullcontext():
        try:
            uvicorn.Server(_config(studio_app(place), port)).run()
        finally:
            place.close()


@contextlib.contextmanager
def studio_beside(show_file: Path | None, environment: Mapping[str, str]) -> Iterator[int]:
    """Serve the studio from a thread of this process while the block runs, and yield the port.

    Args:
        show_file: The show's settings; None for those of the current folder.
        environment: What the commands it runs are to have.
    """
    place = workplace(show_file, warm=False, environment=environment)
    port = open_port(STUDIO_PORT)
    server = uvicorn.Server(_config(studio_app(place), port))
    thread = threading.Thread(target=lambda: asyncio.run(server.serve()), daemon=True)
    thread.start()
    try:
        yield port
    finally:
        server.should_exit = True
        thread.join(timeout=_END_S)
        place.close()


def _config(app: object, port: int) -> uvicorn.Config:
    return uvicorn.Config(
        app,  # type: ignore[arg-type] # an ASGI application
        host=HOST,
        port=port,
        log_config=None,  # uvicorn's own lets servers that start side by side speak for a moment
        log_level="warning",
        timeout_graceful_shutdown=_END_S,
    )
