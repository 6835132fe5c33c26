"""Encoding: the mastered timeline becomes a file, which is measured as players decode it."""

from __future__ import annotations

import hashlib
import math
import os
from pathlib import Path

from mutagen import MutagenError

from pipeline.errors import AudioError, StorageError
from pipeline.settings.running_settings import Machine
from pipeline.settings.sound_settings import Audio
from pipeline.sound.encoding.layer3 import encode_mp3
from pipeline.sound.encoding.whole import encode_whole
from pipeline.tools.formats import FORMATS, Card
from pipeline.tools.store import Store
from pipeline.values.episode import Media
from pipeline.values.sound import Master, Measured, Timeline

TOLERANCE_LU = 0.1
"""How far from the target the decoded file may be."""


def encode(
    timeline: Timeline,
    mastered: Master,
    target: Path,
    store: Store,
    audio: Audio,
    machine: Machine,
    card: Card | None = None,
) -> Media:
    """Encode *timeline* under its tags and measure the decoded file.

    Args:
        timeline: What sounds when.
        mastered: Gain and ceiling.
        target: Where the file is to appear, whole.
        store: Where clips lie and encoded parts are kept.
        audio: Format, rate, bitrate.
        machine: Workers, and which ffmpeg.
        card: What the tags say; None for a file without tags.

    Raises:
        AudioError: The decoded file misses loudness, true peak or length.
        ToolMissingError: There is no ffmpeg.
        StorageError: *target* cannot be written.
    """
    aside = target.with_name(f".{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        row = FORMATS[audio.format]
        if row.in_parts:
            before = row.tags_before(card) if card else b""
            measured, faults = encode_mp3(timeline, mastered, aside, store, audio, machine, before)
        else:
            measured, faults = encode_whole(timeline, mastered, aside, store, audio, machine)
        resampled = row.rate_hz not in {0, timeline.rate_hz}
        check(measured, timeline, mastered, rounding=int(resampled))
        if card:
            row.write_tags(aside, card)
        digest, n_bytes = _digest(aside)
        aside.replace(target)
    except (OSError, MutagenError) as error:
        raise StorageError(
            f"the episode cannot be written: {getattr(error, 'strerror', None) or error}",
            where=str(target),
            mend="Make room on the disk or choose another folder",
        ) from error
    finally:
        aside.unlink(missing_ok=True)
    return Media(
        format=row.name,
        path=target,
        mime_type=row.mime_type,
        n_bytes=n_bytes,
        sha256=digest,
        measured=measured,
        faults=faults,
    )


def check(measured: Measured, timeline: Timeline, mastered: Master, *, rounding: int = 0) -> None:
    """Refuse a file that is not what was meant.

    Args:
        measured: What was measured of the decoded file.
        timeline: Its length.
        mastered: Its loudness and its ceiling.
        rounding: Samples by which a length may be off that was counted at another rate meanwhile.

    Raises:
        AudioError: Length, loudness or true peak are off; with the figures.
    """
    off = measured.loudness_lufs - mastered.target_lufs
    faults = []
    if abs(measured.n_samples - timeline.n_samples) > rounding:
        faults.append(f"{measured.n_samples} samples decoded where {timeline.n_samples} were meant")
    if not math.isfinite(off) or abs(off) > TOLERANCE_LU:
        faults.append(
            f"{measured.loudness_lufs:.2f} LUFS, {abs(off):.2f} LU from {mastered.target_lufs:g}"
        )
    if measured.true_peak_dbtp > mastered.ceiling_dbtp:
        faults.append(
            f"highest level {measured.true_peak_dbtp:.2f} dBTP, above {mastered.ceiling_dbtp:g}"
        )
    if faults:
        raise AudioError(
            f"the encoded episode fails its checks: {'; '.join(faults)}",
            mend="Choose a higher bitrate or a lower loudness target in show.toml",
        )


def _digest(path: Path) -> tuple[str, int]:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest(), os.fstat(file.fileno()).st_size
