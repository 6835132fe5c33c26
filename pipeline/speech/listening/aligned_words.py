"""Times of words for engines that tell none: forced alignment of what they said.

The sounds that were meant are those that the natural voice's letter-to-sound reads in the text.
"""

from __future__ import annotations

import re

import numpy as np

from pipeline.speech.engines import Speech
from pipeline.speech.engines.ipa import PHONES, phones
from pipeline.speech.engines.protocol import primary_subtag
from pipeline.speech.listening.aligning import align, can_align

_WRITTEN_WORD = re.compile(r"\S+")
_FULL_SCALE = 32_768.0
_LONGEST_S = 60.0
"""What takes longer has been spoken in parts, and takes the aligner too long."""
_SOUNDS = frozenset(PHONES)
_LANGUAGES = frozenset({"en"})
"""What the aligner's model was trained on."""


def word_times(text: str, speech: Speech, language: str) -> tuple[tuple[int, int, int], ...]:
    """Return when each word of *text* begins in *speech*.

    Args:
        text: What was to be said.
        speech: What came back.
        language: BCP 47 tag of the text; the aligner knows the sounds of English.

    Returns:
        ``(start, end, at)``: characters ``[start, end)`` of the text begin at sample *at*; what
        the engine told, where it did; nothing where it cannot be told.
    """
    n_samples = len(speech.pcm) // 2
    known = primary_subtag(language) in _LANGUAGES
    if speech.words or not known or n_samples > _LONGEST_S * speech.rate_hz or not can_align():
        return speech.words
    from pipeline.speech.engines.neural.neural_speech import sounded  # noqa: PLC0415 - brings in the lexicons, for engines that tell no words alone

    spans = [match.span() for match in _WRITTEN_WORD.finditer(text)]
    sounds = [sounded(text[start:end], ()) for start, end in spans]
    sounding = [n for n, ipa in enumerate(sounds) if not _SOUNDS.isdisjoint(phones(ipa))]
    samples = np.frombuffer(speech.pcm, dtype="<i2").astype(np.float32) / np.float32(_FULL_SCALE)
    placed = align([sounds[n] for n in sounding], samples, speech.rate_hz)
    if placed is None:
        return ()
    found = dict(zip(sounding, placed, strict=True))
    words: list[tuple[int, int, int]] = []
    following = n_samples
    for n in reversed(range(len(spans))):  # one without sound begins when the next does
        if n in found:
            following = min(round(found[n].start_s * speech.rate_hz), following)
        words.append((*spans[n], following))
    return tuple(reversed(words))
