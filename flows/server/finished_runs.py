"""A run that is over before Prefect could be imported, recorded by the server's own interface.

Where nothing has to be done there is nothing to orchestrate: three calls say what was asked, when,
and what became of it. Nothing here imports Prefect.
"""

from __future__ import annotations

import http.client
import json
import uuid
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.server.asking import ASK_LIMIT_S, ServerInfo, running_server

_MOST_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class FinishedRun:
    """A run that did what was asked of it."""

    flow: str
    name: str
    message: str
    """Of its last state."""
    tags: Sequence[str]
    parameters: Mapping[str, object]


def record_finished(home: Path, runs: Sequence[FinishedRun]) -> ServerInfo | None:
    """Record *runs* as completed with the server of the folder *home*.

    Returns:
        The server; None where it does not run or does not take them all.
    """
    server = running_server(home)
    if server is None:
        return None
    with suppress(OSError, ValueError, KeyError, TypeError, http.client.HTTPException):
        calls = _Calls(server.api_url)
        try:
            for run in runs:
                _record(run, calls)
        finally:
            calls.connection.close()
        return server
    return None


def _record(run: FinishedRun, calls: _Calls) -> None:
    flow = calls.post("/flows/", {"name": run.flow})
    begun = calls.post(
        "/flow_runs/",
        {
            "flow_id": flow["id"],
            "name": run.name,
            "tags": sorted(run.tags),
            "parameters": dict(run.parameters),
            "state": {"type": "RUNNING", "name": "Running"},
        },
    )
    over = {"type": "COMPLETED", "name": "Completed", "message": run.message}
    calls.post(f"/flow_runs/{begun['id']}/set_state", {"state": over, "force": True})


class _Calls:
    """One connection for all calls, with the token that tells them from another page's."""

    def __init__(self, api_url: str) -> None:
        host, _, path = api_url.removeprefix("http://").partition("/")
        self.connection = http.client.HTTPConnection(host, timeout=ASK_LIMIT_S)
        self._path = f"/{path}"
        self._headers = {"Content-Type": "application/json"}
        client = str(uuid.uuid4())
        token = self._call("GET", f"/csrf-token?client={client}")["token"]
        self._headers |= {"Prefect-Csrf-Token": token, "Prefect-Csrf-Client": client}

    def post(self, path: str, body: Mapping[str, object]) -> dict[str, Any]:
        """Return what the server answers.

        Raises:
            OSError: It does not, or refuses.
        """
        return self._call("POST", path, json.dumps(body))

    def _call(self, method: str, path: str, body: str | None = None) -> dict[str, Any]:
        self.connection.request(method, self._path + path, body, self._headers)
        answer = self.connection.getresponse()
        content = answer.read(_MOST_BYTES)
        if answer.status not in {200, 201}:
            raise OSError(f"{method} {path}: {answer.status}")
        found: dict[str, Any] = json.loads(content)
        return found
