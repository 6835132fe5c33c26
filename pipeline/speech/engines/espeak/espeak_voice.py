"""An espeak-ng voice, driven through pyttsx3 by our driver."""

from __future__ import annotations

import os

from pipeline.speech.engines.espeak import driver
from pipeline.speech.engines.espeak.binding import Binding
from pipeline.speech.engines.espeak.library import Library
from pipeline.speech.engines.espeak.spellings import given
from pipeline.speech.engines.espeak.voice_files import for_language, identifier
from pipeline.speech.engines.in_memory import InMemoryVoice
from pipeline.speech.engines.isolation import die_with_parent, silence
from pipeline.speech.engines.protocol import Manner, Phonemes, Speech

_STDERR = 2


class EspeakVoice:
    """Speaks into memory, with word times; the same text gives the same samples."""

    def __init__(self, library: Library, manner: Manner) -> None:
        properties = {
            "voice": _voice(manner, library),
            "rate": manner.rate_wpm,
            "pitch": manner.pitch,
            "language": manner.language,
        }
        self._library = library
        self._language = manner.language
        self._name = str(properties["voice"])
        self._voice = InMemoryVoice(driver.register(library), properties)

    def speak(self, text: str, phonemes: Phonemes = ()) -> Speech:
        """Speak *text*; see :class:`pipeline.speech.engines.protocol.Engine`."""
        return self._voice.speak(text, phonemes)

    def given(self, text: str, phonemes: Phonemes) -> str:
        """Return what espeak-ng is given for *text*."""
        return given(text, phonemes, self._language)

    def sounds(self, text: str, phonemes: Phonemes) -> str:
        """Return how espeak-ng reads *text*, in IPA, and the readings as they are.

        Asked in a fork, for what the library has read changes what it says next.
        """
        parts = []
        at = 0
        for start, end, ipa in (*phonemes, (len(text), len(text), "")):
            before = given(text[at:start], (), self._language)
            parts += [self._read(before) if before.strip() else "", ipa]
            at = end
        return " ".join(filter(None, parts))

    def _read(self, text: str) -> str:
        reading, writing = os.pipe()
        if not os.fork():
            try:
                die_with_parent()
                silence(_STDERR)
                binding = Binding(self._library)
                binding.set_voice(identifier(self._name, self._library.data))
                os.write(writing, binding.ipa(text).encode())
            finally:
                os._exit(0)
        os.close(writing)
        with os.fdopen(reading, "rb") as pipe:
            stderr = pipe.read().decode(errors="replace")
        os.wait()
        return stderr


def _voice(manner: Manner, library: Library) -> str:
    """Return the voice's name; a variant alone, ``+f3``, is one of the language's voice."""
    if manner.voice and not manner.voice.startswith("+"):
        return manner.voice
    return for_language(manner.language, library.data) + manner.voice
