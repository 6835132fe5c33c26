"""Readings: what a meter read off a span before mastering; spans can be joined by them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.sound.meter.loudness import CELL, energies
from pipeline.sound.meter.peaks import ROW, row_peaks
from pipeline.values.sound import Pcm


@dataclass(frozen=True, slots=True)
class MeterReading:
    """Energy and sample peak of each cell of a span."""

    cells: NDArray[np.float32]
    peaks: NDArray[np.float32]
    """Highest sample of each cell, a factor of full scale."""

    def packed(self) -> bytes:
        """Return the bytes :func:`unpacked` reads."""
        return self.cells.tobytes() + self.peaks.tobytes()


def unpacked(content: bytes) -> MeterReading:
    """Return what :meth:`MeterReading.packed` was made from."""
    cells, peaks = np.frombuffer(content, "<f4").reshape(2, -1)
    return MeterReading(cells=cells, peaks=peaks)


def read_span(pcm: Pcm, rate_hz: int, *, skip: int) -> MeterReading:
    """Measure a span.

    Args:
        pcm: The span, *skip* samples of what comes before it in front.
        rate_hz: Sampling rate in hertz.
        skip: Samples that only bring the filters into their state.
    """
    n_cells = -(-(len(pcm) - skip) // CELL)
    body = np.zeros(n_cells * CELL, np.float32)
    body[: len(pcm) - skip] = pcm[skip:]
    peaks = row_peaks(body).reshape(n_cells, CELL // ROW).max(axis=1)
    return MeterReading(cells=energies(pcm, rate_hz, skip=skip).astype(np.float32), peaks=peaks)
