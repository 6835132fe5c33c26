"""Formats of the finished file, one row each, and the loudness presets."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.settings.sound_settings import Audio


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file."""

    suffix: str
    mime_type: str
    codec: str
    muxer: str
    overshoot_db: tuple[tuple[int, float], ...]
    """Bitrate in kb/s up to which encoding raises true peaks by about so many dB; measured on
    speech limited to −1 dBTP."""
    options: tuple[str, ...] = ()
    """What the encoder is told besides rate and bitrate."""


_AAC_OPTIONS = ("-aac_coder", "fast", "-aac_tns", "0", "-aac_pns", "0")
"""On speech at 96 kb/s ffmpeg's defaults leave 29 dB between signal and error up to 1 kHz and throw
single peaks up by 4 dB; with its fast search, and without shaping or replacing noise, it is 46 dB,
peaks rise by 0.1 dB, and it takes half the time. At 64 kb/s the gap is as wide."""

FORMATS = {
    "mp3": Format(
        ".mp3", "audio/mpeg", "libmp3lame", "mp3",
        ((40, 1.4), (64, 0.9), (80, 0.6), (320, 0.1)),
    ),
    "m4b": Format(
        ".m4b", "audio/mp4", "aac", "ipod", ((64, 0.3), (320, 0.2)), _AAC_OPTIONS,
    ),
    "m4a": Format(
        ".m4a", "audio/mp4", "aac", "ipod", ((64, 0.3), (320, 0.2)), _AAC_OPTIONS,
    ),
    "opus": Format(
        ".opus", "audio/ogg", "libopus", "opus", ((48, 1.2), (96, 0.8), (320, 0.5)),
    ),
}  # fmt: skip

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


def target_of(audio: Audio) -> tuple[float, float]:
    """Return the loudness in LUFS and the highest true peak in dBTP that *audio* asks for."""
    loudness, peak = PRESETS[audio.preset]
    return (
        loudness if audio.loudness_lufs is None else audio.loudness_lufs,
        peak if audio.true_peak_dbtp is None else audio.true_peak_dbtp,
    )


def output_rate_hz(audio: Audio) -> int:
    """Return the rate of the finished sound: Opus has one of its own, RFC 7845 clause 5.1."""
    return 48_000 if audio.format == "opus" else audio.rate_hz


def overshoot_db(audio: Audio) -> float:
    """Return how far the encoder is expected to raise true peaks."""
    rows = FORMATS[audio.format].overshoot_db
    return next(db for kbps, db in rows if audio.bitrate_kbps <= kbps)
