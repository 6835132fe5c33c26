"""A voice profile as engines see it."""

from __future__ import annotations

from pathlib import Path

from pipeline.settings.running_settings import Machine
from pipeline.speech.engines import Manner
from pipeline.values.sound import VoiceProfile


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
