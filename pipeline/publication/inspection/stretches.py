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
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

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
_UNHEARD = float("-inf")
_Stretch: TypeAlias = tuple[memoryview, int]
"""Bytes, and how many frames they are."""


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
    identity = ffmpeg_identity(ffmpeg)
    said = listened(_argv(ffmpeg, f"file:{path}", "-c", "copy", level="debug"))
    if said is None or complaints_in(said[1]):
        return None
    listed = _listed(said[0])
    pads = _PAD.search(said[1])
    content = path.read_bytes()
    if listed is None or not pads or sum(listed.sizes) > len(content):
        return None
    frames = memoryview(content)[len(content) - sum(listed.sizes) :]
    delay, padding = (int(pad) for pad in pads.groups())
    rest = max(0, padding - _DECODER_DELAY)
    where = [0] + [len(listed.sizes) - 1] * (rest > 0)
    if listed.trimmed != where or not _are(frames, listed):
        return None
    stretches = [(part, n, _key(identity, part)) for part, n in stretches_of(frames, listed)]
    unheard = [stretch for stretch in stretches if store.get(stretch[2]) is None]
    shares = _shared_out([(part, n) for part, n, _ in unheard], n_workers(machine))
    if not all(each(lambda share: _decode(ffmpeg, share, listed), shares, machine)):
        return None
    for _, _, key in unheard:
        store.put(key, b"heard")
    return Heard(
        n_samples=len(listed.sizes) * listed.samples - delay - _DECODER_DELAY - rest,
        rate_hz=listed.rate_hz,
        loudness_lufs=_UNHEARD,
        true_peak_dbtp=_UNHEARD,
        chapters_ms=chapters_in(said[1]),
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


def stretches_of(frames: memoryview, listed: Listed) -> Iterator[_Stretch]:
    """Yield the bytes of each stretch of *frames* and how many of them it holds."""
    begin = end = n_frames = 0
    for size, checksum in zip(listed.sizes, listed.checksums, strict=True):
        end += size
        n_frames += 1
        if n_frames == MOST or (n_frames >= LEAST and not checksum & _CUT):
            yield frames[begin:end], n_frames
            begin, n_frames = end, 0
    if n_frames:
        yield frames[begin:end], n_frames


def _listed(lines: str) -> Listed | None:
    """Return the frames that ``framecrc`` tells of; None where they are not all of one length."""
    rate, unit = _RATE.search(lines), _UNIT.search(lines)
    fields = [line.split(",", 6) for line in lines.splitlines() if line.startswith("0,")]
    lengths = {field[3] for field in fields}
    if not rate or not unit or len(lengths) != 1:
        return None
    rate_hz = int(rate[1])
    samples = int(lengths.pop()) * rate_hz // int(unit[1])
    return Listed(
        sizes=[int(field[4]) for field in fields],
        checksums=[int(field[5], 16) for field in fields],
        samples=samples,
        rate_hz=rate_hz,
        trimmed=[number for number, field in enumerate(fields) if "Skip Samples" in field[-1]],
    )


def _are(frames: memoryview, listed: Listed) -> bool:
    """Tell whether *frames* are, one after the other, those that the demuxer found."""
    at = 0
    for size, checksum in zip(listed.sizes, listed.checksums, strict=True):
        if zlib.adler32(frames[at : at + size], 0) != checksum:
            return False
        at += size
    return True


def _shared_out(stretches: Sequence[_Stretch], n_workers: int) -> list[Sequence[_Stretch]]:
    """Share out *stretches* in their order, about as many frames to each worker, and no few."""
    n_frames = sum(n for _, n in stretches)
    n_shares = max(1, min(n_workers, n_frames // MOST))
    shares: list[list[_Stretch]] = [[] for _ in range(n_shares)]
    at = 0
    for stretch in stretches:
        shares[at * n_shares // n_frames].append(stretch)
        at += stretch[1]
    return [share for share in shares if share]


def _decode(ffmpeg: Path, stretches: Sequence[_Stretch], listed: Listed) -> bool:
    """Decode *stretches*, one behind the other; tell whether all samples come, in silence."""
    filters = "aformat=sample_fmts=s16,asetnsamples=n=480000:p=0"
    argv = _argv(ffmpeg, "pipe:0", "-af", filters, "-c:a", "pcm_s16le", level="info")
    said = listened(argv, b"".join(part for part, _ in stretches))
    if said is None or complaints_in(said[1]):
        return False
    n_samples = sum(int(row.split(",")[3]) for row in said[0].splitlines() if row[:2] == "0,")
    return n_samples == sum(n for _, n in stretches) * listed.samples


def _argv(ffmpeg: Path, source: str, *what: str, level: str) -> list[str]:
    """Return the arguments that do *what* with the MP3 *source* and list the packets of it."""
    return [
        *(str(ffmpeg), "-hide_banner", "-nostats", "-loglevel", f"level+{level}"),
        *("-f", "mp3", "-i", source, "-map", "0:a:0", *what),
        *("-flush_packets", "0", "-f", "framecrc", "pipe:1"),
    ]


def _key(identity: str, content: bytes | memoryview) -> str:
    digest = hashlib.sha256(f"stretches-1 {identity} ".encode())
    digest.update(content)
    return f"heard/{digest.hexdigest()}"
