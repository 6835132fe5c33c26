"""The studio's defences: it answers this machine's browser alone, and only its own pages."""

from __future__ import annotations

import hmac

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from flows.loopback import HOSTS

TOKEN_HEADER = "x-studio-token"  # noqa: S105 - the header's name
LARGEST_BODY = 64_000_000
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "media-src 'self' blob:; connect-src 'self'; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "microphone=(self), camera=(), geolocation=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_STALE = "The studio was started again since this page was loaded. Load it again."
_ELSEWHERE = "Pages of the studio only."


class Defended:
    """Adds the headers to all answers, and refuses what another page asks.

    Args:
        app: The application around which this stands.
        token: What every request that changes something must carry.
    """

    def __init__(self, app: ASGIApp, token: str) -> None:
        self._app = app
        self._token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or refuse it."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        if scope["type"] not in {"http", "lifespan"}:
            return  # no sockets here
        if scope["type"] == "http" and (refusal := self._refusal(scope)):
            await JSONResponse({"error": refusal}, 403)(scope, receive, send_with_headers)
            return
        await self._app(scope, receive, send_with_headers)

    def _refusal(self, scope: Scope) -> str:
        """Return why the request is refused, empty when it is not."""
        headers = Headers(scope=scope)
        port = headers.get("host", "").rpartition(":")[2]
        own = {f"http://{name}:{port}" for name in HOSTS}
        if any(origin not in own for origin in headers.getlist("origin")):
            return _ELSEWHERE
        if headers.get("sec-fetch-site", "none") not in {"none", "same-origin"} and (
            headers.get("sec-fetch-mode") != "navigate" or scope["method"] != "GET"
        ):
            return _ELSEWHERE
        if scope["method"] in {"GET", "HEAD"}:
            return ""
        given = headers.get(TOKEN_HEADER, "").encode()
        if not hmac.compare_digest(given, self._token.encode()):
            return _STALE
        length = headers.get("content-length", "")
        if not length.isdecimal() or int(length) > LARGEST_BODY:
            return f"No more than {LARGEST_BODY:,} bytes at a time."
        return ""


def defended(app: ASGIApp, token: str) -> ASGIApp:
    """Return *app* behind the Host check, the Origin check, the token and the policy."""
    return TrustedHostMiddleware(Defended(app, token), allowed_hosts=list(HOSTS))
