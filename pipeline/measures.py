"""Readings: what a meter read off a span, in a form that spans can be joined by."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.loudness import CELL, energies
from pipeline.peaks import ROW, row_peaks
from pipeline.values.sound import Pcm


@dataclass(frozen=True, slots=True)
class Reading:
    """Energy and sample peak of each cell of a span, and one figure of it all."""

    cells: NDArray[np.float32]
    peaks: NDArray[np.float32]
    """Highest sample of each cell, a factor of full scale."""
    true_peak: float = 0.0
    """Of the whole span, a factor of full scale; 0.0 where nobody needs it."""

    def packed(self) -> bytes:
        """Return the bytes :func:`unpacked` reads."""
        head = np.array([self.true_peak, len(self.cells)], "<f8").tobytes()
        return head + self.cells.tobytes() + self.peaks.tobytes()


def unpacked(content: bytes) -> Reading:
    """Return what :meth:`Reading.packed` was made from."""
    true_peak, count = np.frombuffer(content, "<f8", 2)
    cells, peaks = np.frombuffer(content, "<f4", offset=16).reshape(2, int(count))
    return Reading(cells=cells, peaks=peaks, true_peak=float(true_peak))


def read_span(pcm: Pcm, rate_hz: int, *, skip: int, true_peak: float = 0.0) -> Reading:
    """Measure a span.

    Args:
        pcm: The span, *skip* samples of what comes before it in front.
        rate_hz: Sampling rate in hertz.
        skip: Samples that only bring the filters into their state.
        true_peak: To be kept with it.
    """
    n_cells = -(-(len(pcm) - skip) // CELL)
    body = np.zeros(n_cells * CELL, np.float32)
    body[: len(pcm) - skip] = pcm[skip:]
    peaks = row_peaks(body).reshape(n_cells, CELL // ROW).max(axis=1)
    cells = energies(pcm, rate_hz, skip=skip).astype(np.float32)
    return Reading(cells=cells, peaks=peaks, true_peak=true_peak)
