"""One text spoken: its samples, and when each word and each sound of it is heard."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, partial

from pipeline.speech.engines.neural.alphabet import as_ipa, is_sound
from pipeline.speech.engines.neural.derived import Derivation
from pipeline.speech.engines.neural.melody import bent
from pipeline.speech.engines.neural.model_table import MODELS, OWN, model_file
from pipeline.speech.engines.neural.pronunciation import Pronouncer
from pipeline.speech.engines.neural.sentence_pace import shared_pace
from pipeline.speech.engines.neural.sound_times import phoneme_times, word_times
from pipeline.speech.engines.neural.spectra import FRAME_SAMPLES, LONGEST_SYMBOLS, RATE_HZ, Model
from pipeline.speech.engines.neural.synthesis_stage import pcm, waveform
from pipeline.speech.engines.protocol import EngineFailure, Phonemes, Speech

USUAL_WPM = 165
"""Words a minute at which the model reads an essay by itself, pauses included."""
OFFSET_SAMPLES = 1_920
"""By how much a sound is heard before its duration begins: 80 ms, against forced alignment."""


def pronouncer(*, british: bool = False) -> Pronouncer:
    """Return the lexicons, read once a process."""
    return _PRONOUNCERS[british]()


def model(name: str = OWN) -> Model:
    """Return the model *name*, opened once a process."""
    return _opened(name)


# A cache takes f() and f(x=default) for two calls, and a worker would read all of it again: so what
# is kept has no default of its own.
_PRONOUNCERS = {british: cache(partial(Pronouncer, british=british)) for british in (False, True)}


@cache
def _opened(name: str) -> Model:
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
    speed, pace = shared_pace(rate_wpm / USUAL_WPM)
    spectra, known = model(derivation.model).spectra(sounds.symbols, speed)
    frames = {index: at // FRAME_SAMPLES for index, at in zip(known, spectra.onsets, strict=False)}
    spectra = replace(spectra, pitch_hz=bent(spectra.pitch_hz, sounds.symbols, frames, text, place))
    samples = pcm(waveform(spectra, derivation, pitch=pitch, pace=pace), volume)
    last = len(samples) // 2
    heard = [
        (index, min(round(max(0, at - OFFSET_SAMPLES) / pace), last))
        for index, at in zip(known, spectra.onsets, strict=False)
    ]
    n_frames = max(1, round(spectra.onsets[-1] / FRAME_SAMPLES / pace))  # as they are paced, whole
    told = phoneme_times(sounds, heard, n_frames * FRAME_SAMPLES)
    return Speech(samples, RATE_HZ, word_times(text, sounds, heard, last), told)


def sounded(text: str, phonemes: Phonemes, *, british: bool = False) -> str:
    """Return *text* as it will sound, in IPA."""
    return as_ipa(pronouncer(british=british).sounds(text, phonemes).symbols)
