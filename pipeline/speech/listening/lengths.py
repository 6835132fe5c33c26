"""The ear for length: whether a take lasts as long as people need for its text."""

from __future__ import annotations

from pipeline.speech.engines import Speech
from pipeline.speech.listening.heard import NO_SPEECH, Judged, Take
from pipeline.tools.timecode import seconds

_FASTEST_CHARACTERS_PER_S = 30.0
"""At 170 words a minute; the fastest sentence of three essays has 18 letters a second."""
_LONGEST_S_PER_LETTER = 0.4
"""Spelled out; in a word it is a fifth of that."""
_LONGEST_S_PER_SIGN = 1.6
"""A figure, a sign or a capital may be read as several words."""
_USUAL_WPM = 170
_LEEWAY_S = 3.0
_RATES_HZ = range(4_000, 192_001)


def broken(speech: Speech) -> str:
    """Return why *speech* cannot be listened to at all; empty when it can."""
    if speech.rate_hz not in _RATES_HZ:
        return f"its sampling rate is {speech.rate_hz} Hz"
    return "its last sample is cut in half" if len(speech.pcm) % 2 else ""


def judge(take: Take) -> Judged:
    """Judge the length of *take* by the characters of its text and the speed asked for."""
    long_s = seconds(take.samples.size, take.rate_hz)
    pace = take.rate_wpm / _USUAL_WPM
    characters = sum(character.isalnum() for character in take.text)
    shortest = characters / (_FASTEST_CHARACTERS_PER_S * pace)
    letters = sum(character.islower() or character.isspace() for character in take.text)
    signs = len(take.text) - letters
    longest = _LEEWAY_S + (letters * _LONGEST_S_PER_LETTER + signs * _LONGEST_S_PER_SIGN) / pace
    if long_s < shortest:
        least = f"(at least {shortest:.2f})"
        return Judged(NO_SPEECH, f"{long_s:.2f} s is too short for {characters} characters {least}")
    if long_s > longest:
        most = f"(at most {longest:.2f})"
        return Judged(
            NO_SPEECH, f"{long_s:.2f} s is too long for {len(take.text)} characters {most}"
        )
    return Judged()
