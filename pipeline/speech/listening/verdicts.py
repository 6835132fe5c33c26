"""The verdict on a take: the worst of what its ears say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from pipeline.speech.engines import Speech
from pipeline.speech.listening import (
    amplitude,
    durations,
    edges,
    lengths,
    onsets,
    pronounced,
    silences,
    spectrum,
)
from pipeline.speech.listening.heard import NO_SPEECH, Ear, Judged, Take, Verdict

EARS: Mapping[str, Ear] = {
    "length": lengths.judge,
    "level": amplitude.judge,
    "durations": durations.judge,
    "gaps": silences.judge,
    "edges": edges.judge,
    "spectrum": spectrum.judge,
    "sounds": pronounced.judge,
    "onsets": onsets.judge,
}
"""Name → ear, cheapest first. A further ear is a module and a row here."""
_DOUBT, _CERTAINTY = 0.5, 1.0
_FULL_SCALE = 32_768.0


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the ears say of one take."""

    verdict: Verdict
    ears: tuple[tuple[str, Judged], ...] = ()
    """``(name, judged)`` of the ears that found something, the worst first."""

    @property
    def score(self) -> float:
        """The worst score; 0 when no ear that is sure found anything."""
        return max((judged.score for _, judged in self.ears if not judged.unsure), default=0.0)

    @property
    def reason(self) -> str:
        """What is wrong, in a clause; empty when nothing is."""
        return "; ".join(judged.reason for _, judged in self.ears)


def listen(text: str, speech: Speech, rate_wpm: int, voice: str = "") -> Judgement:
    """Return whether *speech* is *text*.

    Args:
        text: What was to be said.
        speech: What came back.
        rate_wpm: The speed asked for, in words a minute.
        voice: Who was to speak (:attr:`Take.voice`).
    """
    broken = lengths.broken(speech)
    if broken:
        return Judgement(Verdict.NOT_AS_WRITTEN, (("length", Judged(NO_SPEECH, broken)),))
    samples = np.frombuffer(speech.pcm, dtype="<i2").astype(np.float32) / np.float32(_FULL_SCALE)
    take = Take(text, samples, speech.rate_hz, rate_wpm, speech.phonemes, speech.words, voice)
    return judgement(take)


def judgement(take: Take) -> Judgement:
    """Return what all ears together say of *take*."""
    return together((name, ear(take)) for name, ear in EARS.items())


def together(judgements: Iterable[tuple[str, Judged]]) -> Judgement:
    """Return the judgement of several ears: the worst of those that are sure.

    Args:
        judgements: What each ear says, by its name.
    """
    found = [it for it in judgements if it[1].unsure or it[1].score >= _DOUBT]
    found.sort(key=lambda it: (it[1].unsure, -it[1].score))
    if found and found[0][1].unsure:
        return Judgement(Verdict.INCONCLUSIVE, tuple(found))
    return Judgement(score_verdict(found[0][1].score if found else 0.0), tuple(found))


def score_verdict(score: float) -> Verdict:
    """Return the verdict that a score of an ear stands for."""
    if score >= _CERTAINTY:
        return Verdict.NOT_AS_WRITTEN
    return Verdict.DOUBTFUL if score >= _DOUBT else Verdict.HEARD
