"""One text spoken: its samples, and when each word and each sound of it is heard."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from pipeline.speech.engines.neural.alphabet import as_ipa, is_sound, sound_of
from pipeline.speech.engines.neural.derived import Derivation
from pipeline.speech.engines.neural.melody import bent
from pipeline.speech.engines.neural.model_table import MODELS, OWN, model_file
from pipeline.speech.engines.neural.pronunciation import Pronouncer, Sounds
from pipeline.speech.engines.neural.spectra import FRAME_SAMPLES, LONGEST_SYMBOLS, RATE_HZ, Model
from pipeline.speech.engines.neural.synthesis_stage import pcm, waveform
from pipeline.speech.engines.protocol import EngineFailure, Phonemes, Speech

USUAL_WPM = 165
"""Words a minute at which the model reads an essay by itself, pauses included."""
OFFSET_SAMPLES = 1_920
"""By how much a sound is heard before its duration begins: 80 ms, against forced alignment."""
_WRITTEN_WORD = re.compile(r"\S+")


@cache
def pronouncer(*, british: bool = False) -> Pronouncer:
    """Return the lexicons, read once a process."""
    return Pronouncer(british=british)


@cache
def model(name: str = OWN) -> Model:
    """Return the model *name*, opened once a process."""
    return Model(model_file(name), MODELS[name].sha256)


def speak(
    text: str,
    phonemes: Phonemes,
    *,
    place: str = "",
    derivation: Derivation,
    rate_wpm: int,
    pitch: float,
    volume: float,
) -> Speech:
    """Speak *text*.

    Args:
        text: One utterance.
        phonemes: How some of its words sound.
        place: Where it stands among others (:class:`pipeline.speech.engines.protocol.Place`).
        derivation: How the voice is made from the model's.
        rate_wpm: Words a minute.
        pitch: The voice's pitch is multiplied by it.
        volume: 0 to 1.

    Raises:
        EngineFailure: It is too long, or what came out is no sound.
    """
    british = MODELS[derivation.model].british
    sounds = pronouncer(british=british).sounds(text, phonemes)
    if len(sounds.symbols) > LONGEST_SYMBOLS + LONGEST_SYMBOLS // 4:
        raise EngineFailure(f"its {len(sounds.symbols)} sounds are more than the model can hold")
    if not any(map(is_sound, sounds.symbols)):
        return Speech(bytes(2 * RATE_HZ // 10), RATE_HZ)
    spectra, known = model(derivation.model).spectra(sounds.symbols)
    frames = {index: at // FRAME_SAMPLES for index, at in zip(known, spectra.onsets, strict=False)}
    spectra = replace(spectra, pitch_hz=bent(spectra.pitch_hz, sounds.symbols, frames, text, place))
    pace = rate_wpm / USUAL_WPM
    samples = pcm(waveform(spectra, derivation, pitch=pitch, pace=pace), volume)
    last = len(samples) // 2
    heard = [
        (index, min(round(max(0, at - OFFSET_SAMPLES) / pace), last))
        for index, at in zip(known, spectra.onsets, strict=False)
    ]
    told = (*_phonemes(sounds, heard), ("", round(spectra.onsets[-1] / pace)))
    return Speech(samples, RATE_HZ, _words(text, sounds, heard, last), told)


def sounded(text: str, phonemes: Phonemes, *, british: bool = False) -> str:
    """Return *text* as it will sound, in IPA."""
    return as_ipa(pronouncer(british=british).sounds(text, phonemes).symbols)


def _words(
    text: str, sounds: Sounds, heard: list[tuple[int, int]], last: int
) -> tuple[tuple[int, int, int], ...]:
    """Return when each written word begins to sound; one without sound when the next does."""
    spans = [match.span() for match in _WRITTEN_WORD.finditer(text)]
    first: dict[int, int] = {}
    which = 0
    for index, at in heard:
        place = sounds.places[index]
        if place < 0 or not is_sound(sounds.symbols[index]):
            continue
        while which < len(spans) and spans[which][1] <= place:
            which += 1
        first.setdefault(which, at)
    words: list[tuple[int, int, int]] = []
    following = last
    for index in reversed(range(len(spans))):
        following = first.get(index, following)
        words.append((*spans[index], following))
    return tuple(reversed(words))


def _phonemes(sounds: Sounds, heard: list[tuple[int, int]]) -> tuple[tuple[str, int], ...]:
    symbols = ((sounds.symbols[index], at) for index, at in heard)
    return tuple((sound_of(symbol), at) for symbol, at in symbols if is_sound(symbol))
