"""How a value lies in the store: framed with a digest, so that damage is seen on reading."""

from __future__ import annotations

import hashlib

_MAGIC = b"ECS1"
_DIGEST_BYTES = 32
HEADER_BYTES = len(_MAGIC) + _DIGEST_BYTES


def framed(content: bytes) -> tuple[bytes, bytes]:
    """Return the header that goes before *content*, and *content* itself.

    Two parts rather than one, so that megabytes of samples are not copied to be written.
    """
    return _MAGIC + hashlib.sha256(content).digest(), content


def unframed(frame: bytes) -> bytes | None:
    """Return the content of *frame*; None when it is not what was once written."""
    view = memoryview(frame)
    content = view[HEADER_BYTES:]
    intact = view[:HEADER_BYTES] == _MAGIC + hashlib.sha256(content).digest()
    return bytes(content) if intact else None
