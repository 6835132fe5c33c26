"""A look-ahead limiter on true peaks: it touches what exceeds the ceiling, and nothing else.

The gain follows from a stretch of samples alone, without memory of its own, so a span rendered
with a margin of :data:`REACH_MS` is limited as it would be within the whole.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import minimum_filter1d, uniform_filter1d

from pipeline.peaks import ROW, peaks_above
from pipeline.timecode import samples_of
from pipeline.values.sound import Pcm

HOLD_MS = 8
"""The gain is down this long before and after a peak: longer than a period of most voices, so that
it does not follow their wave."""
REACH_MS = 2 * HOLD_MS
"""How far from a peak the gain can differ from 1: hold, then as long a return."""


def limit(pcm: Pcm, rate_hz: int, ceiling_dbtp: float) -> Pcm:
    """Return *pcm* with no true peak above the ceiling; itself where none is.

    Args:
        pcm: float32, shape (n_samples,).
        rate_hz: Sampling rate in hertz.
        ceiling_dbtp: Highest true peak.
    """
    ceiling = 10 ** (ceiling_dbtp / 20)
    batches = peaks_above(pcm, ceiling)
    at = [rows[:, None] * ROW + np.arange(ROW) for rows, _ in batches]
    over = [(where[peaks > ceiling], peaks[peaks > ceiling]) for where, (_, peaks) in
            zip(at, batches, strict=True)]  # fmt: skip
    places = np.concatenate([where for where, _ in over]) if over else np.empty(0, np.intp)
    if not len(places):
        return pcm
    wanted = ceiling / np.concatenate([peaks for _, peaks in over]).astype(np.float64)
    order = np.argsort(places, kind="stable")
    limited = pcm.copy()
    hold = samples_of(HOLD_MS, rate_hz)
    for group in _apart(places[order], 2 * hold + 1):
        chosen = order[group]
        first = max(0, places[chosen[0]] - 2 * hold)
        last = min(len(pcm), places[chosen[-1]] + 2 * hold + 1)
        gain = np.ones(last - first)
        inside = places[chosen] - first
        keep = inside < len(gain)
        gain[inside[keep]] = wanted[chosen][keep]
        limited[first:last] *= held_and_rounded(gain, hold)
    return limited


def held_and_rounded(gain: NDArray[np.float64], hold: int) -> NDArray[np.float32]:
    """Hold each dip for ±*hold* steps, then round it off; the result is nowhere above *gain*.

    A minimum over ±hold followed by two means over ±hold / 2, together a triangle over ±hold:
    around a dip all that is averaged is at most the dip.
    """
    smooth = minimum_filter1d(gain, 2 * hold + 1, mode="nearest")
    for _ in range(2):
        smooth = uniform_filter1d(smooth, hold // 2 * 2 + 1, mode="nearest")
    return smooth.astype(np.float32)


def _apart(places: NDArray[np.intp], reach: int) -> list[NDArray[np.intp]]:
    """Return runs of indices into sorted *places*, those nearer than two reaches together."""
    gaps = np.flatnonzero(np.diff(places) > 2 * reach) + 1
    return np.split(np.arange(len(places)), gaps)
