"""The Prefect server's application, with one door more closed.

``uvicorn flows.api:create_app --factory`` is the project's own server.
"""

from __future__ import annotations

from fastapi import FastAPI
from prefect.server.api import server
from starlette.middleware.trustedhost import TrustedHostMiddleware

from flows.settings import HOSTS


def create_app() -> FastAPI:
    """Return Prefect's application, answering only to this machine's own names.

    CORS and CSRF tokens stop pages of other origins. A page whose name is made to mean
    127.0.0.1 (DNS rebinding) is of the same origin as far as they can tell, but its requests
    carry its name.
    """
    app = server.create_app()
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(HOSTS))
    return app
