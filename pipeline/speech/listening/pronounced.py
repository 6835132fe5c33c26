"""The ear for sounds: whether each sound that was meant is heard where the engine says it is.

It asks a small network (:mod:`~pipeline.speech.listening.sound_network`) how probable the sound
that was meant is in each frame, and finds the stretch where they are the least so. Of voices that
the network knows it hears words cut, repeated, swapped, wrong or garbled, without counting
samples. Where it hesitates, forced alignment (:mod:`~pipeline.speech.listening.onsets`) decides.
A vowel in silence is told apart from the pauses that belong there.
Thresholds were fitted by ``benchmarks/listening.py`` and ``benchmarks/false_alarms.py``.
"""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from pipeline.speech.listening import onsets
from pipeline.speech.listening.cepstra import FRAME_S, cepstra
from pipeline.speech.listening.heard import Judged, Samples, Take
from pipeline.speech.listening.sound_network import SILENT_DB, sound_network
from pipeline.speech.listening.speaker import judge_speaker
from pipeline.tools.timecode import seconds

_IMPROBABLE = -6.0
"""Log probability of a sound that is not there; less says no more."""
_LONGEST_FRAMES = 15
"""Of a sound: what follows may be a pause."""
_STRETCHES = {20: 5.4, 30: 4.4, 40: 4.25}
"""Frames → how improbable the worst stretch of that length is in the worst of good clips."""
_HESITANT = 0.75
"""Of that, from which on a second opinion is asked for: five clips in a hundred."""
_FILLED = 0.8
"""Of a stretch, at least, is to be sound."""
_OTHERWISE, _UNCLEAR = 3.0, 1.5
"""How improbable all sounds of another sentence are, in the mean, and those of a voice whose model
is damaged; of good clips, below 1.5 even in half a second."""
_LONG_ENOUGH_S = 1.0
_VOWELS = frozenset("aeiouæɑɒɔəɛɜɪʊʌɐᵻ")
_VOWEL_FRAMES, _SILENT_FRAMES, _SILENT_AT_FIRST = 8, 5, 6
"""Of the first frames of a vowel, how many are silent in one that was silenced, and in one that
begins a word (“are”, “or”: the voice may halt before it). No clip of 1,200 has as many, but where a
pause may reach into the word after it."""
_SILENCED = 0.6


def judge(take: Take) -> Judged:
    """Judge *take* by its sounds and its speaker; of voices it does not know, it says nothing."""
    network = sound_network()
    if not network.knows(take):
        return Judged()
    voice = network.voices[take.voice]
    heard = cepstra(take.samples, take.rate_hz)
    by_speaker = judge_speaker(heard, voice, network)
    meant = _meant_sounds(take, heard)
    there = meant >= 0
    probable = network.log_probabilities(heard, voice)[there, meant[there]]
    improbable = np.zeros(len(heard), dtype=np.float32)
    improbable[there] = -np.maximum(probable, _IMPROBABLE)
    by_sounds = _stretches(take, improbable, there)
    silenced = _silenced(take, heard[:, 0] < SILENT_DB)
    return max(by_speaker, by_sounds, silenced, key=lambda judged: judged.score)


def _meant_sounds(take: Take, heard: Samples) -> NDArray[np.int64]:
    """Return the column of the sound that is meant in each frame; −1 where none is known."""
    numbers = sound_network().numbers
    found = np.full(len(heard), -1)
    sounds = [*take.phonemes, ("", take.samples.size)]
    for (ipa, start), (_, end) in pairwise(sounds):
        first, last = (_frame(at, take) for at in (start, end))
        found[first : min(last, first + _LONGEST_FRAMES)] = numbers.get(ipa, -1) if ipa else -1
    found[heard[:, 0] < SILENT_DB] = 0
    return found


def _stretches(take: Take, improbable: Samples, there: NDArray[np.bool_]) -> Judged:
    """Judge the least probable stretch of each length, and the mean of all."""
    n_there = int(there.sum())
    mean = float(improbable.sum()) / max(n_there, 1)
    if mean > _UNCLEAR and n_there * FRAME_S > _LONG_ENOUGH_S:
        if mean > _OTHERWISE:
            return Judged(1.0, "its sounds are not those that were meant")
        return Judged(0.5, "its sounds are unclear")
    worst, at = 0.0, 0
    for n_frames, most in _STRETCHES.items():
        window = np.ones(min(n_frames, len(improbable)))
        sums = np.convolve(improbable, window, "valid")
        filled = np.convolve(there, window, "valid")
        means = sums / np.maximum(filled, _FILLED * n_frames) / most
        if means.max() > worst:
            worst, at = float(means.max()), int(means.argmax()) + n_frames // 2
    if worst < _HESITANT:
        return Judged()
    if worst < 1.0:
        return onsets.judge_alignment(take)
    text, at_s = _words_at(take, at), at * FRAME_S
    reason = f"what is heard at {at_s:.2f} s does not sound like \u201c{text}\u201d"
    return Judged(min(0.5 + worst - 1.0, 0.9), reason)


def _silenced(take: Take, silent: NDArray[np.bool_]) -> Judged:
    """Judge whether a vowel is silent that begins no word after a pause."""
    paused = {
        at for (_, end, _), (_, _, at) in pairwise(take.words) if not take.text[end - 1].isalnum()
    }
    begins = {at for *_, at in take.words}
    for (ipa, start), (_, end) in pairwise([*take.phonemes[1:], ("", take.samples.size)]):
        if _VOWELS.isdisjoint(ipa) or start in paused:
            continue
        first, last = (_frame(at, take) for at in (start, end))
        most = _SILENT_AT_FIRST if start in begins else _SILENT_FRAMES
        if silent[first : min(last, first + _VOWEL_FRAMES)].sum() >= most:
            text = _words_at(take, first)
            return Judged(_SILENCED, f"a vowel of \u201c{text}\u201d is silent")
    return Judged()


def _frame(sample: int, take: Take) -> int:
    return math.ceil(seconds(sample, take.rate_hz) / FRAME_S)


def _words_at(take: Take, frame: int) -> str:
    """Return the word that is meant at *frame*, and its neighbours."""
    sample = frame * FRAME_S * take.rate_hz
    which = max((n for n, (_, _, at) in enumerate(take.words) if at <= sample), default=0)
    near = take.words[max(which - 1, 0) : which + 2]
    return take.text[near[0][0] : near[-1][1]] if near else take.text
