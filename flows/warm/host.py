"""The host: everything imported, a fork ready, and one for each command that asks.

It starts no thread and runs no command itself, so that it can fork for ever. The fork that stands
ready has its engine workers up already; it runs one command and ends as that command would have.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import selectors
import signal
import socket
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from flows.warm.agreement import FOLDER, SOCKET, is_own, meeting_place, take_agreement
from flows.warm.messages import LostError, Message, receive, send
from pipeline.settings.state_folder import STATE_FOLDER
from pipeline.tools.private_folders import private_folder

LOOK_S = 1.0
_PATIENCE_S = 2.0
_PARENTS_DEATH = 1
"""PR_SET_PDEATHSIG of prctl(2)."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A command to be run in this process, a fork of the host."""

    message: Message
    files: list[int]


@dataclass(slots=True)
class _Host:
    agreed: str
    listener: socket.socket
    lock: int
    warm_up: Callable[[], None]
    waker: tuple[socket.socket, socket.socket] = field(default_factory=socket.socketpair)
    ready: tuple[int, socket.socket] | None = None
    """The fork that stands ready: its process, and how to reach it."""
    running: dict[int, socket.socket] = field(default_factory=dict)
    """Process of each command that goes on, and who asked for it."""
    told_to_stop: bool = False
    idle_s: float | None = None
    """How long it waits for a command; None for as long as the one that started it lives."""
    last_asked: float = field(default_factory=time.monotonic)


def only_host(folder: Path, *, waiting: bool = True) -> int:
    """Wait until no other host is for the show in *folder*, and return the lock's descriptor.

    Raises:
        SystemExit: The process that started this one has ended meanwhile, or there is another and
            it is not worth *waiting*.
    """
    place = private_folder(folder / STATE_FOLDER / FOLDER)
    place.chmod(0o700)
    lock = os.open(place / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    parent = os.getppid()
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            if not waiting:
                sys.exit(0)
            time.sleep(LOOK_S)
        else:
            return lock
        if os.getppid() != parent:
            sys.exit(0)


def host(
    folder: Path,
    lock: int,
    agreed: str,
    warm_up: Callable[[], None],
    *,
    idle_s: float | None = None,
) -> Asked | None:
    """Host commands for the show in *folder* until told to stop, or the one that started it ends.

    Args:
        folder: Where ``show.toml`` lies; the current folder.
        lock: From :func:`only_host`.
        agreed: The :func:`~flows.warm.agreement.agreement` of this process.
        warm_up: What the fork that stands ready does while nobody asks anything.
        idle_s: Go on after the end of whoever started it, until nobody has asked anything for so
            many seconds, or somebody has who does not agree; None for neither.

    Returns:
        None when it is over. In a fork of it: the command that the caller has to run.
    """
    place = folder / STATE_FOLDER / FOLDER
    (place / SOCKET).unlink(missing_ok=True)
    listener = socket.socket(socket.AF_UNIX)
    umask = os.umask(0o177)
    with meeting_place(place) as address:
        listener.bind(address)
    os.umask(umask)
    listener.listen()
    here = _Host(agreed, listener, lock, warm_up, idle_s=idle_s)
    try:
        return _go_on(here)
    finally:
        if here.lock:  # and not in a fork, which has let go of it
            (place / SOCKET).unlink(missing_ok=True)
            for pid in [*here.running, *([here.ready[0]] if here.ready else [])]:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGTERM)


def _go_on(here: _Host) -> Asked | None:
    _listen_to_signals(here)
    parent = os.getppid()
    with selectors.DefaultSelector() as selector:
        selector.register(here.listener, selectors.EVENT_READ)
        selector.register(here.waker[0], selectors.EVENT_READ)
        while not here.told_to_stop and _is_wanted(here, parent):
            if here.ready is None and not here.running and (job := _make_ready(here)):
                return job
            for key, _ in selector.select(LOOK_S):
                if key.fileobj is here.listener:
                    if job := _take(here, selector):
                        return job
                elif key.fileobj is here.waker[0]:
                    with suppress(OSError):
                        here.waker[0].recv(64)
                else:
                    _hear_from_client(here, selector, key.data)
            _reap(here, selector)
    return None


def _is_wanted(here: _Host, parent: int) -> bool:
    if here.idle_s is None:
        return os.getppid() == parent
    return bool(here.running) or time.monotonic() < here.last_asked + here.idle_s


def _listen_to_signals(here: _Host) -> None:
    for end in here.waker:
        end.setblocking(False)
    signal.set_wakeup_fd(here.waker[1].fileno(), warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda *_: None)

    def stop(*_: object) -> None:
        here.told_to_stop = True

    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)


def _make_ready(here: _Host, *, at_once: bool = False) -> Asked | None:
    """Fork; in the fork, warm up unless it is needed *at once*, and return what is asked of it."""
    mine, its = socket.socketpair()
    pid = os.fork()
    if pid:
        its.close()
        here.ready = (pid, mine)
        return None
    mine.close()
    _become_a_fork(here)
    if not at_once:
        here.warm_up()
    try:
        message, files = receive(its)
    except LostError:
        sys.exit(0)
    its.close()
    return Asked(message, files)


def _become_a_fork(here: _Host) -> None:
    """Let go of all that is the host's, and end when it does."""
    os.setsid()  # what the terminal sends is for the command that asked
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PARENTS_DEATH, signal.SIGTERM)
    signal.set_wakeup_fd(-1)
    for number in (signal.SIGCHLD, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # in order: its workers end with it
    os.close(here.lock)
    here.lock = 0
    for open_socket in (here.listener, *here.waker, *here.running.values()):
        open_socket.close()
    here.running.clear()
    here.ready = None


def _take(here: _Host, selector: selectors.BaseSelector) -> Asked | None:
    """Take a command on, if whoever asks agrees with this host."""
    client, _ = here.listener.accept()
    files: list[int] = []
    try:
        client.settimeout(_PATIENCE_S)
        message, files = receive(client)
        if not is_own(client) or message.get("agreement") != here.agreed or len(files) < 3:
            here.told_to_stop = here.idle_s is not None and is_own(client)  # for one that agrees
            send(client, {"refused": "it is of another version or user"})
            client.close()
            return None
        here.last_asked = time.monotonic()
        if here.ready is None and (job := _make_ready(here, at_once=True)):
            client.close()
            return job
        assert here.ready is not None
        pid, fork = here.ready
        here.ready = None
        with fork:
            send(fork, message, files)
        send(client, {"accepted": pid})
        client.settimeout(None)
        here.running[pid] = client
        selector.register(client, selectors.EVENT_READ, pid)
    except LostError:
        client.close()
    finally:
        for file in files:
            os.close(file)
    return None


def _hear_from_client(here: _Host, selector: selectors.BaseSelector, pid: int) -> None:
    """Pass a signal on; where whoever asked has gone, tell the command to end."""
    client = here.running[pid]
    try:
        number = int(receive(client)[0].get("signal", signal.SIGTERM))
    except LostError:
        number = signal.SIGTERM
        selector.unregister(client)
    with suppress(ProcessLookupError):
        os.kill(pid, number)


def _reap(here: _Host, selector: selectors.BaseSelector) -> None:
    """Tell those who asked how their commands ended."""
    while True:
        try:
            pid, ended = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if not pid:
            return
        if here.ready and here.ready[0] == pid:
            here.ready[1].close()
            here.ready = None
        client = here.running.pop(pid, None)
        if client is not None:
            with suppress(KeyError, ValueError):
                selector.unregister(client)
            status = os.waitstatus_to_exitcode(ended)
            with suppress(LostError):
                send(client, {"status": status if status >= 0 else 128 - status})
            client.close()


def run(asked: Asked) -> None:
    """Run the command that was *asked*, in this fork, as the process that asked would, and end."""
    message = asked.message
    kept = {k: v for k, v in os.environ.items() if k.startswith(("PREFECT_", "DO_NOT", "NO_PROXY"))}
    os.environ.clear()
    os.environ.update(message["environment"] | kept)
    take_agreement(message["agreement"])
    os.chdir(message["folder"])
    os.umask(message["umask"])
    for number, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
        os.dup2(asked.files[number], number)
        encoding, errors = message["encodings"][number]
        buffered = 1 if os.isatty(number) or name == "stderr" else -1
        stream = open(  # noqa: SIM115 - of the whole process, until it ends
            number, mode, buffering=buffered, encoding=encoding, errors=errors, closefd=False
        )
        setattr(sys, name, stream)
    for file in asked.files:
        os.close(file)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.argv[1:] = message["arguments"]
    from flows.command import main  # noqa: PLC0415 - which imports this package

    main(message["arguments"])
