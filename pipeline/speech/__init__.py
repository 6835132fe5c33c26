"""Speaking: chunks become clips, each spoken once, checked, and kept in the store."""

from __future__ import annotations

from pipeline.speech.pool import SpeechPool
from pipeline.speech.speaking import is_cached, speak

__all__ = ["SpeechPool", "is_cached", "speak"]
