"""The ear for spectra: whether the energy of a take lies where that of speech does."""

from __future__ import annotations

import numpy as np

from pipeline.speech.listening.heard import Judged, Samples, Take

_SPEECH_HZ = (80.0, 4_000.0)
_LEAST_SHARE = 0.6
"""Sentences have 0.94 and more there; white noise at 24 kHz has a third."""
_FRAME = 2_048
"""Samples transformed at a time."""


def judge(take: Take) -> Judged:
    """Judge the share of energy of *take* between 80 Hz and 4 kHz."""
    if not any(map(str.isalnum, take.text)) or not take.samples.size:
        return Judged()
    power = _power(take.samples)
    low, high = (round(edge_hz * _FRAME / take.rate_hz) for edge_hz in _SPEECH_HZ)
    all_of_it = float(power.sum())
    share = float(power[low : high + 1].sum()) / (all_of_it or 1.0)
    if not all_of_it or share >= _LEAST_SHARE:
        return Judged()
    return Judged(0.5, f"only {share:.0%} of its energy lies where speech has it")


def _power(samples: Samples) -> Samples:
    """Return the energy of *samples* by frequency, from 0 to half the rate, summed over frames.

    One transform of a whole clip takes fifty times as long, most of all where its length is prime.
    """
    frames = np.zeros((-(-samples.size // _FRAME), _FRAME), dtype=np.float32)
    frames.reshape(-1)[: samples.size] = samples
    spectra = np.fft.rfft(frames)
    power: Samples = (spectra.real**2 + spectra.imag**2).sum(axis=0)
    power[[0, -1]] /= 2  # every other frequency stands for its negative, too
    return power
