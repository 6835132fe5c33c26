"""Decoding, and measuring what comes out, without ever holding a whole file."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path

import numpy as np

from pipeline.errors import AudioError
from pipeline.ffmpeg import QUIET, ffmpeg_path, pcm_out, stream
from pipeline.formats import output_rate_hz
from pipeline.loudness import CELL, step_energies, summary
from pipeline.measures import Reading, read_span
from pipeline.peaks import highest
from pipeline.show import Show
from pipeline.values.sound import Measured, Pcm

_SPAN_CELLS = 18_000
"""Measured at a time: 40 s, 7 MB."""
_WARM_UP = 96 * CELL
"""Carried over from one span to the next: 0.19 s at 48 kHz, enough for any filter here."""


def decode_mp3(frames: bytes) -> Pcm:
    """Return every sample a decoder gives for bare *frames*, its delay included.

    Raises:
        AudioError: They are no MP3.
    """
    import soundfile  # noqa: PLC0415 - only those who encode pay for it

    try:
        pcm, _ = soundfile.read(io.BytesIO(frames), dtype="float32")
    except soundfile.LibsndfileError as error:
        raise AudioError(f"the encoded frames cannot be decoded: {error.error_string}") from error
    return np.asarray(pcm, np.float32)


def measure_file(path: Path, show: Show) -> Measured:
    """Decode *path* as a player does and measure all of it.

    Args:
        path: A sound file.
        show: Chooses the ffmpeg; the file is measured at its output rate.

    Raises:
        AudioError: It cannot be decoded, or holds nothing.
        ToolMissingError: There is no ffmpeg.
    """
    rate_hz = output_rate_hz(show.audio)
    argv = [
        *(str(ffmpeg_path(show)), *QUIET, "-protocol_whitelist", "file", "-i", f"file:{path}"),
        *("-map", "0:a:0", *pcm_out(rate_hz)),
    ]
    readings = []
    n_samples = 0
    before = np.zeros(0, np.float32)
    for span in stream(argv, n_bytes=4 * CELL * _SPAN_CELLS):
        pcm = np.concatenate((before, np.frombuffer(span, "<f4")))
        skip = len(before)
        n_samples += len(pcm) - skip
        peak = highest(pcm[max(0, skip - CELL) :])
        readings.append(read_span(pcm, rate_hz, skip=skip, true_peak=peak))
        before = pcm[-_WARM_UP:]
    if not readings:
        raise AudioError("it decodes to no samples", where=str(path))
    return joined(readings, rate_hz, n_samples=n_samples)


def joined(
    readings: Sequence[Reading], rate_hz: int, *, n_samples: int, start: int = 0
) -> Measured:
    """Return what a meter shows after all spans.

    Args:
        readings: Of consecutive spans, all but the last of whole cells.
        rate_hz: Sampling rate in hertz.
        n_samples: Samples that are meant.
        start: Where in the first span they begin.
    """
    lengths = [len(reading.cells) * CELL for reading in readings]
    starts = accumulate(lengths[:-1], initial=-start)
    spans = zip(starts, (reading.cells for reading in readings), strict=True)
    shown = summary(step_energies(spans, rate_hz, n_samples=n_samples), rate_hz)
    peak = max(reading.true_peak for reading in readings)
    return Measured(
        n_samples=n_samples,
        rate_hz=rate_hz,
        loudness_lufs=shown.integrated_lufs,
        true_peak_dbtp=20 * math.log10(peak) if peak > 0 else -math.inf,
        range_lu=shown.range_lu,
    )
