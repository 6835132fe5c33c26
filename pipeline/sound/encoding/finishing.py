"""The samples of a span as the encoder is to be given them: gain, then limiter."""

from __future__ import annotations

import numpy as np

from pipeline.sound.limiter import limit
from pipeline.sound.rendering import render
from pipeline.tools.store import Store
from pipeline.values.sound import Pcm, Timeline


def finished(
    timeline: Timeline, start: int, end: int, store: Store, *, gain_db: float, limiter_dbtp: float
) -> Pcm:
    """Return the samples ``[start, end)``, mastered.

    Args:
        timeline: What sounds when.
        start: First sample.
        end: Sample after the last.
        store: Where clips lie.
        gain_db: Given to every sample alike.
        limiter_dbtp: Highest true peak before encoding.
    """
    pcm = render(timeline, start, end, store)
    pcm *= np.float32(10 ** (gain_db / 20))
    return limit(pcm, timeline.rate_hz, limiter_dbtp)
