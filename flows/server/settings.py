"""What Prefect is told, as tables of its environment variables, and why.

A setting the user has made in the environment goes before ours, apart from those the two sides
must agree on. Nothing here imports Prefect: it reads its settings once, when first imported.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flows.loopback import HOST
from pipeline.tools.process_tuning import ARENAS

SERVER: Mapping[str, str] = {
    # The default commits one event a transaction; a burst of a few hundred chunks then ends in
    # "database is locked" or in states that arrive minutes late. A thousand would hold 25 MB more.
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_BATCH_SIZE": "200",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_FLUSH_INTERVAL": "1",
    "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_BATCH_SIZE": "100",
    # Leases in memory are lost with the server, and the dead run's slot is never free again.
    "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": (
        "prefect.server.concurrency.lease_storage.filesystem"
    ),
    "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
    # Nobody is told anything.
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
    "PREFECT_SERVER_UI_V2_ENABLED": "false",  # "/" leads to the UI that is served
    # Out of the box any page in the user's browser could start runs.
    "PREFECT_SERVER_API_CSRF_PROTECTION_ENABLED": "true",
    "PREFECT_SERVER_LOGGING_LEVEL": "WARNING",
    "MALLOC_ARENA_MAX": str(ARENAS),
}
"""Of the project's own server, whichever show it belongs to."""

READY: Mapping[str, str] = {
    "PREFECT_SERVER_DATABASE_MIGRATE_ON_START": "false",  # what migrates stays in memory: 10 MB
    "PREFECT_SERVER_REGISTER_BLOCKS_ON_START": "false",
}
"""Of the project's own server when its database is of the installed version already."""

DATABASE_ELSEWHERE = ("PREFECT_SERVER_DATABASE_", "PREFECT_API_DATABASE_")
"""How the settings begin by which a server may have another database, which may not be ready."""

HEARTBEAT_S = 30

SERVED: Mapping[str, str] = {
    "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": str(HEARTBEAT_S),
    "PREFECT_WORKER_QUERY_SECONDS": "5",
}
"""Of the worker of ``essaycast serve`` and the runs it starts."""

COMMAND: Mapping[str, str] = {"PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL"}
"""Of a command, which says itself what there is to say; the log is in the UI."""

CLIENT: Mapping[str, str] = {
    "PREFECT_LOGGING_CONFIG_PATH": str(Path(__file__).with_name("logging.yml")),
    "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",
    "PREFECT_LOGGING_COLORS": "false",
    "DO_NOT_TRACK": "1",
}
"""Of whatever talks to a server, the user's own included."""

OWN: Mapping[str, str] = {"PREFECT_CLIENT_SERVER_VERSION_CHECK_ENABLED": "false"}
"""Of whatever talks to the project's own server, which is used only if its version is ours."""


def server_environment(
    home: Path, port: int, environment: Mapping[str, str], *, ready: bool = False
) -> dict[str, str]:
    """Return the whole environment the project's own server is started with.

    Args:
        home: Its folder: database, log, leases, the UI's files.
        port: The port it will listen on.
        environment: The environment of the one who starts it.
        ready: Whether the database in *home* is of the installed version already.
    """
    origin = f"http://{HOST}:{port}"
    agreed = {
        "PREFECT_HOME": str(home),
        "PREFECT_API_URL": f"{origin}/api",
        "PREFECT_SERVER_API_HOST": HOST,
        "PREFECT_SERVER_API_PORT": str(port),
        "PREFECT_SERVER_UI_API_URL": "/api",  # else a UI on another port asks port 4200
        "PREFECT_SERVER_API_CORS_ALLOWED_ORIGINS": f"{origin},http://localhost:{port}",
        "PREFECT_UI_STATIC_DIRECTORY": str(home / "ui"),  # site-packages may not be writable
        "PREFECT__SERVER_FINAL": "1",
    }
    if any(name.startswith(DATABASE_ELSEWHERE) for name in environment):
        ready = False
    return {**SERVER, **CLIENT, **(READY if ready else {}), **environment, **agreed}


def point_at(api_url: str, home: Path | None = None) -> None:
    """Make this process, and those it starts, talk to the server at *api_url*.

    Must be called before Prefect is imported; later it would be too late.

    Args:
        api_url: Address of the API.
        home: PREFECT_HOME; None leaves the user's own.
    """
    os.environ["PREFECT_API_URL"] = api_url
    if home is not None:
        os.environ["PREFECT_HOME"] = str(home)
    for name, value in {**CLIENT, **(OWN if home else {})}.items():
        os.environ.setdefault(name, value)
    # A proxy meant for the world would be asked for the loopback address.
    spared = [part for part in os.environ.get("NO_PROXY", "").split(",") if part]
    if HOST not in spared:
        os.environ["NO_PROXY"] = ",".join([*spared, HOST, "localhost"])


def users_api_url(environment: Mapping[str, str]) -> str:
    """Return the address of the user's own Prefect server, or an empty string.

    Looked for where Prefect looks: the environment, ``prefect.toml`` of the working directory,
    the active profile.
    """
    return (
        environment.get("PREFECT_API_URL", "")
        or str(_toml(Path("prefect.toml")).get("api", {}).get("url", ""))
        or _profile(environment).get("PREFECT_API_URL", "")
    )


def _profile(environment: Mapping[str, str]) -> dict[str, str]:
    home = Path(environment.get("PREFECT_HOME", "") or "~/.prefect").expanduser()
    file = _toml(Path(environment.get("PREFECT_PROFILES_PATH", "") or home / "profiles.toml"))
    active = environment.get("PREFECT_PROFILE", "") or file.get("active", "")
    profile = file.get("profiles", {}).get(active, {})
    return {name: str(value) for name, value in profile.items()}


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
