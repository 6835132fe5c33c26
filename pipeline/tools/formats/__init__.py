"""Formats of the finished file, one row each, and the loudness presets."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from pipeline.settings.sound_settings import Audio
from pipeline.tools.formats.format_row import Card, ChapterMark, FileTags, Format
from pipeline.tools.formats.id3 import MP3
from pipeline.tools.formats.mp4 import FILM, M4A, M4B
from pipeline.tools.formats.vorbis import OPUS

__all__ = [
    "FORMATS",
    "PRESETS",
    "Card",
    "ChapterMark",
    "FileTags",
    "Format",
    "label_of",
    "output_rate_hz",
    "overshoot_db",
    "row_of",
    "target_of",
]


FORMATS: Mapping[str, Format] = MappingProxyType(
    {row.name: row for row in (MP3, M4B, M4A, OPUS, FILM)}
)
"""``audio.format`` → its row. Another format is one module of this package and one name here."""

PRESETS = {
    "apple": (-16.0, -1.0),
    "spotify": (-14.0, -1.0),
    "ebu-r128": (-23.0, -1.0),
    # ACX asks for −23 to −18 dB RMS and −3 dB peak. RMS counts the pauses that the gate of
    # BS.1770 leaves out: essays at −20 LUFS measure −21 to −22 dB RMS, the middle of the range.
    "acx": (-20.0, -3.0),
    "custom": (-16.0, -1.0),
}
"""Preset → loudness in LUFS and true peak in dBTP."""


_SIZE = re.compile(r"-(\d+)x(\d+)\.\w+$")
"""At the end of a film's name, where an episode has several."""


def target_of(audio: Audio) -> tuple[float, float]:
    """Return the loudness in LUFS and the highest true peak in dBTP that *audio* asks for."""
    loudness, peak = PRESETS[audio.preset]
    return (
        loudness if audio.loudness_lufs is None else audio.loudness_lufs,
        peak if audio.true_peak_dbtp is None else audio.true_peak_dbtp,
    )


def output_rate_hz(audio: Audio) -> int:
    """Return the rate of the finished sound in hertz."""
    return FORMATS[audio.format].rate_hz or audio.rate_hz


def overshoot_db(audio: Audio) -> float:
    """Return how far the encoder is expected to raise true peaks."""
    rows = FORMATS[audio.format].overshoot_db
    return next(db for kbps, db in rows if audio.bitrate_kbps <= kbps)


def row_of(name: str) -> Format:
    """Return the format of the file *name*, by its ending.

    Raises:
        KeyError: It is of no format there is.
    """
    return FORMATS[name.rpartition(".")[2]]


def label_of(name: str) -> str:
    """Return what pages call the format of the file *name*."""
    size = _SIZE.search(name)
    return f"{row_of(name).label}, {size[1]} × {size[2]}" if size else row_of(name).label
