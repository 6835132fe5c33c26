"""What hosts Prefect, behind one door: a server is found or started, known, and ended.

The rest of ``flows`` imports from here alone; which program answers, where its database lies and
what Prefect is told are this package's own. Nothing imported here imports Prefect, which reads its
settings once, when :func:`ensure_server` has made them.
"""

from __future__ import annotations

from flows.server.asking import ServerInfo, ask_server
from flows.server.finished_runs import FinishedRun, record_finished
from flows.server.own import (
    ensure_server,
    is_reachable,
    lodged_with,
    server_home,
    server_status,
    stop_server,
)
from flows.server.settings import HEARTBEAT_S, SERVED, users_api_url

__all__ = [
    "HEARTBEAT_S",
    "SERVED",
    "FinishedRun",
    "ServerInfo",
    "ask_server",
    "ensure_server",
    "is_reachable",
    "lodged_with",
    "record_finished",
    "server_home",
    "server_status",
    "stop_server",
    "users_api_url",
]
