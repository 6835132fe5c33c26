"""Listening: whether a clip is what was written, by ears that need nothing but its samples."""

from pipeline.speech.listening.heard import NO_SPEECH, Ear, Judged, Take, Verdict
from pipeline.speech.listening.verdicts import EARS, Judgement, listen, score_verdict

__all__ = [
    "EARS",
    "NO_SPEECH",
    "Ear",
    "Judged",
    "Judgement",
    "Take",
    "Verdict",
    "listen",
    "score_verdict",
]
