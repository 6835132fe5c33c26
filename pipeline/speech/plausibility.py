"""Whether samples can be the speech of a text: complete, audible, of a length people speak at."""

from __future__ import annotations

import numpy as np

from pipeline.speech.engines import Speech
from pipeline.tools.timecode import seconds

_AUDIBLE_PEAK = 200
"""Of 32,768: −44 dBFS, far below the quietest voice and far above dither."""
_FASTEST_CHARACTERS_PER_S = 30.0
"""At 170 words a minute; the fastest sentence of three essays has 18 letters a second."""
_LONGEST_S_PER_LETTER = 0.4
"""Spelled out; in a word it is a fifth of that."""
_LONGEST_S_PER_SIGN = 1.6
"""A figure, a sign or a capital may be read as several words."""
_USUAL_WPM = 170
_LEEWAY_S = 3.0
_RATES_HZ = range(4_000, 192_001)


def implausibility(text: str, speech: Speech, rate_wpm: int) -> str:
    """Return what is wrong with *speech* as the speech of *text*; empty when nothing is.

    Args:
        text: What was to be said.
        speech: What came back.
        rate_wpm: The speed asked for, in words a minute; bounds scale with it.
    """
    if speech.rate_hz not in _RATES_HZ:
        return f"its sampling rate is {speech.rate_hz} Hz"
    if len(speech.pcm) % 2:
        return "its last sample is cut in half"
    long_s = seconds(len(speech.pcm) // 2, speech.rate_hz)
    pace = rate_wpm / _USUAL_WPM
    characters = sum(character.isalnum() for character in text)
    shortest = characters / (_FASTEST_CHARACTERS_PER_S * pace)
    letters = sum(character.islower() or character.isspace() for character in text)
    signs = len(text) - letters
    longest = _LEEWAY_S + (letters * _LONGEST_S_PER_LETTER + signs * _LONGEST_S_PER_SIGN) / pace
    if long_s < shortest:
        return f"{long_s:.2f} s is too short for {characters} characters (at least {shortest:.2f})"
    if long_s > longest:
        return f"{long_s:.2f} s is too long for {len(text)} characters (at most {longest:.2f})"
    if characters and _peak(speech.pcm) < _AUDIBLE_PEAK:
        return "it is silent"
    return ""


def _peak(pcm: bytes) -> int:
    samples = np.frombuffer(pcm, dtype="<i2")
    return max(int(samples.max()), -int(samples.min())) if samples.size else 0
