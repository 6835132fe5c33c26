"""Cepstra: what a sound looks like, frame by frame, in a few numbers that tell little of pitch."""

from __future__ import annotations

from functools import cache

import numpy as np

from pipeline.speech.listening.heard import Samples

FRAME_S = 0.01
"""From one frame to the next."""
N_CEPSTRA = 13
"""Level, and twelve of shape: more of them follow the harmonics of a voice, not its mouth."""
N_BANDS = 24
_WINDOW_S = 0.025
_TRANSFORMED = 1_024
_LOWEST_HZ, _HIGHEST_HZ = 60.0, 8_000.0
_FLOOR = 1e-6
"""Energy of a band in silence: 60 dB below full scale."""


def cepstra(samples: Samples, rate_hz: int) -> Samples:
    """Return the cepstra of *samples*.

    Args:
        samples: Shape (n_samples,), full scale ±1.0.
        rate_hz: Sampling rate in hertz, 16,000 to 40,000.

    Returns:
        Shape (n_frames, :data:`N_CEPSTRA`); frame *n* is about ``n * FRAME_S`` seconds. The first
        is the mean of all bands in decibels, times the root of :data:`N_BANDS`.

    Source:
        S. Davis, P. Mermelstein: Comparison of parametric representations for monosyllabic word
        recognition (1980).
    """
    length, hop = round(_WINDOW_S * rate_hz), round(FRAME_S * rate_hz)
    padded = np.pad(samples, (length // 2, length))
    frames = np.lib.stride_tricks.sliding_window_view(padded, length)[::hop]
    spectra = np.fft.rfft(frames * np.hanning(length).astype(np.float32), _TRANSFORMED)
    power = (spectra.real**2 + spectra.imag**2).astype(np.float32)
    bands = 10 * np.log10(power @ _filters(rate_hz) / np.float32(length) + np.float32(_FLOOR))
    found: Samples = bands @ _cosines()
    return found


@cache
def _filters(rate_hz: int) -> Samples:
    """Return the weight of each transformed frequency in each band, spaced as ears hear."""
    bottom, top = (2_595 * np.log10(1 + edge / 700) for edge in (_LOWEST_HZ, _HIGHEST_HZ))
    edges = 700 * (10 ** (np.linspace(bottom, top, N_BANDS + 2) / 2_595) - 1)
    hz = np.arange(_TRANSFORMED // 2 + 1)[:, None] * rate_hz / _TRANSFORMED
    low, middle, high = edges[:-2], edges[1:-1], edges[2:]
    rising, falling = (hz - low) / (middle - low), (high - hz) / (high - middle)
    weights = np.clip(np.minimum(rising, falling), 0, None)
    found: Samples = (weights / weights.sum(axis=0)).astype(np.float32)
    return found


@cache
def _cosines() -> Samples:
    """Return the discrete cosine transform of the bands, orthonormal."""
    band, order = np.arange(N_BANDS)[:, None] + 0.5, np.arange(N_CEPSTRA)
    scale = np.where(order, np.sqrt(2 / N_BANDS), np.sqrt(1 / N_BANDS))
    found: Samples = (np.cos(np.pi * band * order / N_BANDS) * scale).astype(np.float32)
    return found
