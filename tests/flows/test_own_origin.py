"""Pages of other origins are refused by the project's server, over HTTP and WebSockets alike."""

from __future__ import annotations

import asyncio
from urllib.parse import urlsplit

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from flows.server.own_origin import SOCKETS, OwnOrigin

PATHS = (
    "/api/events/in",
    "/api/events/out",
    "/api/logs/out",
    "/api/task_runs/subscriptions/scheduled",
    "/api/work_pools/essaycast/workers/connect",
)


def _opened(url: str, origin: str | None) -> int:
    """Return 101 if a WebSocket opens, else the status it was refused with."""

    async def attempt() -> int:
        try:
            async with connect(url, origin=origin, subprotocols=["prefect"]):
                return 101
        except InvalidStatus as refused:
            return refused.response.status_code

    return asyncio.run(attempt())


@pytest.mark.prefect
@pytest.mark.parametrize("path", PATHS)
def test_a_socket_opens_for_programs_and_own_pages_and_for_no_other_page(served, path):
    host = urlsplit(served.api_url).netloc
    url = f"ws://{host}{path}"
    port = host.rpartition(":")[2]
    foreign = ("https://evil.example", f"http://evil.example:{port}", "http://localhost:1", "null")
    assert {_opened(url, origin) for origin in foreign} == {403}
    assert {_opened(url, origin) for origin in (None, f"http://{host}")} == {101}


def test_every_socket_that_prefect_has_is_known():
    from fastapi.routing import APIWebSocketRoute
    from prefect.server.api.server import API_ROUTERS

    routes = [
        f"/api{route.path}"
        for router in API_ROUTERS
        for route in router.routes
        if isinstance(route, APIWebSocketRoute)
    ]
    assert len(routes) == len(PATHS)
    for route in routes:
        path = route.replace("{work_pool_name}", "pool")
        assert any(known.fullmatch(path) for known in SOCKETS), route


def _answered(kind: str, path: str, **headers: str) -> bool:
    """Tell whether the application behind :class:`OwnOrigin` is asked at all."""
    asked = []

    async def app(*_):
        asked.append(path)

    async def ignore(*_):
        pass

    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    asyncio.run(OwnOrigin(app)({"type": kind, "path": path, "headers": raw}, ignore, ignore))
    return bool(asked)


def test_a_socket_that_is_not_known_yet_is_refused():
    assert _answered("websocket", "/api/events/in")
    assert not _answered("websocket", "/api/runs/subscribe")
    assert not _answered("websocket", "/api/events/in/")


@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_origins_are_compared_whole(kind):
    own = {"host": "localhost:4200", "origin": "http://127.0.0.1:4200"}
    assert _answered(kind, "/api/events/in", **own)
    for origin in ("http://localhost:42001", "http://localhost", "http://localhost:4200.evil", ""):
        assert not _answered(kind, "/api/events/in", host="localhost:4200", origin=origin)
