"""Voices matched in loudness, so that a quote is as loud as the narrator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.sound.levels import Outline
from pipeline.sound.meter.loudness import integrated

STEP_DB = 0.5
"""Gains are rounded to this, so that one edited sentence does not move a whole voice."""
_MOST_DB = 15.0
"""A voice further off than this is not raised more: it would raise its noise."""


@dataclass(frozen=True, slots=True)
class Matched:
    """Gains of all voices."""

    by_voice: Mapping[str, float]
    reference_lufs: float
    """Loudness of the voice the others are matched to; -inf when nothing can be measured."""

    def of(self, voice: str) -> float:
        """Return the gain of *voice* in dB."""
        return self.by_voice[voice]


def gains(spoken: Sequence[tuple[str, Outline]]) -> Matched:
    """Return the gain that makes each voice as loud as the one that speaks most.

    Args:
        spoken: Voice and outline of each clip.
    """
    powers: dict[str, list[NDArray[np.float64]]] = {}
    for voice, outline in spoken:
        powers.setdefault(voice, []).append(outline.powers)
    loudness = {voice: integrated(np.concatenate(blocks)) for voice, blocks in powers.items()}
    most = max(powers, key=lambda voice: sum(map(len, powers[voice])))
    reference = loudness[most]
    return Matched(
        by_voice={voice: _gain_db(reference - own) for voice, own in loudness.items()},
        reference_lufs=reference,
    )


def _gain_db(difference: float) -> float:
    if not np.isfinite(difference):
        return 0.0
    return float(np.clip(round(difference / STEP_DB) * STEP_DB, -_MOST_DB, _MOST_DB))
