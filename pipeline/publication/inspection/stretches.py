"""A file heard stretch by stretch: what was heard of the same bytes before still holds.

The frames of an MP3 without bit reservoir depend on nothing but their own bytes, so a stretch of
them decodes today as it did yesterday. A player's demuxer lists the frames it finds in the whole
file, each with size and checksum; stretches begin where a checksum says so, and not at counted
places, so that an edit leaves all others as they were. Only those are decoded that nobody has heard
yet. Where anything is not as expected, the file is heard whole.
"""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from pipeline.publication.inspection.hearing import (
    Heard,
    chapters_in,
    complaints_in,
    hear,
    listened,
)
from pipeline.settings.running_settings import Machine
from pipeline.tools.cores import each, n_workers
from pipeline.tools.ffmpeg import ffmpeg_identity, ffmpeg_path
from pipeline.tools.store import Store

LEAST, MOST = 512, 4096
"""Frames of a stretch: 13 s to 107 s at 44.1 kHz."""
_CUT = 0x3FF
"""Bits of a frame's checksum that are 0 where a stretch ends: of one frame in 1024."""
_DECODER_DELAY = 529
"""Samples that a decoder of layer III adds to the encoder's own delay."""
_PAD = re.compile(r"\[debug\] pad (\d+) (\d+)$", re.MULTILINE)
_RATE = re.compile(r"^#sample_rate 0: (\d+)$", re.MULTILINE)
_UNIT = re.compile(r"^#tb 0: 1/(\d+)$", re.MULTILINE)
_FRAME = re.compile(r"^0,[^,\n]*,[^,\n]*, *(\d+), *(\d+), *0x([0-9a-f]+)(.*)$", re.MULTILINE)
"""A line of ``framecrc``: duration, size, checksum, and what lies beside the frame."""
_AT_ONCE = 4 * MOST
"""Frames that are given to one decoder: seven minutes. A day of sound is not held in memory."""
_UNHEARD = float("-inf")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some frames of a file, one behind the other."""

    start: int
    """Byte of the file."""
    n_bytes: int
    n_frames: int


def hear_anew(path: Path, sha256: str, machine: Machine, store: Store) -> Heard:
    """Hear *path* as :func:`hear` does without a meter; what was heard before is not decoded.

    Args:
        path: The file.
        sha256: Digest of its bytes.
        machine: Says which ffmpeg listens.
        store: Where it is kept what was heard without a complaint.

    Raises:
        ToolMissingError: There is no ffmpeg, or it does not start.
        StorageError: The store cannot be used.
    """
    ffmpeg = ffmpeg_path(machine)
    key = _key(ffmpeg_identity(ffmpeg), sha256.encode())
    if (kept := store.get(key)) is not None:
        told = json.loads(kept)
        return Heard(told[0], told[1], _UNHEARD, _UNHEARD, tuple(told[2]), ())
    heard = _by_stretches(path, ffmpeg, machine, store) if path.suffix == ".mp3" else None
    if heard is None:
        heard = hear(path, machine, metered=False)
    if heard.rate_hz and not heard.complaints:
        told = (heard.n_samples, heard.rate_hz, heard.chapters_ms)
        store.put(key, json.dumps(told).encode())
    return heard


def _by_stretches(path: Path, ffmpeg: Path, machine: Machine, store: Store) -> Heard | None:
    """Hear the MP3 *path*; None where what is in it does not add up."""
    found = _found(path, ffmpeg)
    if found is None:
        return None
    listed, report = found
    pads = _PAD.search(report)
    start = path.stat().st_size - sum(listed.sizes)
    if not pads or start < 0:
        return None
    delay, padding = (int(pad) for pad in pads.groups())
    rest = max(0, padding - _DECODER_DELAY)
    where = [0] + [len(listed.sizes) - 1] * (rest > 0)
    if listed.trimmed != where:
        return None
    keys = _keys(path, list(stretches_of(listed, start)), listed, ffmpeg_identity(ffmpeg))
    if keys is None:
        return None
    unheard = {key: stretch for key, stretch in keys.items() if store.get(key) is None}
    shares = _shared_out(list(unheard.values()), n_workers(machine))
    if not all(each(lambda share: _decode(ffmpeg, path, share, listed), shares, machine)):
        return None
    for key in unheard:
        store.put(key, b"heard")
    return Heard(
        n_samples=len(listed.sizes) * listed.samples - delay - _DECODER_DELAY - rest,
        rate_hz=listed.rate_hz,
        loudness_lufs=_UNHEARD,
        true_peak_dbtp=_UNHEARD,
        chapters_ms=chapters_in(report),
        complaints=(),
    )


@dataclass(frozen=True, slots=True)
class Listed:
    """The frames that a demuxer found."""

    sizes: Sequence[int]
    """Bytes of each."""
    checksums: Sequence[int]
    """Adler-32 of each, begun at 0."""
    samples: int
    """Samples of every one of them."""
    rate_hz: int
    trimmed: Sequence[int]
    """Which of them a player plays in part: the first and the last, by the Info frame's word."""


def stretches_of(listed: Listed, start: int) -> Iterator[Stretch]:
    """Yield the stretches of the frames of a file, which begin at its byte *start*."""
    n_bytes = n_frames = 0
    for size, checksum in zip(listed.sizes, listed.checksums, strict=True):
        n_bytes += size
        n_frames += 1
        if n_frames == MOST or (n_frames >= LEAST and not checksum & _CUT):
            yield Stretch(start, n_bytes, n_frames)
            start += n_bytes
            n_bytes = n_frames = 0
    if n_frames:
        yield Stretch(start, n_bytes, n_frames)


def _found(path: Path, ffmpeg: Path) -> tuple[Listed, str] | None:
    """Return the frames a demuxer finds in *path*, and what it says; None where it complains."""
    said = listened(_argv(ffmpeg, f"file:{path}", "-c", "copy", level="debug"))
    if said is None or complaints_in(said[1]):
        return None
    listed = _listed(said[0])
    return (listed, said[1]) if listed else None


def _listed(lines: str) -> Listed | None:
    """Return the frames that ``framecrc`` tells of; None where they are not all of one length."""
    rate, unit = _RATE.search(lines), _UNIT.search(lines)
    sizes, checksums, trimmed, lengths = array("L"), array("L"), [], set()
    for number, frame in enumerate(_FRAME.finditer(lines)):  # hours are a million lines
        lengths.add(frame[1])
        sizes.append(int(frame[2]))
        checksums.append(int(frame[3], 16))
        if "Skip Samples" in frame[4]:
            trimmed.append(number)
    if not rate or not unit or len(lengths) != 1:
        return None
    rate_hz = int(rate[1])
    samples = int(lengths.pop()) * rate_hz // int(unit[1])
    return Listed(sizes, checksums, samples, rate_hz, trimmed)


def _keys(
    path: Path, stretches: Sequence[Stretch], listed: Listed, identity: str
) -> dict[str, Stretch] | None:
    """Return *stretches* by the keys of their bytes; None where those are not what was listed."""
    keys = {}
    frames = zip(listed.sizes, listed.checksums, strict=True)
    for stretch in stretches:
        content = _read(path, stretch)
        at = 0
        for size, checksum in islice(frames, stretch.n_frames):
            if zlib.adler32(content[at : at + size], 0) != checksum:
                return None
            at += size
        keys[_key(identity, content)] = stretch
    return keys


def _read(path: Path, stretch: Stretch) -> bytes:
    with path.open("rb") as file:
        file.seek(stretch.start)
        return file.read(stretch.n_bytes)


def _shared_out(stretches: Sequence[Stretch], n_workers: int) -> list[Sequence[Stretch]]:
    """Share out *stretches* in their order, about as many frames to each decoder, and no few."""
    n_frames = sum(stretch.n_frames for stretch in stretches)
    n_shares = max(1, min(n_workers, n_frames // MOST), n_frames // _AT_ONCE)
    shares: list[list[Stretch]] = [[] for _ in range(n_shares)]
    at = 0
    for stretch in stretches:
        shares[at * n_shares // n_frames].append(stretch)
        at += stretch.n_frames
    return [share for share in shares if share]


def _decode(ffmpeg: Path, path: Path, stretches: Sequence[Stretch], listed: Listed) -> bool:
    """Decode *stretches*, one behind the other; tell whether all samples come, in silence."""
    filters = "aformat=sample_fmts=s16,asetnsamples=n=480000:p=0"
    argv = _argv(ffmpeg, "pipe:0", "-af", filters, "-c:a", "pcm_s16le", level="info")
    said = listened(argv, b"".join(_read(path, stretch) for stretch in stretches))
    if said is None or complaints_in(said[1]):
        return False
    n_samples = sum(int(row.split(",")[3]) for row in said[0].splitlines() if row[:2] == "0,")
    return n_samples == sum(stretch.n_frames for stretch in stretches) * listed.samples


def _argv(ffmpeg: Path, source: str, *what: str, level: str) -> list[str]:
    """Return the arguments that do *what* with the MP3 *source* and list the packets of it."""
    return [
        *(str(ffmpeg), "-hide_banner", "-nostats", "-loglevel", f"level+{level}"),
        *("-f", "mp3", "-i", source, "-map", "0:a:0", *what),
        *("-flush_packets", "0", "-f", "framecrc", "pipe:1"),
    ]


def _key(identity: str, content: bytes) -> str:
    digest = hashlib.sha256(f"stretches-1 {identity} ".encode())
    digest.update(content)
    return f"heard/{digest.hexdigest()}"
