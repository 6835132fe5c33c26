"""Requests of pages that are not the server's own, refused before Prefect sees them.

CORS and CSRF tokens guard HTTP alone. A browser opens a WebSocket to any address for any page, and
leaves it to the server to look at the ``Origin`` it sends along (RFC 6455, 10.2); Prefect does not.
Over those sockets all events and logs can be read, and events written that become states of runs.
"""

from __future__ import annotations

import re

from starlette.types import ASGIApp, Receive, Scope, Send

from flows.loopback import HOSTS

SOCKETS = (
    re.compile("/api/events/(?:in|out)"),
    re.compile("/api/logs/out"),
    re.compile("/api/task_runs/subscriptions/scheduled"),
    re.compile("/api/work_pools/[^/]+/workers/connect"),
)
"""Where WebSockets are answered: what clients, workers and the UI of this version use. What
Prefect adds later is refused until it stands here."""
_POLICY_VIOLATION = 1008
"""RFC 6455, 7.4.1; before the handshake's end it is answered as 403."""


class OwnOrigin:
    """Refuses what a page of another origin asks, and sockets that are not known.

    Programs send no ``Origin`` and are answered; a browser sends one with every WebSocket, and
    with every HTTP request that could change something.

    Args:
        app: The application around which this stands.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or refuse it."""
        if scope["type"] == "websocket" and not (_is_own(scope) and _is_known(scope["path"])):
            await send({"type": "websocket.close", "code": _POLICY_VIOLATION})
        elif scope["type"] == "http" and not _is_own(scope):
            start = {"type": "http.response.start", "status": 403, "headers": []}
            await send(start)
            await send({"type": "http.response.body", "body": b"Pages of this server only."})
        else:
            await self._app(scope, receive, send)


def _is_known(path: str) -> bool:
    return any(known.fullmatch(path) for known in SOCKETS)


def _is_own(scope: Scope) -> bool:
    """Whether no page asked, or a page of this server, by whichever of its names."""
    headers: list[tuple[bytes, bytes]] = scope["headers"]
    origins = [value.decode("latin-1") for name, value in headers if name == b"origin"]
    hosts = [value.decode("latin-1") for name, value in headers if name == b"host"]
    port = hosts[0].rpartition(":")[2] if hosts else ""
    own = {f"http://{name}:{port}" for name in HOSTS}
    return all(origin in own for origin in origins)
