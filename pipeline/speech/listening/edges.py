"""The ear for edges: whether a take begins and ends in silence, so that its joins do not click."""

from __future__ import annotations

import numpy as np

from pipeline.speech.listening.heard import Judged, Take

_EDGE_S = 0.003
_QUIET = 0.01
"""Of full scale, −40 dBFS, where a voice is known to begin and end in silence."""
_ABRUPT = 0.2
"""For others: espeak-ng begins some words at 0.16 of full scale."""


def judge(take: Take) -> Judged:
    """Judge the first and the last 3 ms of *take*."""
    most = _QUIET if take.phonemes else _ABRUPT
    n_edge = max(round(_EDGE_S * take.rate_hz), 1)
    for place, edge in (("begins", take.samples[:n_edge]), ("ends", take.samples[-n_edge:])):
        loudest = float(np.abs(edge).max(initial=0.0))
        if loudest > most:
            return Judged(0.5, f"it {place} with a click, at {loudest:.0%} of full scale")
    return Judged()
