"""Decoding, and measuring what comes out, without ever holding a whole file."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.errors import AudioError
from pipeline.settings.running_settings import Machine
from pipeline.sound.meter.loudness import CELL, energies, step_energies, summary
from pipeline.sound.meter.peaks import highest
from pipeline.sound.mp3 import DECODER_DELAY, FrameFormat, count_frame, frame_sizes
from pipeline.tools.ffmpeg import QUIET, ffmpeg_path, pcm_out, stream
from pipeline.values.sound import Measured, Pcm

_SPAN_CELLS = 18_000
"""Measured at a time: 40 s, 7 MB."""
FIRST_CELLS = 24
"""Two frames of MPEG-1, four of MPEG-2: the decoder's delay, and the overlap of the MDCT."""
_WARM_UP = 96 * CELL
"""Carried over from one span to the next: 0.19 s at 48 kHz, enough for any filter here."""


@dataclass(frozen=True, slots=True)
class PartMeasurement:
    """What a meter read off a decoded span, in a form that spans can be joined by."""

    cells: NDArray[np.float32]
    """Energy of each cell."""
    true_peak: float
    """A factor of full scale."""
    first_peak: float
    """The same of its first :data:`FIRST_CELLS`, where an MP3 still sounds of the span before."""

    def packed(self) -> bytes:
        """Return the bytes :func:`unpacked` reads."""
        return np.array([self.true_peak, self.first_peak]).tobytes() + self.cells.tobytes()


def unpacked(content: bytes) -> PartMeasurement:
    """Return what :meth:`PartMeasurement.packed` was made from."""
    true_peak, first_peak = map(float, np.frombuffer(content, "<f8", 2))
    return PartMeasurement(np.frombuffer(content, "<f4", offset=16), true_peak, first_peak)


def hear(pcm: Pcm, rate_hz: int, *, skip: int) -> PartMeasurement:
    """Measure a decoded span.

    Args:
        pcm: The span, *skip* samples of what comes before it in front.
        rate_hz: Sampling rate in hertz.
        skip: Samples that only bring the filters into their state.
    """
    cells = energies(pcm, rate_hz, skip=skip).astype(np.float32)
    first, after = max(0, skip - CELL), skip + FIRST_CELLS * CELL
    first_peak = highest(pcm[first:after])
    return PartMeasurement(cells, max(first_peak, highest(pcm[max(0, after - CELL) :])), first_peak)


def decode_mp3(frames: bytes, form: FrameFormat) -> Pcm:
    """Return every sample a decoder gives for bare *frames* of *form*, its delay included.

    Raises:
        AudioError: They are no MP3, or not all of them is decoded.
    """
    import soundfile  # noqa: PLC0415 - only those who encode pay for it

    n_frames = len(frame_sizes(frames, form))
    counted = count_frame(form, n_frames) + frames
    try:
        pcm, _ = soundfile.read(io.BytesIO(counted), dtype="float32")
    except soundfile.LibsndfileError as error:
        raise AudioError(f"the encoded frames cannot be decoded: {error.error_string}") from error
    # A decoder that knows the length leaves out its own delay: what comes before the sound.
    delay = n_frames * form.samples - len(pcm)
    if delay not in {0, DECODER_DELAY}:
        raise AudioError(
            f"{n_frames} encoded frames decode to {len(pcm)} samples, not to "
            f"{n_frames * form.samples}",
            mend="Run the same command again; if it stays so, this is a fault of essaycast",
        )
    return np.concatenate((np.zeros(delay, np.float32), pcm))


def measure_file(path: Path, rate_hz: int, machine: Machine) -> Measured:
    """Decode *path* as a player does and measure all of it.

    Args:
        path: A sound file.
        rate_hz: Rate to measure at, in hertz.
        machine: Chooses the ffmpeg.

    Raises:
        AudioError: It cannot be decoded, or holds nothing.
        ToolMissingError: There is no ffmpeg.
    """
    argv = [
        *(str(ffmpeg_path(machine)), *QUIET, "-protocol_whitelist", "file", "-i", f"file:{path}"),
        *("-map", "0:a:0", *pcm_out(rate_hz)),
    ]
    heard = []
    n_samples = 0
    before = np.zeros(0, np.float32)
    for span in stream(argv, n_bytes=4 * CELL * _SPAN_CELLS):
        pcm = np.concatenate((before, np.frombuffer(span, "<f4")))
        skip = len(before)
        n_samples += len(pcm) - skip
        heard.append(hear(pcm, rate_hz, skip=skip))
        before = pcm[-_WARM_UP:]
    if not heard:
        raise AudioError("it decodes to no samples", where=str(path))
    return joined(heard, rate_hz, n_samples=n_samples)


def joined(
    heard: Sequence[PartMeasurement], rate_hz: int, *, n_samples: int, start: int = 0
) -> Measured:
    """Return what a meter shows after all spans.

    Args:
        heard: Of consecutive spans, all but the last of whole cells.
        rate_hz: Sampling rate in hertz.
        n_samples: Samples that are meant.
        start: Where in the first span they begin.
    """
    lengths = [len(span.cells) * CELL for span in heard]
    starts = accumulate(lengths[:-1], initial=-start)
    spans = zip(starts, (span.cells for span in heard), strict=True)
    shown = summary(step_energies(spans, rate_hz, n_samples=n_samples), rate_hz)
    peak = max(span.true_peak for span in heard)
    return Measured(
        n_samples=n_samples,
        rate_hz=rate_hz,
        loudness_lufs=shown.integrated_lufs,
        true_peak_dbtp=20 * math.log10(peak) if peak > 0 else -math.inf,
        range_lu=shown.range_lu,
    )
