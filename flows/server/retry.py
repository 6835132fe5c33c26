"""Calls that found the database busy, made again at once where the server is.

SQLite refuses to write for one who has begun to read before another wrote. Prefect answers 503
then, having undone what it began, and its client asks again: after 2 s, 4 s, 8 s … A few hundredths
of a second are enough.
"""

from __future__ import annotations

import asyncio
import random

from starlette.types import ASGIApp, Message, Receive, Scope, Send

BUSY = 503
TRIES = 20
WAIT_S = (0.01, 0.2)
"""Between two tries; by chance, so that those who met once do not meet again."""


class AskedAgain:
    """Calls the application again for a request that found the database busy.

    Args:
        app: The application around which this stands.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        body = await _whole_body(receive)
        for _ in range(TRIES):
            answer = _UnlessBusy(send)
            try:
                await self._app(dict(scope), _once_more(body, receive), answer.send)
            except Exception:  # it answers, and then raises what made it answer so
                if not answer.busy:
                    raise
            if not answer.busy:
                return
            await asyncio.sleep(random.uniform(*WAIT_S))  # noqa: S311 - nothing hangs on it
        await self._app(scope, _once_more(body, receive), send)


class _UnlessBusy:
    """Passes an answer on, unless it is that the database is busy."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.busy = False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.busy = message["status"] == BUSY
        if not self.busy:
            await self._send(message)


async def _whole_body(receive: Receive) -> list[Message]:
    """Receive all of a request; Prefect's are small."""
    messages = [await receive()]
    while messages[-1].get("more_body"):
        messages.append(await receive())
    return messages


def _once_more(body: list[Message], receive: Receive) -> Receive:
    """Return what receives *body* again, and then what else there is."""
    left = iter(body)

    async def again() -> Message:
        return next(left, None) or await receive()

    return again
