"""A command handed over to a host that is warm, from the side of the command."""

from __future__ import annotations

import os
import signal
import socket
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

from flows.warm.agreement import AVAILABLE, FOLDER, SOCKET, is_own, meeting_place, own_agreement
from flows.warm.messages import LostError, Message, receive, send
from pipeline.settings.state_folder import STATE_FOLDER

HANDED = frozenset((
    "produce", "make", "nightly", "verify", "check", "feed", "script", "spoken", "affected",
))  # fmt: skip
"""Commands that a host runs for others."""
_ANSWER_S = 2.0
"""A host that has not answered by then is busy with something else."""
_FORWARDED = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM") if hasattr(signal, name))


def handed_over(arguments: Sequence[str]) -> int | None:
    """Have a host run the command line *arguments*, and return its exit status.

    Returns:
        None where no host of this show takes it, or it ended before the command did: then the
        command has to be run here. What was spoken by then is kept.
    """
    if not AVAILABLE or not arguments or arguments[0] not in HANDED or "--debug" in arguments:
        return None
    folder = _show_folder(arguments) / STATE_FOLDER / FOLDER
    if not _is_private(folder) or not _has_its_own_files():
        return None
    try:
        with _connected(folder) as host:
            return _run_there(host, arguments)
    except (LostError, OSError):
        return None


def is_there(folder: Path) -> bool:
    """Tell whether a host of this user answers in *folder*."""
    try:
        with _connected(folder):
            return True
    except (LostError, OSError):
        return False


def tell_to_stop(folder: Path) -> None:
    """Tell the host in *folder* to stop, if it is one that was left for the next command."""
    with suppress(LostError, OSError), _connected(folder) as host:
        send(host, {"agreement": "none"}, (0, 1, 2))
        receive(host)


def _show_folder(arguments: Sequence[str]) -> Path:
    """Return the folder of the show that *arguments* are about."""
    for at, argument in enumerate(arguments):
        if argument == "--show" and at + 1 < len(arguments):
            return Path(arguments[at + 1]).parent
        if argument.startswith("--show="):
            return Path(argument.removeprefix("--show=")).parent
    return Path()


def _has_its_own_files() -> bool:
    """Tell whether what this process reads and prints goes through the files it was given."""
    try:
        streams = enumerate((sys.stdin, sys.stdout, sys.stderr))
        return all(stream.fileno() == number for number, stream in streams)
    except (AttributeError, OSError, ValueError):  # closed, or another program's own
        return False


def _is_private(folder: Path) -> bool:
    """Tell whether a socket lies in *folder* that nobody else can have put there."""
    try:
        stats = folder.stat(), (folder / SOCKET).lstat()
    except OSError:
        return False
    return all(stat.st_uid == os.getuid() and not stat.st_mode & 0o077 for stat in stats)


@contextmanager
def _connected(folder: Path) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_UNIX) as host, meeting_place(folder) as address:
        host.settimeout(_ANSWER_S)
        host.connect(address)
        if not is_own(host):
            raise LostError("it is another user's")
        yield host


def _run_there(host: socket.socket, arguments: Sequence[str]) -> int | None:
    """Return the exit status of the command that *host* runs; None if it does not."""
    with _forwarding(host) as forward:
        send(host, _asked(arguments), (0, 1, 2))
        answer, _ = receive(host)
        if "accepted" not in answer:
            return None
        forward.append(host)
        host.settimeout(None)
        try:
            ended, _ = receive(host)
            return int(ended["status"])
        except (LostError, KeyError, ValueError):
            _await_end(int(answer["accepted"]))
            return None


def _asked(arguments: Sequence[str]) -> Message:
    umask = os.umask(0o077)
    os.umask(umask)
    return {
        "agreement": own_agreement(),
        "arguments": list(arguments),
        "folder": str(Path.cwd()),
        "environment": dict(os.environ),
        "umask": umask,
        "encodings": [
            [stream.encoding, stream.errors] for stream in (sys.stdin, sys.stdout, sys.stderr)
        ],
    }


@contextmanager
def _forwarding(host: socket.socket) -> Iterator[list[socket.socket]]:
    """Send signals on to the command where it runs, once the list yielded holds the host.

    Until then they end this process, as ever.
    """
    running: list[socket.socket] = []
    before = {number: signal.getsignal(number) for number in _FORWARDED}

    def forward(number: int, frame: FrameType | None) -> None:
        if not running:
            handler = before[signal.Signals(number)]
            if callable(handler):
                handler(number, frame)
            return
        with suppress(LostError):
            send(host, {"signal": number})

    for number in _FORWARDED:
        signal.signal(number, forward)
    try:
        yield running
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _await_end(pid: int) -> None:
    """Wait until the process *pid* has gone, which ends when its host does."""
    import time  # noqa: PLC0415 - hardly ever

    for _ in range(100):
        try:
            os.kill(pid, 0)
        except OSError:
            return
        time.sleep(0.05)
