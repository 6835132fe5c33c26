"""The project's own server started, once whoever asks for it at the same moment, and ended."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

from flows.loopback import FIRST_PORT, open_port
from flows.process_identity import end, identify_process
from flows.server.asking import ALIVE, ServerInfo, answers_for, running_server
from flows.server.database import place_database, prefect_version
from flows.server.listening import LISTENING, TAKEN
from flows.server.settings import point_at, server_environment
from flows.server.state_file import ServerNote, api_url, read_note, write_note
from pipeline.errors import OrchestrationError
from pipeline.tools.locks import held, is_held
from pipeline.tools.private_folders import private_folder

Launch: TypeAlias = Callable[..., subprocess.Popen[bytes]]

DEAF_S = 30.0
"""A server that lives and has not answered for so long is not busy, but deaf."""
START_LIMIT_S = 180.0
POLL_S = 0.05
STOP_PATIENCE_S = 12.0
LOG_LIMIT_BYTES = 2_000_000


def start_once(home: Path, launch: Launch, patience_s: float = START_LIMIT_S) -> ServerInfo:
    """Start our server, unless somebody else does at this moment.

    Args:
        home: Its folder; the caller has found no server of it that answers.
        launch: How to start a process: with this one's group, or to outlive it.
        patience_s: How long to wait for it in all. One that is not up by then goes on starting.

    Raises:
        OrchestrationError: It could not be started, or not in that time.
    """
    until = time.monotonic() + patience_s
    try:
        private_folder(home)
        with held(home / "server.lock", patience_s=patience_s) as mine:
            if not mine:
                raise OrchestrationError(
                    f"another process has been starting the Prefect server for {patience_s:.0f} s",
                    where=str(home),
                    mend="End it, then try again",
                )
            _await_answer(home, until)
            if found := running_server(home):
                return found
            if time.monotonic() >= until:
                raise _silent(home)
            return _start(home, launch, until)
    except OSError as error:
        raise OrchestrationError(
            f"the Prefect server's folder cannot be used: {error.strerror}",
            where=str(home),
            mend="Make it writable",
        ) from error


def stop(home: Path) -> bool:
    """End the server of the folder *home*, whose lock the caller holds, and tell whether it ran."""
    note = read_note(home)
    return note is not None and end(note.process, patience_s=STOP_PATIENCE_S)


def _await_answer(home: Path, until: float) -> None:
    """Give a server that lives the time to answer: a busy machine makes it slow, not dead."""
    note = read_note(home)
    for _ in _ticks(min(until, time.monotonic() + DEAF_S)):
        if note is None or not is_held(home / ALIVE) or answers_for(note.url, home):
            return


def _start(home: Path, launch: Launch, until: float) -> ServerInfo:
    stop(home)  # ours, but of another version, or deaf
    if is_held(home / ALIVE):
        raise OrchestrationError(
            "its Prefect server runs where it cannot be reached from here, in another container "
            "perhaps; two servers would spoil its database",
            where=str(home),
            mend="Stop it there, or set PREFECT_API_URL to an address of it that can be reached",
        )
    note = read_note(home)
    port = open_port(note.port if note else FIRST_PORT)
    url = api_url(port)
    ready = place_database(home)
    environment = server_environment(home, port, _clean_environment(), ready=ready)
    log = home / "server.log"
    if log.exists() and log.stat().st_size > LOG_LIMIT_BYTES:
        log.replace(log.with_suffix(".log.1"))
    server = launch(_argv(port), environment=environment, folder=home, log=log)
    process = identify_process(server.pid)
    if process is not None:
        write_note(home, ServerNote(process, port))
    if _port_was_taken(server, home, until):
        return _start(home, launch, until)  # by another show's server, at the same moment
    point_at(url, home)
    with contextlib.suppress(ImportError):
        import prefect.main  # noqa: F401, PLC0415 - as long as the server's own start: meanwhile
    _await_health(server, url, home, until)
    version = prefect_version()
    return ServerInfo(
        url,
        own=True,
        healthy=True,
        version=version,
        process=process,
        started_now=True,
        home=home,
    )


def _port_was_taken(server: subprocess.Popen[bytes], home: Path, until: float) -> bool:
    """Wait until *server* says that it has its port, and return whether somebody else has.

    It must be known before Prefect is imported here, which happens once and for one address.
    """
    announced = home / LISTENING
    for _ in _ticks(until):
        if server.poll() is not None:
            break
        with contextlib.suppress(OSError):
            if announced.read_text(encoding="utf-8") == str(server.pid):
                return False
    return server.poll() == TAKEN


def _clean_environment() -> Mapping[str, str]:
    """Return our environment without what belongs to a run we may be part of."""
    return {name: v for name, v in os.environ.items() if not name.startswith("PREFECT__")}


def _argv(port: int) -> list[str]:
    return [sys.executable, "-m", "flows.server.listening", str(port)]


def _await_health(server: subprocess.Popen[bytes], url: str, home: Path, until: float) -> None:
    log = home / "server.log"
    for _ in _ticks(until):
        if server.poll() is not None:
            raise OrchestrationError(
                f"the Prefect server ended at once, with status {server.returncode}: {_tail(log)}",
                where=str(log),
                mend="Read that file; 'essaycast doctor' checks the versions it needs",
            )
        if answers_for(url, home):
            return
    raise _silent(home)


def _silent(home: Path) -> OrchestrationError:
    return OrchestrationError(
        "the Prefect server does not answer in time",
        where=str(home / "server.log"),
        mend="Read that file; try again once the machine is less busy, after "
        "'essaycast server stop --force' if that does not help",
    )


def _ticks(until: float) -> Iterator[None]:
    while time.monotonic() < until:
        yield
        time.sleep(POLL_S)


def _tail(log: Path) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    return lines[-1][:300] if lines else "it said nothing"
