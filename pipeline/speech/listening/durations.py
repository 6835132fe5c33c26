"""The ear for durations: whether there is sound where the engine says its sounds are.

An engine that tells when each sound begins has counted all samples beforehand. Words that were
cut out, repeated or lost show in the number of samples, or, where the engine does not tell when
all end, in what is left after the last sound; a word that was silenced shows at its vowels.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from pipeline.speech.listening.heard import Judged, Take
from pipeline.tools.timecode import seconds

_USUAL_WPM = 165
_VOWELS = frozenset("aeiouyæɑɒɔøœəɚɛɜɝɪʊʌɐᵻʉɨ")
_AROUND_S = 0.04
"""How far a vowel may lie from where it is said to be."""
_SILENCE = 0.0015
"""Of full scale, −56 dBFS: a vowel's loudest sample is 20 dB above, in the quietest voice."""
_ROUNDING_S = 0.001
_END_S = (0.3, 1.1)
"""From the last sound's beginning to the end: 0.44 to 0.59 s were measured."""
_END_FAR_S = (0.12, 1.6)


def judge(take: Take) -> Judged:
    """Judge *take* by the times of its phonemes; without them, it has nothing to say."""
    if not take.phonemes:
        return Judged()
    return max((_ending(take), _vowels(take)), key=lambda judged: judged.score)


def _ending(take: Take) -> Judged:
    last, end = take.phonemes[-1]
    if not last:
        more = take.samples.size - end
        if abs(more) <= round(_ROUNDING_S * take.rate_hz):
            return Judged()
        what = "longer" if more > 0 else "shorter"
        more_s = seconds(abs(more), take.rate_hz)
        return Judged(1.0, f"it is {more_s:.2f} s {what} than all its sounds together")
    pace = take.rate_wpm / _USUAL_WPM
    left_s = seconds(take.samples.size - take.phonemes[-1][1], take.rate_hz)
    least, most = (bound / pace for bound in _END_S)
    if least <= left_s <= most:
        return Judged()
    far_least, far_most = (bound / pace for bound in _END_FAR_S)
    score = 0.5 if far_least <= left_s <= far_most else 1.0
    return Judged(
        score, f"{left_s:.2f} s follow its last sound's beginning ({least:.2f} to {most:.2f})"
    )


def _vowels(take: Take) -> Judged:
    around = round(_AROUND_S * take.rate_hz)
    sounds = [*take.phonemes, ("", take.samples.size)]  # an end that was told is no vowel
    silent = [
        start
        for (ipa, start), (_, end) in pairwise(sounds)
        if not _VOWELS.isdisjoint(ipa)
        and _peak(take, max(start - around, 0), end + around) < _SILENCE
    ]
    if not silent:
        return Judged()
    what = "a vowel is" if len(silent) == 1 else f"{len(silent)} vowels are"
    score = 0.7 if len(silent) == 1 else 1.0
    return Judged(score, f"{what} silent, from {seconds(silent[0], take.rate_hz):.2f} s on")


def _peak(take: Take, start: int, end: int) -> float:
    part = take.samples[start:end]
    return float(np.abs(part).max()) if part.size else 0.0
