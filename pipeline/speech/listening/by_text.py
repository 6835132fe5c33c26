"""Sound of which nothing but its text is known, as a stranger has it: no times, no sounds of it.

The sounds that were meant are those that letter-to-sound reads in the text.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipeline.speech.engines.ipa import PHONES, phones
from pipeline.speech.engines.protocol import primary_subtag
from pipeline.speech.engines.text import speakable
from pipeline.speech.listening.aligning import align, can_align
from pipeline.speech.listening.heard import Judged, Samples, Take
from pipeline.speech.listening.onsets import LONGEST_S, REFUSED, unlike
from pipeline.speech.listening.verdicts import EARS, Judgement, together

_FEWEST_SOUNDS = 8
"""What is shorter is found in anything."""
_OF_CLIPS = "edges"
"""The ear for how clips begin and end; a sentence is cut out of the sound where its words begin."""
_SOUNDS = frozenset(PHONES)
_LANGUAGES = frozenset({"en"})
"""What the aligner's model was trained on."""


@dataclass(frozen=True, slots=True)
class SoundAround:
    """A sentence within the sound around it, in which no other one is heard."""

    samples: Samples
    """Shape (n_samples,), full scale ±1.0."""
    inside: slice
    """Where its words are."""
    rate_hz: int


def listen_by_text(spoken: str, sound: SoundAround, rate_wpm: int, language: str) -> Judgement:
    """Return whether *sound* says *spoken*.

    Args:
        spoken: What was to be said, in words.
        sound: What is heard.
        rate_wpm: The speed asked for, in words a minute.
        language: BCP 47 tag; words are looked for in English alone.
    """
    text = speakable(spoken)
    take = Take(text, sound.samples[sound.inside], sound.rate_hz, rate_wpm)
    told = [(name, ear(take)) for name, ear in EARS.items() if name != _OF_CLIPS]
    if primary_subtag(language) in _LANGUAGES and can_align():
        around = Take(text, sound.samples, sound.rate_hz, rate_wpm)
        told.append(("alignment", _aligned(around)))
    return together(told)


def _aligned(take: Take) -> Judged:
    from pipeline.speech.engines.neural.neural_speech import sounded  # noqa: PLC0415 - brings in the lexicons

    written, sounds = take.text.split(), sounded(take.text, ()).split()
    if len(sounds) != len(written):
        sounds = [sounded(word, ()) for word in written]
    words = [
        (word, ipa)
        for word, ipa in zip(written, sounds, strict=True)
        if not _SOUNDS.isdisjoint(phones(ipa))
    ]
    n_sounds = sum(len(phones(ipa)) for _, ipa in words)
    if n_sounds < _FEWEST_SOUNDS or take.samples.size > LONGEST_S * take.rate_hz:
        return Judged()
    wave = np.asarray(take.samples, np.float32)
    placed = align([ipa for _, ipa in words], wave, take.rate_hz)
    if placed is None:
        return Judged(REFUSED, "its words are not found in it in their order")
    return unlike([word for word, _ in words], placed)
