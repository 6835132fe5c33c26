"""A voice profile as engines see it."""

from __future__ import annotations

from pathlib import Path

from pipeline.settings.running_settings import Machine
from pipeline.speech.engines import Manner
from pipeline.values.sound import VoiceProfile

_PITCHES = range(40, 61)
"""Within which a voice is heard as itself."""


def as_manner(profile: VoiceProfile, language: str, folder: Path, machine: Machine) -> Manner:
    """Return *profile* as engines see it, for texts in *language*."""
    return Manner(
        voice=profile.voice,
        rate_wpm=profile.rate_wpm,
        pitch=profile.pitch,
        language=language,
        options=profile.options,
        folder=str(folder),
        prefer_system=machine.prefer_system,
    )


def heard_voice(profile: VoiceProfile) -> str:
    """Return whom the ears hear: ``engine/voice``; empty where its pitch is moved far."""
    return f"{profile.engine}/{profile.voice}".lower() if profile.pitch in _PITCHES else ""
