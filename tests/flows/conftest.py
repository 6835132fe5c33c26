"""One Prefect server for the whole session, started only when a test asks for it."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.server.asking import ServerInfo
from flows.server.own import ensure_server, stop_server
from pipeline.settings.show import Show


@pytest.fixture(scope="session")
def served(tmp_path_factory) -> Iterator[ServerInfo]:
    """The project's own server, started the way the command starts it, from the template."""
    for name in [name for name in os.environ if name.startswith("PREFECT_")]:
        del os.environ[name]
    root: Path = tmp_path_factory.mktemp("served")
    show = Show(root=root)
    os.environ["PREFECT_HOME"] = str(root / "nobodys")  # no profile of whoever runs the tests
    try:
        yield ensure_server(show)
    finally:
        for handler in logging.getLogger("prefect.flow_runs").handlers:
            handler.flush()  # what is logged is sent later, and to nobody once it has ended
        stop_server(show)


@pytest.fixture
def show(tmp_path) -> Show:
    """A show in a folder of its own."""
    return Show(root=tmp_path)
