"""Messages between a command, a host and its forks: JSON behind its length, files beside it."""

from __future__ import annotations

import json
import socket
import struct
from collections.abc import Sequence
from typing import Any, TypeAlias

Message: TypeAlias = dict[str, Any]
N_FILES = 3
"""Standard input, output and error."""
_LENGTH = struct.Struct("!I")
_MOST_BYTES = 16 << 20


class LostError(Exception):
    """The other end has gone, or says what is no message."""


def send(to: socket.socket, message: Message, files: Sequence[int] = ()) -> None:
    """Send *message*, and the open *files* with it.

    Raises:
        LostError: Nobody takes it.
    """
    content = json.dumps(message).encode()
    try:
        socket.send_fds(to, [_LENGTH.pack(len(content))], list(files))
        to.sendall(content)
    except OSError as error:
        raise LostError(str(error)) from error


def receive(by: socket.socket) -> tuple[Message, list[int]]:
    """Return the next message, and the files that came with it.

    Raises:
        LostError: None came whole.
    """
    try:
        head, files, _, _ = socket.recv_fds(by, _LENGTH.size, N_FILES)
        length = _LENGTH.unpack(head)[0] if len(head) == _LENGTH.size else 0
        content = bytearray()
        while len(content) < min(length, _MOST_BYTES):
            piece = by.recv(length - len(content))
            if not piece:
                break
            content += piece
        message = json.loads(content)
    except (OSError, ValueError) as error:
        raise LostError(str(error)) from error
    if not isinstance(message, dict):
        raise LostError("no message")
    return message, files
