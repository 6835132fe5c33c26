"""The project's own Prefect server: started when it is needed, found again, ended when asked.

Nothing here imports Prefect, so that asking costs milliseconds.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from flows.loopback import FIRST_PORT, HOST
from flows.process_identity import identify_process, start_beside, start_detached
from flows.run_locks import living_runs
from flows.server.asking import ServerInfo, answers, answers_for, ask, running_server
from flows.server.settings import COMMAND, point_at, users_api_url
from flows.server.starting import START_LIMIT_S, start_once, stop
from flows.server.state_file import api_url, forget_host, host_of, note_host, read_note
from pipeline.errors import OrchestrationError
from pipeline.tools.locks import held
from pipeline.tools.private_folders import private_folder

if TYPE_CHECKING:
    from pipeline.settings.show import Show


def server_home(show: Show) -> Path:
    """Return the folder of the project's own server: database, log, leases.

    It is another show's while that one's ``essaycast serve`` serves this show, too.
    """
    own = _own_home(show)
    return host_of(own) or own


def _own_home(show: Show) -> Path:
    return show.state / "prefect"


@contextlib.contextmanager
def lodged_with(host: Show, guests: Sequence[Show]) -> Iterator[None]:
    """Let runs of *guests* go to the server of *host* while the block runs.

    Must be begun before Prefect is imported. A server of a guest's own that nobody uses is ended.
    """
    process = identify_process(os.getpid())
    for guest in guests:
        home = private_folder(_own_home(guest))
        if not living_runs(home):
            stop_server(guest)
        if process is not None:
            note_host(home, server_home(host), process)
    try:
        yield
    finally:
        for guest in guests:
            forget_host(_own_home(guest))


def ensure_server(
    show: Show, *, beside: bool = False, patience_s: float = START_LIMIT_S
) -> ServerInfo:
    """Find a Prefect server, or start the project's own, and point this process at it.

    The user's own server goes first (``PREFECT_API_URL``, ``prefect.toml``, the active profile).
    Must be called before Prefect is imported.

    Args:
        show: Whose server it is; each show has one, under ``.essaycast/prefect``.
        beside: Whether a server that has to be started is to belong to this process's group,
            and not to outlive it.
        patience_s: How long to wait for a server that has to be started.

    Returns:
        A server that answers.

    Raises:
        OrchestrationError: The user's own server does not answer, or ours could not be started.
    """
    if not beside and not os.environ.get("ESSAYCAST_DEBUG"):
        os.environ.update({**COMMAND, **os.environ})
    url = users_api_url(os.environ)
    if url and not _is_own(show, url):
        return _users_server(url)
    home = server_home(show)
    found = running_server(home)
    if found is None:
        found = start_once(home, start_beside if beside else start_detached, patience_s)
    point_at(found.api_url, home)
    return found


def server_status(show: Show) -> ServerInfo:
    """Return which server runs of this show would go to, without starting any."""
    url = users_api_url(os.environ)
    if url and not _is_own(show, url):
        version = ask(url, "/admin/version")
        return ServerInfo(url, own=False, healthy=version is not None, version=str(version or ""))
    home = server_home(show)
    note = read_note(home)
    return running_server(home) or ServerInfo(
        note.url if note else api_url(FIRST_PORT), own=True, healthy=False, home=home
    )


def stop_server(show: Show) -> bool:
    """End the project's own server of this show; never another process that took its number.

    Returns:
        Whether it ran.
    """
    home = server_home(show)
    with held(home / "server.lock", patience_s=START_LIMIT_S):
        return stop(home)


def is_reachable() -> bool:
    """Return whether the server that this process was pointed at still answers, if it is ours.

    A server of the user's counts as reachable: Prefect knows how to reach it.
    """
    url, home = os.environ.get("PREFECT_API_URL", ""), os.environ.get("PREFECT_HOME", "")
    if not url.startswith(f"http://{HOST}"):
        return True
    if read_note(Path(home)) is not None:
        return answers_for(url, Path(home))
    return ask(url, "/health") is True


def _is_own(show: Show, url: str) -> bool:
    """Whether *url* is our own server's, passed on to a process we started."""
    return os.environ.get("PREFECT_HOME") == str(server_home(show)) and url.startswith(
        f"http://{HOST}:"
    )


def _users_server(url: str) -> ServerInfo:
    version = ask(url, "/admin/version") if url.startswith(f"http://{HOST}") else None
    if version is None and not answers(url):
        raise OrchestrationError(
            "the Prefect server you chose does not answer",
            where=url,
            mend="Start it, or unset PREFECT_API_URL to let essaycast run its own",
        )
    point_at(url)
    return ServerInfo(url, own=False, healthy=True, version=str(version or ""))
