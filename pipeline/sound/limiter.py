"""A look-ahead limiter on true peaks: it touches what exceeds the ceiling, and nothing else.

The gain is found once for each row of 16 samples (a third of a millisecond) and runs straight from
one row to the next. It follows from a stretch of samples alone, without memory of its own, so a
span that begins on the grid of rows and is rendered with a margin of :func:`reach` is limited as it
would be within the whole.
"""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from pipeline.sound.meter.peaks import ROW, peaks_above
from pipeline.values.sound import Pcm

_Real = TypeVar("_Real", np.float32, np.float64)

HOLD_MS = 8
"""The gain is down this long before and after a peak: longer than a period of most voices, so that
it does not follow their wave."""
_RAMP = np.arange(ROW, dtype=np.float32) / np.float32(ROW)


def reach(rate_hz: int) -> int:
    """Return how many samples from a peak the gain can differ from 1: hold, then as long a return.

    One row more because a peak lies anywhere in its row, and one because how high it is depends on
    samples of the next. A multiple of :data:`pipeline.sound.meter.peaks.ROW`.
    """
    return (2 * hold_rows(rate_hz) + 4) * ROW


def limit(pcm: Pcm, rate_hz: int, ceiling_dbtp: float) -> Pcm:
    """Return *pcm* with no true peak above the ceiling; itself where none is.

    Args:
        pcm: float32, shape (n_samples,), beginning on the grid of rows.
        rate_hz: Sampling rate in hertz.
        ceiling_dbtp: Highest true peak.
    """
    ceiling = np.float32(10 ** (ceiling_dbtp / 20))
    rows, peaks = peaks_above(pcm, float(ceiling))
    if peaks.max(initial=0.0) <= ceiling:
        return pcm
    n_rows = -(-len(pcm) // ROW)
    wanted = np.ones(n_rows + 1)
    wanted[rows] = ceiling / np.maximum(peaks, ceiling)
    gain = _held_and_rounded(wanted, hold_rows(rate_hz))
    limited = np.zeros(n_rows * ROW, np.float32)
    limited[: len(pcm)] = pcm
    begins, ends = gain[:-1], gain[1:]
    touched = np.flatnonzero((begins < 1) | (ends < 1))
    slopes = (ends - begins)[touched, None] * _RAMP
    limited.reshape(n_rows, ROW)[touched] *= begins[touched, None] + slopes
    return limited[: len(pcm)]


def _held_and_rounded(gain: NDArray[np.float64], hold: int) -> NDArray[np.float32]:
    """Hold each dip for ±*hold* steps, then round it off.

    A minimum over one step more than ±hold, followed by two means over ±hold / 2, together a
    triangle over ±hold: at a dip and one step to either side, all that is averaged is at most the
    dip, so that neither the result nor a straight line between its steps is above *gain*.
    """
    smooth = lowest_near(gain, hold + 1)
    for _ in range(2):
        smooth = _mean_near(smooth, hold // 2)
    return smooth.astype(np.float32)


def hold_rows(rate_hz: int) -> int:
    """Return the rows of :data:`HOLD_MS`, an even number."""
    return -(-rate_hz * HOLD_MS // (2000 * ROW)) * 2


def lowest_near(values: NDArray[_Real], reach: int) -> NDArray[_Real]:
    """Return the lowest of the values within ±*reach* of each, windows doubled until they reach."""
    lowest: NDArray[_Real] = _widened(values, reach, reach)
    width, wide = 1, 2 * reach + 1
    while width < wide:
        step = min(width, wide - width)
        lowest = np.minimum(lowest[:-step], lowest[step:])
        width += step
    return lowest


def _mean_near(values: NDArray[np.float64], reach: int) -> NDArray[np.float64]:
    """Return the mean of the values within ±*reach* of each."""
    summed = np.cumsum(_widened(values, reach + 1, reach))
    means: NDArray[np.float64] = (summed[2 * reach + 1 :] - summed[: -2 * reach - 1]) / (
        2 * reach + 1
    )
    return means


def _widened(values: NDArray[_Real], before: int, after: int) -> NDArray[_Real]:
    """Return *values* with the first and the last one repeated."""
    ends = np.full(before, values[0], values.dtype), np.full(after, values[-1], values.dtype)
    return np.concatenate((ends[0], values, ends[1]))
