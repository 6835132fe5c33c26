"""EncoderSettings of an encode, corrected by measuring its result until that passes.

What an encoder does to a true peak can only be known by decoding. A part that came out too high is
encoded again under a lower limiter; the gain moves only if the whole misses its loudness.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import ceil, log10

from pipeline.settings.sound_settings import Audio
from pipeline.tools.formats import overshoot_db
from pipeline.values.sound import Master, Measured

_TRIALS = 10
_STEP_DB = 0.05
_LEAST_SLOPE = 0.1
_MOST_DB = 6.0
"""The gain moves by no more at a time: further off, the slope measured here says nothing."""
_TOLERANCE_LU = 0.08
"""Tighter than the file's own check, which measures the same decoded samples."""


@dataclass(frozen=True, slots=True)
class EncoderSettings:
    """What an encode is given."""

    gain_db: float
    limiter_dbtp: tuple[float, ...]
    """Highest true peak before encoding, part by part."""


def settled(
    measured: Callable[[EncoderSettings], tuple[Measured, Sequence[float]]],
    mastered: Master,
    audio: Audio,
    *,
    n_parts: int,
) -> tuple[EncoderSettings, Measured]:
    """Return the first settings whose decoded result passes, or the last ones tried.

    Args:
        measured: Encodes with given settings; what was measured of the whole, and the true
            peak of each part as a factor of full scale.
        mastered: Gain and ceiling to begin with.
        audio: Its format says how far to stay below the ceiling at first.
        n_parts: How many parts there are.
    """
    limiter_dbtp = mastered.ceiling_dbtp - overshoot_db(audio)
    settings = EncoderSettings(mastered.gain_db, (limiter_dbtp,) * n_parts)
    result, peaks = measured(settings)
    slope = 1.0
    for _ in range(_TRIALS):
        better = _corrected(settings, result, peaks, mastered, slope)
        if better == settings:
            break
        before, settings, loudness_lufs = settings, better, result.loudness_lufs
        result, peaks = measured(settings)
        gained_db = settings.gain_db - before.gain_db
        if gained_db:
            slope = min(1.0, max(_LEAST_SLOPE, (result.loudness_lufs - loudness_lufs) / gained_db))
    return settings, result


def _corrected(
    settings: EncoderSettings,
    result: Measured,
    peaks: Sequence[float],
    mastered: Master,
    slope: float,
) -> EncoderSettings:
    """Return the settings to try next.

    Args:
        settings: What was tried.
        result: What came of it.
        peaks: True peak of each part, as a factor of full scale.
        mastered: The targets.
        slope: LU that the last decibel of gain brought; the limiter takes back the rest.
    """
    lowered = tuple(
        own - _excess_db(peak, mastered.ceiling_dbtp)
        for own, peak in zip(settings.limiter_dbtp, peaks, strict=True)
    )
    off = mastered.target_lufs - result.loudness_lufs
    if lowered != settings.limiter_dbtp or abs(off) <= _TOLERANCE_LU:  # peaks first: they move it
        return replace(settings, limiter_dbtp=lowered)
    step_db = max(-_MOST_DB, min(_MOST_DB, off / slope))
    gain_db = round(settings.gain_db + round(step_db / _STEP_DB) * _STEP_DB, 2)
    return EncoderSettings(gain_db, lowered)


def _excess_db(peak: float, ceiling_dbtp: float) -> float:
    """Return by how much a part has to come down: what it exceeds, and a little more."""
    if peak <= 10 ** (ceiling_dbtp / 20):
        return 0.0
    over = 20 * log10(peak) - ceiling_dbtp
    return (ceil(over / _STEP_DB) + 1) * _STEP_DB
