"""An espeak-ng voice, driven through pyttsx3 by our driver."""

from __future__ import annotations

from pipeline.speech.engines.espeak import driver
from pipeline.speech.engines.espeak.library import Library
from pipeline.speech.engines.espeak.voice_files import for_language
from pipeline.speech.engines.in_memory import InMemoryVoice
from pipeline.speech.engines.protocol import Manner, Phonemes, Speech


class EspeakVoice:
    """Speaks into memory, with word times; the same text gives the same samples."""

    def __init__(self, library: Library, manner: Manner) -> None:
        properties = {
            "voice": _voice(manner, library),
            "rate": manner.rate_wpm,
            "pitch": manner.pitch,
        }
        self._voice = InMemoryVoice(driver.register(library), properties)

    def speak(self, text: str, phonemes: Phonemes = ()) -> Speech:
        """Speak *text*; see :class:`pipeline.speech.engines.protocol.Engine`."""
        return self._voice.speak(text, phonemes)


def _voice(manner: Manner, library: Library) -> str:
    """Return the voice's name; a variant alone, ``+f3``, is one of the language's voice."""
    if manner.voice and not manner.voice.startswith("+"):
        return manner.voice
    return for_language(manner.language, library.data) + manner.voice
