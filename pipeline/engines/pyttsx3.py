"""The default engine: pyttsx3, by a driver of our own where libespeak-ng is to be had."""

from __future__ import annotations

from typing import Any, ClassVar

import pyttsx3

from pipeline.engines.espeak import driver
from pipeline.engines.espeak.library import find_library
from pipeline.engines.espeak.voices import for_language, voices
from pipeline.engines.protocol import EngineFailure, Manner, Speech, Voice

_DRIVER_VERSION = 1
"""Raised whenever the driver's sound changes."""


class Pyttsx3:
    """Speaks through :mod:`pyttsx3`."""

    summary: ClassVar[str] = "pyttsx3: espeak-ng in memory, or the system's own voices"

    def __init__(self, manner: Manner) -> None:
        library = find_library(prefer_system=manner.prefer_system)
        self._voice = manner.voice or for_language(manner.language, library.data)
        self._manner = manner
        self._pyttsx3: Any = pyttsx3.init(driver.register(library))
        self._run()

    def speak(self, text: str) -> Speech:
        """Speak *text*; see :class:`pipeline.engines.protocol.Engine`."""
        heard = self._run(text)
        if not heard:
            raise EngineFailure("pyttsx3 said nothing")
        return heard[0]

    @staticmethod
    def identity(manner: Manner) -> str:
        """Return the versions of pyttsx3, the driver and the library, and the data's digest."""
        library = find_library(prefer_system=manner.prefer_system)
        return f"espeak-ng {library.version} {library.digest} driver {_DRIVER_VERSION}"

    @staticmethod
    def voices(manner: Manner) -> tuple[Voice, ...]:
        """Return espeak-ng's voices, those of the manner's language first."""
        library = find_library(prefer_system=manner.prefer_system)
        wanted = manner.language.split("-")[0].lower()
        return tuple(
            sorted(voices(library.data), key=lambda voice: voice.language.split("-")[0] != wanted)
        )

    def _run(self, *texts: str) -> list[Speech]:
        """Set the manner, say *texts*, and return what was heard; raise the first error."""
        heard: list[Speech] = []
        errors: list[Exception] = []
        tokens = [
            self._pyttsx3.connect("speech", lambda name, speech: heard.append(speech)),  # noqa: ARG005 - pyttsx3 passes by name
            self._pyttsx3.connect("error", lambda name, exception: errors.append(exception)),  # noqa: ARG005 - likewise
        ]
        try:
            self._pyttsx3.setProperty("voice", self._voice)
            self._pyttsx3.setProperty("rate", self._manner.rate_wpm)
            self._pyttsx3.setProperty("pitch", self._manner.pitch)
            for text in texts:
                self._pyttsx3.say(text)
            self._pyttsx3.runAndWait()
        finally:
            for token in tokens:
                self._pyttsx3.disconnect(token)
        if errors:
            raise errors[0]
        return heard
