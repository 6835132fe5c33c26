"""Whether a server is up that takes runs of this show; asked without Prefect, in milliseconds."""

from __future__ import annotations

from flows.server import ask_server, server_status
from pipeline.settings.show import Show

_LABEL = ("serve", "label")
"""File in the show's working state."""


def named(name: str, label: str) -> str:
    """Return the name of the deployment *name* of the show that *label* tells from others."""
    return f"{name}-{label}" if label else name


def note_label(show: Show, label: str) -> None:
    """Write down what tells the deployments of *show* from those of others on its server."""
    show.state.joinpath(*_LABEL).write_text(label, encoding="utf-8")


def backlog_of(show: Show) -> str:
    """Return flow and deployment by which many essays of *show* are made."""
    try:
        label = show.state.joinpath(*_LABEL).read_text(encoding="utf-8")
    except OSError:
        label = ""
    return f"backlog/{named('backlog', label)}"


def takes_runs(show: Show) -> bool:
    """Return whether a run of the ``backlog`` deployment would be begun now, and for this show.

    That is while ``essaycast serve`` is up, or a worker of the user's own.
    """
    server = server_status(show)
    path = f"/deployments/name/{backlog_of(show)}"
    deployment = ask_server(server, path) if server.healthy else None
    return (
        isinstance(deployment, dict)
        and deployment.get("status") == "READY"
        and deployment.get("path") == str(show.root)
    )
