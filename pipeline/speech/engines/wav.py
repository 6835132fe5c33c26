"""WAV files of other programs, read as speech."""

from __future__ import annotations

import io
import sys
import wave
from array import array

from pipeline.speech.engines.protocol import EngineFailure, Speech

_BYTES_PER_SAMPLE = 2
_LOWEST_HZ, _HIGHEST_HZ = 4_000, 384_000
_LENGTH_UNKNOWN = 0x3FFFFFFF
"""Frames; programs that write to a pipe claim at least this many bytes' worth."""


def read_wav(content: bytes) -> Speech:
    """Return the samples of a WAV file as speech; channels are averaged.

    Raises:
        EngineFailure: It is no whole WAV file of 16-bit samples at a rate of speech.
    """
    try:
        with wave.open(io.BytesIO(content)) as file:
            n_channels, width, rate_hz, n_frames = file.getparams()[:4]
            frames = file.readframes(n_frames)
    except (wave.Error, EOFError) as error:
        raise EngineFailure(f"what came back is no WAV file: {error}") from error
    if width != _BYTES_PER_SAMPLE:
        raise EngineFailure(f"its samples have {8 * width} bits; 16 are needed")
    if not _LOWEST_HZ <= rate_hz <= _HIGHEST_HZ:
        raise EngineFailure(f"its sampling rate is {rate_hz:,} Hz")
    streamed = n_frames >= _LENGTH_UNKNOWN // n_channels // width
    if not streamed and len(frames) != n_frames * n_channels * width:
        raise EngineFailure(f"the WAV file ends after {len(frames)} bytes of samples")
    return Speech(_mono(frames, n_channels), rate_hz)


def _mono(frames: bytes, n_channels: int) -> bytes:
    """Return the mean of all channels."""
    if n_channels == 1:
        return frames
    samples = array("h", frames[: len(frames) - len(frames) % (_BYTES_PER_SAMPLE * n_channels)])
    if sys.byteorder == "big":
        samples.byteswap()
    channels = (samples[channel::n_channels] for channel in range(n_channels))
    mixed = array("h", (sum(frame) // n_channels for frame in zip(*channels, strict=True)))
    if sys.byteorder == "big":
        mixed.byteswap()
    return mixed.tobytes()
