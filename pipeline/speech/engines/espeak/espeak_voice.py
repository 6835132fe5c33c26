"""An espeak-ng voice, driven through pyttsx3 by our driver."""

from __future__ import annotations

from typing import Any

import pyttsx3

from pipeline.speech.engines.espeak import driver
from pipeline.speech.engines.espeak.library import Library
from pipeline.speech.engines.espeak.voice_files import for_language
from pipeline.speech.engines.protocol import EngineFailure, Manner, Speech


class EspeakVoice:
    """Speaks into memory, with word times; the same text gives the same samples."""

    def __init__(self, library: Library, manner: Manner) -> None:
        self._properties = {
            "voice": manner.voice or for_language(manner.language, library.data),
            "rate": manner.rate_wpm,
            "pitch": manner.pitch,
        }
        self._pyttsx3: Any = pyttsx3.init(driver.register(library))
        self._run()

    def speak(self, text: str) -> Speech:
        """Speak *text*; see :class:`pipeline.speech.engines.protocol.Engine`."""
        heard = self._run(text)
        if not heard:
            raise EngineFailure("pyttsx3 said nothing")
        return heard[0]

    def _run(self, *texts: str) -> list[Speech]:
        """Set the manner, say *texts*, and return what was heard; raise the first error."""
        heard: list[Speech] = []
        errors: list[Exception] = []

        def hear(name: object, speech: Speech) -> None:  # noqa: ARG001 - pyttsx3 passes it by name
            heard.append(speech)

        def fail(name: object, exception: Exception) -> None:  # noqa: ARG001 - likewise
            errors.append(exception)

        tokens = [self._pyttsx3.connect("speech", hear), self._pyttsx3.connect("error", fail)]
        try:
            for name, value in self._properties.items():
                self._pyttsx3.setProperty(name, value)
            for text in texts:
                self._pyttsx3.say(text)
            self._pyttsx3.runAndWait()
        finally:
            for token in tokens:
                self._pyttsx3.disconnect(token)
        if errors:
            raise errors[0]
        return heard
