"""Speaking: chunks become clips, each spoken once, checked, and kept in the store."""

from __future__ import annotations

from pipeline.speech.pool import SpeechPool
from pipeline.speech.speaking import is_cached, speak
from pipeline.speech.voice_catalogue import (
    SAMPLE_TEXT,
    EngineStatus,
    EngineVoices,
    VoiceList,
    engine_status,
    speak_sample,
    voice_list,
)

__all__ = [
    "SAMPLE_TEXT",
    "EngineStatus",
    "EngineVoices",
    "SpeechPool",
    "VoiceList",
    "engine_status",
    "is_cached",
    "speak",
    "speak_sample",
    "voice_list",
]
