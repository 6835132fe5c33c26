"""Loudness and true peak as ITU-R BS.1770-5 and EBU Tech 3341/3342 define them.

Energies are kept in *cells* of 96 samples, a twelfth of an MPEG-1 frame, so that what was measured
of one part of an episode can be joined to its neighbours wherever the part comes to lie: the
100 ms grid of the standard is laid over the joined cells afterwards, edges interpolated. A block
then reads within 0.1 LU of what it reads from cells on the grid, as those of :func:`measure` are;
the episode within 0.001 LU, or one block's share more where one lies just at the gate.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.errors import EmptyAudioError
from pipeline.sound.meter.peaks import highest
from pipeline.sound.meter.weighting import k_weighted
from pipeline.values.sound import Pcm

CELL = 96
"""Samples of one cell of energy."""
BLOCK_MS, STEP_MS = 400, 100
"""Gating block and its step, BS.1770-5 annex 1: 400 ms overlapping by 75 %."""
SHORT_TERM_MS = 3000
"""EBU Tech 3341 clause 2.2."""
ABSOLUTE_GATE_LUFS = -70.0
RELATIVE_GATE_LU = -10.0
RANGE_GATE_LU = -20.0
"""EBU Tech 3342 clause 3.1."""
_OFFSET = -0.691
_WEIGHTS = (1.0, 1.0, 1.0, 1.41, 1.41)
"""Left, right, centre and surrounds; BS.1770-5 annex 1 table 3. The LFE is left out."""
Energies = NDArray[np.float64]
"""Sum of squares of the K-weighted samples of each cell, channels weighted and added."""


@dataclass(frozen=True, slots=True)
class Loudness:
    """All that EBU mode shows, EBU Tech 3341 clause 2."""

    integrated_lufs: float
    momentary_max_lufs: float
    short_term_max_lufs: float
    range_lu: float


def measure(pcm: NDArray[np.floating], rate_hz: int) -> Loudness:
    """Measure a whole recording.

    Args:
        pcm: Shape (n_samples,) for mono or (n_samples, n_channels) with up to five channels in the
            order L, R, C, Ls, Rs; full scale ±1.0. Mono is one channel of weight 1, hence reads
            3.01 LU lower than the same signal in both channels of stereo.
        rate_hz: Sampling rate in hertz.

    Raises:
        EmptyAudioError: *pcm* has no samples.
    """
    step = rate_hz * STEP_MS // 1000
    return summary(energies(pcm, rate_hz, cell=step)[: len(pcm) // step], rate_hz)


def summary(steps: Energies, rate_hz: int) -> Loudness:
    """Read the meter off the energies of steps of 100 ms."""
    momentary = block_powers(steps, rate_hz, BLOCK_MS)
    short_term = block_powers(steps, rate_hz, SHORT_TERM_MS)
    return Loudness(
        integrated_lufs=integrated(momentary),
        momentary_max_lufs=float(lufs(momentary).max(initial=-np.inf)),
        short_term_max_lufs=float(lufs(short_term).max(initial=-np.inf)),
        range_lu=loudness_range(short_term),
    )


def energies(
    pcm: NDArray[np.floating], rate_hz: int, *, skip: int = 0, cell: int = CELL
) -> Energies:
    """Return the K-weighted energy of each cell; the last one may be cut short.

    Args:
        pcm: As for :func:`measure`.
        rate_hz: Sampling rate in hertz.
        skip: Samples at the start that only bring the filter into its state.
        cell: Samples of a cell.

    Raises:
        EmptyAudioError: Nothing is left to measure.
    """
    if len(pcm) <= skip:
        raise EmptyAudioError("there are no samples to measure")
    channels = pcm[:, None] if pcm.ndim == 1 else pcm
    starts = np.arange(0, len(pcm) - skip, cell)
    total = np.zeros(len(starts))
    for channel, weight in zip(channels.T, _WEIGHTS, strict=False):
        weighted = k_weighted(channel, rate_hz)[skip:]
        whole = len(weighted) // cell
        cells = weighted[: whole * cell].reshape(whole, cell)
        total[:whole] += weight * np.einsum("ij,ij->i", cells, cells)
        if whole < len(total):
            total[-1] += weight * np.square(weighted[whole * cell :]).sum()
    return total


def step_energies(
    spans: Iterable[tuple[int, NDArray[np.floating]]], rate_hz: int, *, n_samples: int
) -> Energies:
    """Return the energy of each whole step of 100 ms.

    Args:
        spans: First sample and cells of each span; samples before 0 are left out, as are those
            from *n_samples* on.
        rate_hz: Sampling rate in hertz.
        n_samples: Length of the recording.
    """
    step = rate_hz * STEP_MS // 1000
    steps = np.zeros(n_samples // step)
    for start, cells in spans:
        first = max(0, start // step)
        after = min(len(steps), -(-(start + CELL * len(cells)) // step))
        if after <= first:
            continue
        # All that was heard until an edge of the grid; an edge within a cell has its share of it.
        heard = np.concatenate(([0.0], np.cumsum(cells, dtype=np.float64)))
        edges = (np.arange(first, after + 1) * step - start) / CELL
        steps[first:after] += np.diff(np.interp(edges, np.arange(len(heard)), heard))
    return steps


def block_powers(steps: Energies, rate_hz: int, block_ms: int) -> NDArray[np.float64]:
    """Return the mean square of each block, one every 100 ms; only whole blocks count."""
    count = block_ms // STEP_MS
    heard = np.concatenate(([0.0], np.cumsum(steps)))
    blocks: NDArray[np.float64] = np.maximum(heard[count:] - heard[:-count], 0.0)
    return blocks / (rate_hz * block_ms / 1000)


def lufs(power: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the loudness of mean squares, BS.1770-5 annex 1 equation 4; -inf for silence."""
    with np.errstate(divide="ignore"):
        decibels: NDArray[np.float64] = _OFFSET + 10 * np.log10(power)
    return decibels


def integrated(powers: NDArray[np.float64]) -> float:
    """Return the gated loudness of 400 ms blocks; -inf when nothing passes the gates.

    Source:
        ITU-R BS.1770-5, annex 1, equations 5 to 7.
    """
    heard = powers[lufs(powers) >= ABSOLUTE_GATE_LUFS]
    if not len(heard):
        return -np.inf
    gate = float(lufs(heard.mean())) + RELATIVE_GATE_LU
    return float(lufs(heard[lufs(heard) >= gate].mean()))


def loudness_range(short_term: NDArray[np.float64]) -> float:
    """Return the loudness range of short-term powers in LU; 0 when nothing passes the gates.

    Source:
        EBU Tech 3342, clause 3 and its annex.
    """
    heard = short_term[lufs(short_term) >= ABSOLUTE_GATE_LUFS]
    if not len(heard):
        return 0.0
    gate = float(lufs(heard.mean())) + RANGE_GATE_LU
    ranked = np.sort(lufs(heard[lufs(heard) >= gate]))
    low, high = np.interp((0.10, 0.95), np.linspace(0, 1, len(ranked)), ranked)
    return float(high - low)


def true_peak(pcm: Pcm, rate_hz: int) -> float:
    """Return the true peak of *pcm*.

    Args:
        pcm: float32, shape (n_samples,) or (n_samples, n_channels), full scale ±1.0.
        rate_hz: Sampling rate in hertz.

    Returns:
        dBTP; -inf for digital silence.

    Raises:
        EmptyAudioError: *pcm* has no samples.

    Source:
        ITU-R BS.1770-5, annex 2.
    """
    if not len(pcm):
        raise EmptyAudioError("there are no samples to measure")
    del rate_hz  # four times oversampling is asked for up to 48 kHz, and does beyond
    channels = pcm[:, None] if pcm.ndim == 1 else pcm
    peak = max(highest(np.ascontiguousarray(channel, np.float32)) for channel in channels.T)
    return float(20 * np.log10(peak)) if peak > 0 else -np.inf
