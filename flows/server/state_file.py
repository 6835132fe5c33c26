"""The note that the last start of our server left on disk: whose process it is, at which port."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from flows.loopback import HOST
from flows.process_identity import ProcessId


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


def _file(home: Path) -> Path:
    return home / "server.json"
