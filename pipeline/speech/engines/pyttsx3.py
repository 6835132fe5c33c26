"""The default engine: pyttsx3, with espeak-ng where it is to be had, else the system's voices."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version
from typing import ClassVar

from pipeline.errors import ToolMissingError
from pipeline.speech.engines.espeak.espeak_voice import EspeakVoice
from pipeline.speech.engines.espeak.library import Library, find_library, library_status
from pipeline.speech.engines.espeak.voice_files import voices
from pipeline.speech.engines.native import NativeVoice, native_driver, native_voices
from pipeline.speech.engines.protocol import Engine, EngineStatus, Manner, Phonemes, Speech, Voice

_DRIVER_VERSION = 2
"""Raised whenever the sound of our driver changes."""


class Pyttsx3(Engine):
    """Speaks through :mod:`pyttsx3`; a profile's option ``driver`` names one of its own drivers."""

    summary: ClassVar[str] = "pyttsx3: espeak-ng, or the system's own voices"

    def __init__(self, manner: Manner) -> None:
        library, driver = _choose(manner)
        self._voice = EspeakVoice(library, manner) if library else NativeVoice(driver, manner)

    def speak(self, text: str, phonemes: Phonemes = ()) -> Speech:
        """Speak *text*; see :class:`pipeline.speech.engines.protocol.Engine`."""
        return self._voice.speak(text, phonemes)

    def given(self, text: str, phonemes: Phonemes = ()) -> str:
        """Return what the voice itself is given: its own spellings, and readings as phonemes."""
        return self._voice.given(text, phonemes)

    def sounds(self, text: str, phonemes: Phonemes = ()) -> str:
        """Return *text* as it will sound, in IPA; empty for the system's own voices."""
        return self._voice.sounds(text, phonemes)

    @staticmethod
    def identity(manner: Manner) -> str:
        """Return the library's version and digest, or those of the system that has the voices."""
        library, driver = _choose(manner)
        if library:
            return f"espeak-ng {library.version} {library.digest} driver {_DRIVER_VERSION}"
        return f"pyttsx3 {version('pyttsx3')} {driver} {platform.platform()}"

    @staticmethod
    def voices(manner: Manner) -> tuple[Voice, ...]:
        """Return the voices there are, those of the manner's language first."""
        library, driver = _choose(manner)
        found = voices(library.data) if library else native_voices(driver)
        wanted = manner.language.split("-")[0].lower()
        return tuple(sorted(found, key=lambda voice: voice.language[: len(wanted)] != wanted))

    @staticmethod
    def licence(manner: Manner) -> str:
        """Return the licence of espeak-ng; the system's own voices have theirs."""
        library, _ = _choose(manner)
        return "GPL-3.0-or-later (espeak-ng)" if library else "the system's"

    @staticmethod
    def status(manner: Manner) -> tuple[EngineStatus, ...]:
        """Return a row for each libespeak-ng, the one in use first."""
        return library_status(prefer_system=manner.prefer_system)


def _choose(manner: Manner) -> tuple[Library | None, str]:
    """Return the library to speak with; None, and pyttsx3's own driver, where it is that.

    Our driver needs ``fork``, which Windows has not; see
    :mod:`pipeline.speech.engines.espeak.synthesis`.
    """
    asked = manner.option("driver")
    if asked:
        return None, asked
    native = native_driver()
    try:
        if native and not hasattr(os, "fork"):
            return None, native
        return find_library(prefer_system=manner.prefer_system), ""
    except ToolMissingError:
        if native:
            return None, native
        raise
