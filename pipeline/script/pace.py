"""How long speech will take, before anything is spoken."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from pipeline.settings.profiles import load_profile
from pipeline.settings.script_settings import ScriptSettings
from pipeline.settings.sound_settings import pause_ms
from pipeline.values.script import Utterance

CHARACTERS_PER_WORD = 6.2
"""Spoken characters that a profile's rate counts as one word, the space after it included: what
espeak-ng's speech of the sample essay comes to."""

Length: TypeAlias = Callable[[Utterance], float]
"""Seconds that an utterance takes with the pause after it."""


def estimated_length(settings: ScriptSettings) -> Length:
    """Return a function that estimates how long an utterance takes at the narrator's rate.

    Raises:
        VoiceError: The narrator's profile is not there.
    """
    rate_wpm = load_profile(settings.narrator, settings.voice_folders).rate_wpm
    per_second = rate_wpm * CHARACTERS_PER_WORD / 60

    def length_s(utterance: Utterance) -> float:
        spoken_s = len(utterance.spoken) / per_second / utterance.delivery.pace
        return spoken_s + pause_ms(utterance, settings.pauses) / 1_000

    return length_s
