"""The ear for spectra: whether the energy of a take lies where that of speech does."""

from __future__ import annotations

import numpy as np

from pipeline.speech.listening.heard import Judged, Take

_SPEECH_HZ = (80.0, 4_000.0)
_LEAST_SHARE = 0.6
"""Sentences have 0.94 and more there; white noise at 24 kHz has a third."""


def judge(take: Take) -> Judged:
    """Judge the share of energy of *take* between 80 Hz and 4 kHz."""
    if not any(map(str.isalnum, take.text)) or not take.samples.size:
        return Judged()
    power = np.abs(np.fft.rfft(take.samples)) ** 2
    frequencies = np.fft.rfftfreq(take.samples.size, 1 / take.rate_hz)
    low, high = _SPEECH_HZ
    all_of_it = float(power.sum())
    share = float(power[(frequencies >= low) & (frequencies <= high)].sum()) / (all_of_it or 1.0)
    if not all_of_it or share >= _LEAST_SHARE:
        return Judged()
    return Judged(0.5, f"only {share:.0%} of its energy lies where speech has it")
