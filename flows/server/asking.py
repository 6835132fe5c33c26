"""Servers asked: whether one answers, whose it is, and of which version.

Nothing here imports Prefect, so that asking costs milliseconds.
"""

from __future__ import annotations

import http.client
import json
from dataclasses import dataclass
from pathlib import Path

from flows.process_identity import ProcessId
from flows.server.database import prefect_version
from flows.server.state_file import read_note
from pipeline.tools.locks import is_held

ASK_LIMIT_S = 5.0
ALIVE = "alive.lock"
"""File of a server's folder whose lock the server holds as long as it lives."""


@dataclass(frozen=True, slots=True)
class ServerInfo:
    """A Prefect server, as far as this machine can tell."""

    api_url: str
    own: bool
    """Whether it is the project's own, and not one the user runs."""
    healthy: bool
    version: str = ""
    """Empty when it does not answer."""
    process: ProcessId | None = None
    """None for a server of the user's own."""
    started_now: bool = False
    """Whether it was this call that started it."""
    home: Path | None = None

    @property
    def ui_url(self) -> str:
        """Address of the UI."""
        return self.api_url.removesuffix("/api")

    @property
    def log(self) -> Path | None:
        """File the project's own server writes to."""
        return self.home / "server.log" if self.home else None


def ask(api_url: str, path: str) -> object:
    """Return what a server on this machine says at *path*, or None when it says nothing."""
    host, _, rest = api_url.removeprefix("http://").partition("/")
    connection = http.client.HTTPConnection(host, timeout=ASK_LIMIT_S)
    try:
        connection.request("GET", f"/{rest}{path}")
        response = connection.getresponse()
        return json.loads(response.read(2_000_000)) if response.status == 200 else None
    except (OSError, ValueError, http.client.HTTPException):
        return None
    finally:
        connection.close()


def ask_server(server: ServerInfo, path: str) -> object:
    """Return what *server* says at *path*, if it is on this machine; else None."""
    return ask(server.api_url, path) if server.api_url.startswith("http://") else None


def answers(url: str) -> bool:
    """Ask as Prefect would, with the user's own proxy, certificates and so on."""
    import httpx  # noqa: PLC0415 - only servers elsewhere need it

    try:
        return httpx.get(f"{url}/health", timeout=10).status_code < 500
    except httpx.HTTPError:
        return False


def answers_for(url: str, home: Path) -> bool:
    """Whether the server at *url* is well, and that of *home* and not of another show."""
    settings = ask(url, "/admin/settings") if ask(url, "/health") is True else None
    return isinstance(settings, dict) and settings.get("home") == str(home)


def running_server(home: Path) -> ServerInfo | None:
    """Return the server of the folder *home* if it answers and is of the installed version."""
    note = read_note(home)
    if note is None or not is_held(home / ALIVE) or not answers_for(note.url, home):
        return None
    version = ask(note.url, "/admin/version")
    if version != prefect_version():
        return None
    return ServerInfo(
        note.url, own=True, healthy=True, version=version, process=note.process, home=home
    )
