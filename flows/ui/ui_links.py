"""Links that work in the Prefect UI: to the file server beside it, else to where the show is."""

from __future__ import annotations

import json
from pathlib import Path

from flows.process_identity import ProcessId, is_alive
from flows.server import ServerInfo
from pipeline.settings.show import Show
from pipeline.tools.private_folders import private_folder


def note_files_server(show: Show, port: int, process: ProcessId) -> None:
    """Remember the address at which ``output/`` is served on this machine."""
    note = {"port": port, "pid": process.pid, "start": process.start}
    private_folder(show.state)
    _note(show).write_text(json.dumps(note), encoding="utf-8")


def files_url(show: Show) -> str:
    """Return the address under which ``output/`` can be reached, empty when it cannot."""
    return files_here(show) or show.public_url.rstrip("/")


def files_here(show: Show) -> str:
    """Return the address at which ``output/`` is served on this machine now, empty if it is not."""
    try:
        note = json.loads(_note(show).read_text(encoding="utf-8"))
        if is_alive(ProcessId(int(note["pid"]), str(note["start"]))):
            return f"http://127.0.0.1:{int(note['port'])}"
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return ""


def run_url(server: ServerInfo, run_id: str) -> str:
    """Return the page of a run in the UI."""
    return f"{server.ui_url}/runs/flow-run/{run_id}"


def _note(show: Show) -> Path:
    return show.state / "files.json"
