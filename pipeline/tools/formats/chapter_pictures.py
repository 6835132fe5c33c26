"""Pictures of chapters in an MP4: the track of pictures is named beside the track of titles.

A player that knows such tracks shows each picture during its chapter; any other sees sound alone,
for the track is not enabled.

Sources:
    ISO/IEC 14496-12, "Track Reference Box", "Track Header Box"; QuickTime File Format
    Specification, "Chapter Lists".
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

_HEADER = 8
_ENABLED = 1


def refer_to_pictures(path: Path) -> None:
    """Name the video track of the MP4 *path* as pictures of its sound's chapters.

    The index must stand behind the sound, as ffmpeg puts it unless told otherwise: then it may grow
    without a sample moving.

    Raises:
        ValueError: It is no such file.
    """
    with path.open("r+b") as file:
        at, size = _last_box(file, path.stat().st_size)
        file.seek(at)
        moov = file.read(size)
        file.seek(at)
        file.write(_with_pictures(moov))


def _last_box(file: BinaryIO, length: int) -> tuple[int, int]:
    at = 0
    while at + _HEADER <= length:
        file.seek(at)
        size, kind = struct.unpack(">I4s", file.read(_HEADER))
        if size == 1:
            size = struct.unpack(">Q", file.read(8))[0]
        if kind == b"moov" and at + size == length:
            return at, size
        if size < _HEADER:
            break
        at += size
    raise ValueError("its index does not stand at its end")


def _with_pictures(moov: bytes) -> bytes:
    tracks = [box for kind, box in _boxes(moov) if kind == b"trak"]
    pictures = next(box for box in tracks if _handler(box) == b"vide")
    number = _track_id(pictures)
    made = b""
    for kind, box in _boxes(moov):
        if kind == b"trak" and box == pictures:
            made += _disabled(box)
        elif kind == b"trak" and _handler(box) == b"soun":
            made += _naming(box, number)
        else:
            made += box
    return _box(b"moov", made)


def _naming(track: bytes, number: int) -> bytes:
    """Return the sound's track with *number* among those its chapters stand in."""
    made = b""
    for kind, box in _boxes(track):
        if kind == b"tref":
            inner = b"".join(
                _box(b"chap", one[_HEADER:] + struct.pack(">I", number)) if name == b"chap" else one
                for name, one in _boxes(box)
            )
            made += _box(b"tref", inner)
        else:
            made += box
    return _box(b"trak", made)


def _disabled(track: bytes) -> bytes:
    """Return the track of pictures, which no player shows of its own accord, and no chapters of."""
    head = next(box for kind, box in _boxes(track) if kind == b"tkhd")
    flags = struct.unpack(">I", head[8:12])[0] & ~_ENABLED
    changed = head[:8] + struct.pack(">I", flags) + head[12:]
    kept = (changed if box == head else box for kind, box in _boxes(track) if kind != b"tref")
    return _box(b"trak", b"".join(kept))


def _track_id(track: bytes) -> int:
    head = next(box for kind, box in _boxes(track) if kind == b"tkhd")
    at = 28 if head[8] == 1 else 20  # behind two times, of 64 or 32 bits
    number: int = struct.unpack(">I", head[at : at + 4])[0]
    return number


def _handler(track: bytes) -> bytes:
    media = next(box for kind, box in _boxes(track) if kind == b"mdia")
    handler = next(box for kind, box in _boxes(media) if kind == b"hdlr")
    return handler[16:20]


def _boxes(parent: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = _HEADER
    while at + _HEADER <= len(parent):
        size, kind = struct.unpack(">I4s", parent[at : at + _HEADER])
        if size < _HEADER:
            raise ValueError("a box without a size")
        yield kind, parent[at : at + size]
        at += size


def _box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", len(content) + _HEADER, kind) + content
