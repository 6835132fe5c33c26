"""Speech of a pyttsx3 driver that hands samples over in memory: both of ours do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pyttsx3

from pipeline.speech.engines.protocol import EngineFailure, Phonemes, Speech


class InMemoryVoice:
    """One driver with one manner; the same text gives the same samples.

    Args:
        driver: Name for ``pyttsx3.init``; the driver notifies the topic ``speech``.
        properties: Set before each text.
    """

    def __init__(self, driver: str, properties: Mapping[str, object]) -> None:
        self._properties = properties
        self._pyttsx3: Any = pyttsx3.init(driver)
        self._run()

    def speak(self, text: str, phonemes: Phonemes = (), place: str = "") -> Speech:
        """Speak *text*; see :class:`pipeline.speech.engines.protocol.Engine`."""
        if place:
            self._pyttsx3.setProperty("place", place)
        heard = self._run((text, phonemes))
        if not heard:
            raise EngineFailure("pyttsx3 said nothing")
        return heard[0]

    def _run(self, *lines: tuple[str, Phonemes]) -> list[Speech]:
        """Set the manner, say *lines*, and return what was heard; raise the first error."""
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
            for text, phonemes in lines:
                self._pyttsx3.setProperty("phonemes", phonemes)
                self._pyttsx3.say(text)
            self._pyttsx3.runAndWait()
        finally:
            for token in tokens:
                self._pyttsx3.disconnect(token)
        if errors:
            raise errors[0]
        return heard
