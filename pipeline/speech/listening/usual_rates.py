"""The ear for rate: whether a sentence takes as long as this voice takes for such text.

It is the only one that knows the voice: what it says of other sentences is what it is held against,
those of the same episode where they are enough, else those of earlier ones. It needs nothing but
lengths, so that engines that tell no times of their sounds are judged by it as well.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from pipeline.speech.listening.heard import Judged

_SOUNDS_A_LETTER = 0.82
"""In English; within a language it is nearly the same for all sentences."""
_SOUNDS_OF_A_MARK = 4.0
"""The pause at a mark within a sentence takes about as long."""
_SOUNDS_BESIDE = 4.0
"""A sentence's end is slower than the rest."""
_FEWEST_SOUNDS = 20
"""What is shorter has no rate to go by."""
_FEWEST = 15
"""Sentences from which a voice is known."""
_ODD, _WRONG = math.log(1.45), math.log(2.2)
"""How far from the usual is doubtful, and not as written."""
_SPREADS = 5.0
"""And so many times the voice's own spread at least."""
_MARKS = ",;:—–…()"
_SPELLED = re.compile(r"\b[A-Za-z]\.")
_SOUNDS_OF_A_SPELLED_LETTER = 2.0
"""Beside that of any letter."""


@dataclass(frozen=True, slots=True)
class UsualRate:
    """What one voice does with text."""

    sounds_per_s: float
    spread: float
    """Median of how far its sentences are from that, as a logarithm."""
    n: int
    """Sentences from which that is known."""

    def joined(self, other: UsualRate) -> UsualRate:
        """Return what both know, by their number; of the earlier one no more than as much again."""
        n = self.n + min(other.n, self.n)
        share = self.n / n
        return UsualRate(
            self.sounds_per_s**share * other.sounds_per_s ** (1 - share),
            self.spread * share + other.spread * (1 - share),
            n,
        )


def n_sounds(spoken: str) -> float:
    """Return about how many sounds *spoken* takes, its pauses counted as some."""
    letters = sum(map(str.isalpha, unicodedata.normalize("NFC", spoken)))
    marks = sum(spoken.strip()[:-1].count(mark) for mark in _MARKS)
    spelled = len(_SPELLED.findall(spoken))
    return (
        letters * _SOUNDS_A_LETTER
        + spelled * _SOUNDS_OF_A_SPELLED_LETTER
        + marks * _SOUNDS_OF_A_MARK
        + _SOUNDS_BESIDE
    )


def usual_rate(sentences: Sequence[tuple[str, float]]) -> UsualRate | None:
    """Return the rate of a voice; None where the sentences are too few.

    Args:
        sentences: ``(spoken, long_s)`` of each.
    """
    rates = [n_sounds(text) / long_s for text, long_s in sentences if _has_rate(text, long_s)]
    if len(rates) < _FEWEST:
        return None
    usual = median(rates)
    return UsualRate(usual, median(abs(math.log(rate / usual)) for rate in rates), len(rates))


def judge_rate(spoken: str, long_s: float, usual: UsualRate) -> Judged:
    """Judge how long a sentence takes, against what is usual of its voice."""
    if not _has_rate(spoken, long_s):
        return Judged()
    rate = n_sounds(spoken) / long_s
    off = abs(math.log(rate / usual.sounds_per_s))
    if off < max(_ODD, _SPREADS * usual.spread):
        return Judged()
    told = f"it is said at {rate:.1f} sounds a second, this voice says {usual.sounds_per_s:.1f}"
    return Judged(1.0 if off >= max(_WRONG, 2 * _SPREADS * usual.spread) else 0.6, told)


def _has_rate(spoken: str, long_s: float) -> bool:
    return long_s > 0 and n_sounds(spoken) >= _FEWEST_SOUNDS
