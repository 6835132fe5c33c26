"""The ear for gaps: silence within a take that no sign of its text accounts for."""

from __future__ import annotations

import re

import numpy as np

from pipeline.speech.engines import Speech
from pipeline.speech.listening.heard import Judged, Samples, Take
from pipeline.tools.timecode import seconds

_USUAL_WPM = 165
_FRAME_S = 0.01
_SILENCE = 0.0015
"""Of full scale, −56 dBFS."""
_PAUSE_S = 0.5
"""The longest silence between words without a sign; 0.42 s was the longest in real text."""
_LONG_S = 1.5
_FAR_S = 3.0
_SIGN = re.compile(r"[^\w\s'’]+")


def judge(take: Take) -> Judged:
    """Judge the silences within *take*: their number by the signs of the text, and their length."""
    pace = take.rate_wpm / _USUAL_WPM
    found = [gap for gap in gaps_s(take.samples, take.rate_hz) if gap > _PAUSE_S / pace]
    if not found:
        return Judged()
    longest = max(found)
    if longest > _LONG_S / pace:
        score = 1.0 if longest > _FAR_S / pace else 0.5
        return Judged(score, f"it is silent for {longest:.2f} s within")
    signs = len(_SIGN.findall(take.text.strip()[:-1]))
    if len(found) > signs:
        return Judged(0.5, f"it pauses {len(found)} times, and its text has {signs} signs within")
    return Judged()


def sounding_s(speech: Speech) -> float:
    """Return how long it is from the first to the last sound, in seconds."""
    samples = np.frombuffer(speech.pcm, dtype="<i2")
    heard = np.flatnonzero(np.abs(samples.astype(np.int32)) >= _SILENCE * 32_768)
    return seconds(int(heard[-1] - heard[0]), speech.rate_hz) if heard.size else 0.0


def gaps_s(samples: Samples, rate_hz: int) -> list[float]:
    """Return the length of each silence between the first and the last sound, in seconds."""
    frame = max(round(_FRAME_S * rate_hz), 1)
    whole = samples[: samples.size // frame * frame].reshape(-1, frame)
    sounding = np.flatnonzero(np.abs(whole).max(axis=1, initial=0.0) >= _SILENCE)
    return [float(gap) * _FRAME_S for gap in np.diff(sounding) - 1 if gap > 0]
