"""Peaks between samples: four times oversampled, and only where the bound says it matters."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pipeline.values.sound import Pcm

_PHASES = np.array(
    [
        [0.0017089843750, 0.0109863281250, -0.0196533203125, 0.0332031250000, -0.0594482421875,
         0.1373291015625, 0.9721679687500, -0.1022949218750, 0.0476074218750, -0.0266113281250,
         0.0148925781250, -0.0083007812500],
        [-0.0291748046875, 0.0292968750000, -0.0517578125000, 0.0891113281250, -0.1665039062500,
         0.4650878906250, 0.7797851562500, -0.2003173828125, 0.1015625000000, -0.0582275390625,
         0.0330810546875, -0.0189208984375],
    ]
)  # fmt: skip
"""Two of the four phases of ITU-R BS.1770-5 annex 2 table 1; the others are their mirror."""
_TAPS = _PHASES.shape[1]
_BEFORE, _AFTER = 5, 6
"""Samples a peak at a sample or after it depends on, before and after that sample."""
ROW = 16
"""Samples whose peaks are found together."""
_ROWS = 128
"""Rows of one product of matrices: small enough that BLAS does not start threads of its own."""
BOUND = float(np.abs(_PHASES).sum(axis=1).max())
"""No peak between samples exceeds the highest sample around it by more than this factor."""


def _interpolator() -> NDArray[np.float32]:
    phases = np.concatenate((_PHASES, _PHASES[::-1, ::-1]))
    columns = np.zeros((ROW + _TAPS - 1, len(phases), ROW))
    for at in range(ROW):
        columns[at : at + _TAPS, :, at] = phases.T[::-1]
    return columns.reshape(ROW + _TAPS - 1, -1).astype(np.float32)


_INTERPOLATOR = _interpolator()


def highest(pcm: Pcm) -> float:
    """Return the highest true peak of *pcm* as a factor of full scale; 0.0 when silent."""
    if not len(pcm):
        return 0.0
    loudest = float(max(pcm.max(), -pcm.min()))
    found = [peaks for _, peaks in peaks_above(pcm, loudest)]
    return max([loudest, *(float(peaks.max(initial=0.0)) for peaks in found)])


def row_peaks(pcm: Pcm) -> NDArray[np.float32]:
    """Return the highest sample of each row of :data:`ROW`; *pcm* is whole rows."""
    highest_yet = np.abs(pcm)
    # Halved again and again: numpy is slow at reducing short rows, fast at long strides.
    while len(highest_yet) * ROW > len(pcm):
        highest_yet = np.maximum(highest_yet[::2], highest_yet[1::2])
    return highest_yet


def peaks_above(pcm: Pcm, level: float) -> list[tuple[NDArray[np.intp], NDArray[np.float32]]]:
    """Return the true peaks of all rows that may exceed *level*.

    Args:
        pcm: float32, shape (n_samples,).
        level: Factor of full scale.

    Returns:
        Batches of (indices of rows of :data:`ROW` samples, peaks of shape (n_rows, ROW)).
    """
    n_rows = -(-len(pcm) // ROW)
    padded = np.zeros(n_rows * ROW + _BEFORE + _AFTER, np.float32)
    padded[_BEFORE : _BEFORE + len(pcm)] = pcm
    body = row_peaks(padded[_BEFORE : _BEFORE + n_rows * ROW])
    around = np.maximum(body, np.maximum(np.append(body[1:], 0), np.insert(body[:-1], 0, 0)))
    rows = np.flatnonzero(around * BOUND > level)
    windows = np.lib.stride_tricks.sliding_window_view(padded, ROW + _TAPS - 1)[::ROW]
    batches = []
    for first in range(0, len(rows), _ROWS):
        chosen = rows[first : first + _ROWS]
        between = np.abs(windows[chosen] @ _INTERPOLATOR).reshape(len(chosen), -1, ROW)
        batches.append((chosen, between.max(axis=1)))
    return batches
