"""The ear for level: silence, samples at full scale, and a mean that is not zero."""

from __future__ import annotations

import numpy as np

from pipeline.speech.listening.heard import NO_SPEECH, Judged, Take

_AUDIBLE_PEAK = 200 / 32_768
"""−44 dBFS, far below the quietest voice and far above dither."""
_FULL = 32_700 / 32_768
_CLIPPED_SHARE = 0.001
"""Of the samples, at full scale: voices that are only loud stay under a tenth of that."""
_STEADY_MEAN = 0.02
"""Of full scale; a share of the root mean square would blame quiet voices."""


def judge(take: Take) -> Judged:
    """Judge how loud *take* is, and whether its wave was cut off or shifted."""
    if not any(map(str.isalnum, take.text)):
        return Judged()
    if not take.samples.size or np.abs(take.samples).max() < _AUDIBLE_PEAK:
        return Judged(NO_SPEECH, "it is silent")
    clipped = float(np.mean(np.abs(take.samples) >= _FULL))
    if clipped > _CLIPPED_SHARE:
        return Judged(
            min(0.5 + clipped, 0.9), f"{clipped:.1%} of its samples are cut off at full scale"
        )
    mean = float(np.mean(take.samples, dtype=np.float64))
    if abs(mean) > _STEADY_MEAN:
        return Judged(0.5, f"its samples lie {mean:+.1%} of full scale beside zero")
    return Judged()
