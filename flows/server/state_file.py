"""Notes on disk: whose process our server is, at which port; and which other one serves a show."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from flows.loopback import HOST
from flows.process_identity import ProcessId, is_alive


@dataclass(frozen=True, slots=True)
class ServerNote:
    """What the last start wrote down; the port stays, so that links in reports hold."""

    process: ProcessId
    port: int

    @property
    def url(self) -> str:
        """Address of the API."""
        return api_url(self.port)


def api_url(port: int) -> str:
    """Return the address of the API of our server at *port*."""
    return f"http://{HOST}:{port}/api"


def read_note(home: Path) -> ServerNote | None:
    """Return the note in the server's folder *home*; None where there is none to be read."""
    try:
        note = json.loads(_file(home).read_text(encoding="utf-8"))
        process = ProcessId(int(note["pid"]), str(note["start"]))
        return ServerNote(process, int(note["port"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_note(home: Path, note: ServerNote) -> None:
    """Replace the note in *home*, in one step."""
    aside = home / f"server.json.{os.getpid()}"
    aside.write_text(json.dumps(asdict(note.process) | {"port": note.port}), encoding="utf-8")
    aside.replace(_file(home))


def note_host(home: Path, host: Path, process: ProcessId) -> None:
    """Write down that the server of the folder *host* serves the show of *home*, too.

    Args:
        home: Where that show's own server would live.
        host: The other server's folder.
        process: Who serves both; the note counts as long as it lives.
    """
    note = asdict(process) | {"home": str(host)}
    _host_file(home).write_text(json.dumps(note), encoding="utf-8")


def forget_host(home: Path) -> None:
    """Take back what :func:`note_host` wrote down."""
    _host_file(home).unlink(missing_ok=True)


def host_of(home: Path) -> Path | None:
    """Return the folder of the server that serves the show of *home* now, if another's does."""
    try:
        note = json.loads(_host_file(home).read_text(encoding="utf-8"))
        if is_alive(ProcessId(int(note["pid"]), str(note["start"]))):
            return Path(str(note["home"]))
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return None


def _host_file(home: Path) -> Path:
    return home / "host.json"


def _file(home: Path) -> Path:
    return home / "server.json"
