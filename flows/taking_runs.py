"""Whether a server is up that takes runs of this show; asked without Prefect, in milliseconds."""

from __future__ import annotations

from flows.server import ask_server, server_status
from pipeline.settings.show import Show

BACKLOG = "backlog/backlog"
"""Flow and deployment."""


def takes_runs(show: Show) -> bool:
    """Return whether a run of the ``backlog`` deployment would be begun now, and for this show.

    That is while ``essaycast serve`` is up, or a worker of the user's own.
    """
    server = server_status(show)
    deployment = ask_server(server, f"/deployments/name/{BACKLOG}") if server.healthy else None
    return (
        isinstance(deployment, dict)
        and deployment.get("status") == "READY"
        and deployment.get("path") == str(show.root)
    )
