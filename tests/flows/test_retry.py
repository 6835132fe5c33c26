"""Calls that find the database busy."""

from __future__ import annotations

import asyncio

import httpx
import pytest
from starlette.responses import Response

from flows.server import retry


async def _asked(app, content: bytes) -> httpx.Response:
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        return await client.post("/", content=content)


@pytest.mark.parametrize("n_busy", [0, 1, 5, retry.TRIES, retry.TRIES + 1])
def test_a_call_is_made_again_with_its_whole_body_until_the_database_is_free(
    monkeypatch, n_busy
) -> None:
    monkeypatch.setattr(retry, "WAIT_S", (0.0, 0.0))
    heard: list[bytes] = []

    async def app(scope, receive, send) -> None:
        heard.append((await receive())["body"])
        status = retry.BUSY if len(heard) <= n_busy else 201
        await Response(b"said", status)(scope, receive, send)
        if status == retry.BUSY and len(heard) <= retry.TRIES:
            raise OSError("database is locked")  # as Prefect's application does after all

    answer = asyncio.run(_asked(retry.AskedAgain(app), b"a run"))
    assert answer.status_code == (201 if n_busy <= retry.TRIES else retry.BUSY)
    assert answer.content == b"said"
    assert heard == [b"a run"] * (min(n_busy, retry.TRIES) + 1)


def test_another_failure_is_told_as_it_is(monkeypatch) -> None:
    answer = asyncio.run(_asked(retry.AskedAgain(Response(b"no", 500)), b""))
    assert (answer.status_code, answer.content) == (500, b"no")
