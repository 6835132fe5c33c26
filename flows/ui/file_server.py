"""The file server for ``output/`` on the loopback address: links in the UI play and seek."""

from __future__ import annotations

from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.staticfiles import StaticFiles

from flows.loopback import HOSTS


def files_app(folder: Path) -> Starlette:
    """Return an application that serves *folder*: read only, byte ranges, no way out of it.

    Args:
        folder: Made if it is not there yet. Links that lead out of it are not followed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    # A page elsewhere whose name is made to mean this machine is refused by the host it asks for.
    app = Starlette(middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=list(HOSTS))])
    app.mount("/", StaticFiles(directory=folder, html=True, follow_symlink=False))
    return app
