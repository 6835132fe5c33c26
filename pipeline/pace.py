"""How long speech will take, before anything is spoken."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.show import Show
from pipeline.values.script import Utterance
from pipeline.voices import load_profile

CHARACTERS_PER_WORD = 6.0
"""Spoken characters to a word, the space after it counted in: English prose of this register."""


def characters_per_second(show: Show) -> float:
    """Return how fast the show's narrator speaks.

    Raises:
        VoiceError: The narrator's profile is not there.
    """
    rate_wpm = load_profile(show.voices.narrator, show.voice_folders).rate_wpm
    return rate_wpm * CHARACTERS_PER_WORD / 60


def estimated_s(utterances: Iterable[Utterance], show: Show) -> float:
    """Return about how many seconds *utterances* take with their pauses."""
    per_second = characters_per_second(show)
    return sum(
        len(u.spoken) / per_second + getattr(show.pauses, u.pause.value, 0) / 1_000
        for u in utterances
    )
