"""The Prefect server's application, with three doors more closed and more patience.

:mod:`flows.server.listening` is the process in which it answers.
"""

from __future__ import annotations

from pathlib import Path

import prefect
from prefect.server.api import server
from starlette.datastructures import MutableHeaders
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from flows.loopback import HOST, HOSTS
from flows.server.own_origin import OwnOrigin
from flows.server.retry import AskedAgain

POLICY = "; ".join(
    (
        "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:",
        "connect-src 'self' ws:",
        "img-src * data: blob:",
        f"media-src http://{HOST}:*",
        "frame-ancestors 'none'",
    )
)
"""What pages of the UI may load and whom they may tell: the UI reports its use to an analytics
service even where the server's own reports are switched off."""

NOT_BUILT = Path("the-second-ui-is-not-offered")
"""A folder that is not there: Prefect serves those of its two UIs whose files it finds."""


class OnlyAtHome:
    """Adds the policy to whatever is answered.

    Args:
        app: The application around which this stands.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""

        async def send_with_policy(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)["Content-Security-Policy"] = POLICY
            await send(message)

        await self._app(scope, receive, send_with_policy)


def create_app() -> ASGIApp:
    """Return Prefect's application, answering only to this machine's own names.

    CORS and CSRF tokens stop pages of other origins. A page whose name is made to mean
    127.0.0.1 (DNS rebinding) is of the same origin as far as they can tell, but its requests
    carry its name. Around the application, not in it: automations call it from within by a name
    of their own.

    Of Prefect's two generations of UI only the first is served: addresses that Prefect itself
    prints (``/runs/flow-run/…``) open there, reports play sound there, and links in their tables
    work. There is no setting for that, only for which of the two ``/`` leads to.
    """
    prefect.__ui_v2_static_path__ = NOT_BUILT
    app = AskedAgain(server.create_app())
    return OnlyAtHome(TrustedHostMiddleware(OwnOrigin(app), allowed_hosts=list(HOSTS)))
