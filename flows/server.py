"""The project's own Prefect server: started when it is needed, found again, ended when asked.

Nothing here imports Prefect, so that asking costs milliseconds.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TypeAlias

from flows.database import place_database, prefect_version
from flows.listening import LISTENING, TAKEN
from flows.processes import ProcessId, end, identify_process, is_alive, start_beside, start_detached
from flows.settings import COMMAND, HOST, point_at, server_environment, users_api_url
from pipeline.errors import OrchestrationError
from pipeline.locks import held
from pipeline.show import Show

_Launch: TypeAlias = Callable[..., subprocess.Popen[bytes]]

FIRST_PORT = 4200
PORTS = 100
ASK_LIMIT_S = 5.0
DEAF_S = 30.0
"""A server that lives and has not answered for so long is not busy, but deaf."""
START_LIMIT_S = 180.0
POLL_S = 0.05
STOP_PATIENCE_S = 12.0
LOG_LIMIT_BYTES = 2_000_000


@dataclass(frozen=True, slots=True)
class ServerInfo:
    """A Prefect server, as far as this machine can tell."""

    api_url: str
    own: bool
    """Whether it is the project's own, and not one the user runs."""
    healthy: bool
    version: str = ""
    """Empty when it does not answer."""
    process: ProcessId | None = None
    """None for a server of the user's own."""
    started_now: bool = False
    """Whether it was this call that started it."""
    home: Path | None = None

    @property
    def ui_url(self) -> str:
        """Address of the UI."""
        return self.api_url.removesuffix("/api")

    @property
    def log(self) -> Path | None:
        """File the project's own server writes to."""
        return self.home / "server.log" if self.home else None


def server_home(show: Show) -> Path:
    """Return the folder of the project's own server: database, log, leases."""
    return show.state / "prefect"


def ensure_server(show: Show, *, beside: bool = False) -> ServerInfo:
    """Find a Prefect server, or start the project's own, and point this process at it.

    The user's own server goes first (``PREFECT_API_URL``, ``prefect.toml``, the active profile).
    Must be called before Prefect is imported.

    Args:
        show: Whose server it is; each show has one, under ``.essaycast/prefect``.
        beside: Whether a server that has to be started is to belong to this process's group,
            and not to outlive it.

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
    found = _running(home)
    if found is None:
        found = _start_once(home, start_beside if beside else start_detached)
    point_at(found.api_url, home)
    return found


def server_status(show: Show) -> ServerInfo:
    """Return which server runs of this show would go to, without starting any."""
    url = users_api_url(os.environ)
    if url and not _is_own(show, url):
        version = _ask(url, "/admin/version")
        return ServerInfo(url, own=False, healthy=version is not None, version=str(version or ""))
    home = server_home(show)
    note = _read_note(home)
    return _running(home) or ServerInfo(
        _url(note["port"]) if note else _url(FIRST_PORT), own=True, healthy=False, home=home
    )


def stop_server(show: Show) -> bool:
    """End the project's own server of this show; never another process that took its number.

    Returns:
        Whether it ran.
    """
    home = server_home(show)
    with held(home / "server.lock", patience_s=START_LIMIT_S):
        return _stop(home)


def open_port(first: int = FIRST_PORT) -> int:
    """Return a port of the loopback address nobody listens at, *first* if possible.

    Raises:
        OrchestrationError: A hundred in a row are taken.
    """
    for port in range(first, first + PORTS):
        if _is_free(port):
            return port
    raise OrchestrationError(
        f"no free port between {first} and {first + PORTS - 1} on {HOST}",
        mend="End what listens there",
    )


def _is_free(port: int) -> bool:
    with contextlib.closing(socket.socket(socket.AF_INET, socket.SOCK_STREAM)) as probe:
        if sys.platform != "win32":  # there it would allow two listeners at one port
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def _url(port: int) -> str:
    return f"http://{HOST}:{port}/api"


def _is_own(show: Show, url: str) -> bool:
    """Whether *url* is our own server's, passed on to a process we started."""
    return os.environ.get("PREFECT_HOME") == str(server_home(show)) and url.startswith(
        f"http://{HOST}:"
    )


def _users_server(url: str) -> ServerInfo:
    version = _ask(url, "/admin/version") if url.startswith(f"http://{HOST}") else None
    if version is None and not _answers(url):
        raise OrchestrationError(
            "the Prefect server you chose does not answer",
            where=url,
            mend="Start it, or unset PREFECT_API_URL to let essaycast run its own",
        )
    point_at(url)
    return ServerInfo(url, own=False, healthy=True, version=str(version or ""))


def _answers(url: str) -> bool:
    """Ask as Prefect would, with the user's own proxy, certificates and so on."""
    import httpx  # noqa: PLC0415 - only servers elsewhere need it

    try:
        return httpx.get(f"{url}/health", timeout=10).status_code < 500
    except httpx.HTTPError:
        return False


def _ask(api_url: str, path: str) -> object:
    """Return what a server on this machine says at *path*, or None when it says nothing."""
    host, _, rest = api_url.removeprefix("http://").partition("/")
    connection = http.client.HTTPConnection(host, timeout=ASK_LIMIT_S)
    try:
        connection.request("GET", f"/{rest}{path}")
        response = connection.getresponse()
        return json.loads(response.read(2_000_000)) if response.status == 200 else None
    except (OSError, ValueError, http.client.HTTPException):
        return None
    finally:
        connection.close()


def _running(home: Path) -> ServerInfo | None:
    """Return our server if it answers, is ours, and is of the installed version."""
    note = _read_note(home)
    if note is None:
        return None
    process = ProcessId(note["pid"], note["started_s"])
    url = _url(note["port"])
    if not is_alive(process) or not _answers_for(url, home):
        return None
    version = _ask(url, "/admin/version")
    if version != prefect_version():
        return None
    return ServerInfo(url, own=True, healthy=True, version=version, process=process, home=home)


def _start_once(home: Path, launch: _Launch) -> ServerInfo:
    """Start our server, unless somebody else does at this moment."""
    try:
        home.mkdir(parents=True, exist_ok=True)
        with held(home / "server.lock", patience_s=START_LIMIT_S) as mine:
            if not mine:
                raise OrchestrationError(
                    "another process has been starting the Prefect server for "
                    f"{START_LIMIT_S:.0f} s",
                    where=str(home),
                    mend="End it, then try again",
                )
            _await_answer(home)
            return _running(home) or _start(home, launch)
    except OSError as error:
        raise OrchestrationError(
            f"the Prefect server's folder cannot be used: {error.strerror}",
            where=str(home),
            mend="Make it writable",
        ) from error


def _await_answer(home: Path) -> None:
    """Give a server that lives the time to answer: a busy machine makes it slow, not dead."""
    note = _read_note(home)
    for _ in _ticks(time.monotonic() + DEAF_S):
        if note is None or not is_alive(ProcessId(note["pid"], note["started_s"])):
            return
        if _answers_for(_url(note["port"]), home):
            return


def _start(home: Path, launch: _Launch) -> ServerInfo:
    _stop(home)  # ours, but of another version, or deaf
    note = _read_note(home)
    port = open_port(note["port"] if note else FIRST_PORT)
    ready = place_database(home)
    environment = server_environment(home, port, _clean_environment(), ready=ready)
    log = home / "server.log"
    if log.exists() and log.stat().st_size > LOG_LIMIT_BYTES:
        log.replace(log.with_suffix(".log.1"))
    server = launch(_argv(port), environment=environment, folder=home, log=log)
    process = identify_process(server.pid)
    if process is not None:
        _write_note(home, process, port)
    if _port_was_taken(server, home):
        return _start(home, launch)  # by another show's server, at the same moment
    point_at(_url(port), home)
    with contextlib.suppress(ImportError):
        import prefect.main  # noqa: F401, PLC0415 - as long as the server's own start: meanwhile
    _await_health(server, _url(port), home)
    version = prefect_version()
    return ServerInfo(
        _url(port),
        own=True,
        healthy=True,
        version=version,
        process=process,
        started_now=True,
        home=home,
    )


def _port_was_taken(server: subprocess.Popen[bytes], home: Path) -> bool:
    """Wait until *server* says that it has its port, and return whether somebody else has.

    It must be known before Prefect is imported here, which happens once and for one address.
    """
    said = home / LISTENING
    for _ in _ticks(time.monotonic() + START_LIMIT_S):
        if server.poll() is not None:
            break
        with contextlib.suppress(OSError):
            if said.read_text(encoding="utf-8") == str(server.pid):
                return False
    return server.poll() == TAKEN


def _clean_environment() -> Mapping[str, str]:
    """Return our environment without what belongs to a run we may be part of."""
    return {name: v for name, v in os.environ.items() if not name.startswith("PREFECT__")}


def _argv(port: int) -> list[str]:
    return [sys.executable, "-m", "flows.listening", str(port)]


def _answers_for(url: str, home: Path) -> bool:
    """Whether the server at *url* is well, and that of *home* and not of another show."""
    settings = _ask(url, "/admin/settings") if _ask(url, "/health") is True else None
    return isinstance(settings, dict) and settings.get("home") == str(home)


def _await_health(server: subprocess.Popen[bytes], url: str, home: Path) -> None:
    log = home / "server.log"
    until = time.monotonic() + START_LIMIT_S
    for _ in _ticks(until):
        if server.poll() is not None:
            raise OrchestrationError(
                f"the Prefect server ended at once, with status {server.returncode}: {_tail(log)}",
                where=str(log),
                mend="Read that file; 'essaycast doctor' checks the versions it needs",
            )
        if _answers_for(url, home):
            return
    raise OrchestrationError(
        f"the Prefect server did not answer within {START_LIMIT_S:.0f} s",
        where=str(log),
        mend="Read that file, and try again once the machine is less busy",
    )


def _ticks(until: float) -> Iterator[None]:
    while time.monotonic() < until:
        yield
        time.sleep(POLL_S)


def _tail(log: Path) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    return lines[-1][:300] if lines else "it said nothing"


def _stop(home: Path) -> bool:
    note = _read_note(home)
    return note is not None and end(
        ProcessId(note["pid"], note["started_s"]), patience_s=STOP_PATIENCE_S
    )


def _read_note(home: Path) -> dict[str, Any] | None:
    """Return what the last start wrote down; the port stays, so that links in reports hold."""
    try:
        note = json.loads((home / "server.json").read_text(encoding="utf-8"))
        return {
            "pid": int(note["pid"]),
            "started_s": float(note["started_s"]),
            "port": int(note["port"]),
        }
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _write_note(home: Path, process: ProcessId, port: int) -> None:
    aside = home / f"server.json.{os.getpid()}"
    aside.write_text(json.dumps(asdict(process) | {"port": port}), encoding="utf-8")
    aside.replace(home / "server.json")
