"""Prediction: how loud an episode will be behind the limiter, before anything is limited.

What the limiter does to the energy of a cell follows, nearly enough, from the peaks around it. So
gains can be tried out on readings, in milliseconds, until one is right.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.sound.batches import in_batches
from pipeline.sound.limiter import hold_rows, lowest_near
from pipeline.sound.meter.loudness import BLOCK_MS, CELL, STEP_MS, block_powers, integrated
from pipeline.sound.meter.measures import MeterReading
from pipeline.sound.meter.peaks import ROW

_CELLS_AT_ONCE = 20_000
"""Worked on together: more would not stay at hand in the processor, fewer would be long loops."""
_BLOCK_CELLS = 1 << 20
"""Kept in arrays of this size, 4 MB, which are given back to the system as a whole."""
_Cells = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Batch:
    """Some readings, one behind the other, silence after each as far as the limiter reaches."""

    cells: _Cells
    peaks: _Cells
    """Highest sample around each cell, as far as the limiter holds its gain."""
    edges: NDArray[np.float64]
    """Where steps of 100 ms begin and end, counted in cells; of each reading one more than it has
    steps."""
    steps: NDArray[np.int64]
    """Which step lies before each edge but the first."""
    inside: NDArray[np.bool_]
    """Whether it does: from the last edge of a reading to the first of the next there is none."""


@dataclass(frozen=True, slots=True)
class Prediction:
    """The loudness of some readings under any ceiling."""

    rate_hz: int
    n_samples: int
    batches: tuple[_Batch, ...]
    kernel: _Cells
    """How the limiter rounds a dip off, from cell to cell."""

    def loudness(self, ceiling: float) -> tuple[float, int]:
        """Return the integrated loudness behind a limiter, and how many cells it touches.

        Args:
            ceiling: Highest sample it lets through, as a factor of full scale; inf for no limiter.

        Returns:
            LUFS, -inf where nothing passes the gates; and cells.
        """
        energies = np.zeros(self.n_samples // (self.rate_hz * STEP_MS // 1000))
        n_limited = 0
        for batch in self.batches:
            kept = 1 - np.convolve(_dips(batch.peaks, ceiling), self.kernel, mode="same")
            n_limited += int(np.count_nonzero((kept < 1) & (batch.cells > 0)))
            heard = np.zeros(len(batch.cells) + 1)
            np.cumsum(batch.cells * kept * kept, out=heard[1:])
            shares = np.diff(np.interp(batch.edges, np.arange(len(heard)), heard)) * batch.inside
            first = int(batch.steps.min(initial=len(energies)))
            summed = np.bincount(batch.steps - first, shares)[: len(energies) - first]
            energies[first : first + len(summed)] += summed
        return integrated(block_powers(energies, self.rate_hz, BLOCK_MS)), n_limited


def prediction_of(
    spans: Iterable[tuple[int, MeterReading]], rate_hz: int, *, n_samples: int
) -> Prediction:
    """Return what can be said of an episode.

    Args:
        spans: First sample of each reading, rising, and the reading. Between them is silence.
        rate_hz: Sampling rate in hertz.
        n_samples: Length of the episode.
    """
    # The limiter holds a peak for so many rows to either side; a peak lies anywhere in its cell.
    reach = ((2 * hold_rows(rate_hz) + 3) * ROW / CELL - 1) / 2
    mean = np.ones(2 * round(hold_rows(rate_hz) / 2 * ROW / CELL) + 1)
    kernel = np.convolve(mean, mean)
    gap = np.zeros(int(reach) + len(kernel), np.float32)
    room = _Room()
    batches = in_batches(spans, lambda span: len(span[1].cells), _CELLS_AT_ONCE)
    return Prediction(
        rate_hz=rate_hz,
        n_samples=n_samples,
        batches=tuple(_batch(some, gap, reach, room, rate_hz, n_samples) for some in batches),
        kernel=(kernel / kernel.sum()).astype(np.float32),
    )


class _Room:
    """Arrays of cells, out of a few large ones."""

    def __init__(self) -> None:
        self._block = np.empty(0, np.float32)

    def for_cells(self, *pieces: _Cells) -> _Cells:
        """Return all *pieces*, one behind the other, in a place where they stay."""
        n_cells = sum(map(len, pieces))
        if n_cells > len(self._block):
            self._block = np.empty(max(n_cells, _BLOCK_CELLS), np.float32)
        place, self._block = self._block[:n_cells], self._block[n_cells:]
        return np.concatenate(pieces, out=place)


def _batch(
    some: Sequence[tuple[int, MeterReading]],
    gap: _Cells,
    reach: float,
    room: _Room,
    rate_hz: int,
    n_samples: int,
) -> _Batch:
    step = rate_hz * STEP_MS // 1000
    edges, steps, inside = [], [], []
    at = 0
    for start, reading in some:
        n_cells = len(reading.cells)
        first = max(0, start // step)
        after = max(first, min(n_samples // step, -(-(start + n_cells * CELL) // step)))
        cut = (np.arange(first, after + 1) * step - start) / CELL
        edges.append(at + np.clip(cut, 0, n_cells))
        steps.append(np.arange(first, after + 1))
        inside.append(np.arange(first, after + 1) < after)
        at += n_cells + len(gap)
    peaks = np.concatenate([piece for _, one in some for piece in (one.peaks, gap)])
    return _Batch(
        cells=room.for_cells(*(piece for _, one in some for piece in (one.cells, gap))),
        peaks=room.for_cells(_highest_near(peaks, reach)),
        edges=np.concatenate(edges),
        steps=np.concatenate(steps)[:-1],
        inside=np.concatenate(inside)[:-1],
    )


def _highest_near(peaks: _Cells, reach: float) -> _Cells:
    """Return the highest of the peaks within ±*reach* of each; a part of a cell counts in part."""
    whole = int(reach)
    near, nearly = (-lowest_near(-peaks, cells) for cells in (whole, whole + 1))
    return near + np.float32(reach - whole) * (nearly - near)


def _dips(peaks: _Cells, ceiling: float) -> _Cells:
    """Return what is to be taken away so that no peak is above *ceiling*, as a factor."""
    if peaks.max(initial=0.0) <= ceiling:
        return np.zeros_like(peaks)
    return np.asarray(1 - ceiling / np.maximum(peaks, np.float32(ceiling)), np.float32)
