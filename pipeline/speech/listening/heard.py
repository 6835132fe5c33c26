"""What an ear is given, and what it says of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Samples: TypeAlias = NDArray[np.float32]
NO_SPEECH = 2.0
"""Score of what no episode may hold: silence, nothing, or far too much of it."""


class Verdict(StrEnum):
    """Whether a clip is what was written."""

    HEARD = "heard"
    INCONCLUSIVE = "inconclusive"
    """An ear was unsure of itself: nothing is said again for it."""
    DOUBTFUL = "doubtful"
    NOT_AS_WRITTEN = "not as written"


@dataclass(frozen=True, slots=True)
class Take:
    """One utterance as it was spoken."""

    text: str
    """What was to be said, as the engine was given it."""
    samples: Samples
    """Shape (n_samples,), full scale ±1.0."""
    rate_hz: int
    """Sampling rate in hertz."""
    rate_wpm: int
    """The speed asked for, in words a minute; bounds scale with it."""
    phonemes: tuple[tuple[str, int], ...] = ()
    """``(ipa, at)``: each sound and the sample it begins at, and an empty one where all end;
    nothing where the engine told none."""
    words: tuple[tuple[int, int, int], ...] = ()
    """``(start, end, at)``: characters ``[start, end)`` of the text begin at sample *at*."""
    voice: str = ""
    """``engine/voice`` as its profile names them; empty if unknown, or its pitch is moved far."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What one ear says of a take."""

    score: float = 0.0
    """0 when nothing is wrong; from 0.5 on it is doubtful, from 1 on not what was written."""
    reason: str = ""
    """What was measured, and what would be usual; empty when nothing is wrong."""
    unsure: bool = False
    """Whether the ear cannot tell, and its score says nothing."""
    heard: str = ""
    """The words that it understood, if it understands any."""
    names: int = 0
    """Names and numbers that it understood otherwise; of these it tells only how many."""


Ear: TypeAlias = Callable[[Take], Judged]
"""Judges a take by one property of it, and is silent about all others."""
