"""The Prefect server's application, with one door more closed.

``uvicorn flows.api:create_app --factory`` is the project's own server.
"""

from __future__ import annotations

from prefect.server.api import server
from starlette.middleware.trustedhost import TrustedHostMiddleware

from flows.settings import HOSTS


def create_app() -> TrustedHostMiddleware:
    """Return Prefect's application, answering only to this machine's own names.

    CORS and CSRF tokens stop pages of other origins. A page whose name is made to mean
    127.0.0.1 (DNS rebinding) is of the same origin as far as they can tell, but its requests
    carry its name. Around the application, not in it: automations call it from within by a name
    of their own.
    """
    return TrustedHostMiddleware(server.create_app(), allowed_hosts=list(HOSTS))
