"""What an engine is: something made for one manner of speaking that turns text into samples.

Workers import this and nothing heavier: no numpy, no pydantic. A worker is up sooner than a
person notices, and a fork of it costs a millisecond.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Protocol


@dataclass(frozen=True, slots=True)
class Manner:
    """How an engine is to speak: a voice profile as the engine sees it, in a language."""

    voice: str = ""
    """The engine's own name of the voice; empty for its default in :attr:`language`."""
    rate_wpm: int = 170
    pitch: int = 50
    """0 to 100, 50 is the voice's own."""
    language: str = "en"
    """BCP 47 tag of the text."""
    options: tuple[tuple[str, str], ...] = ()
    """What only this engine understands, sorted by key."""
    folder: str = ""
    """Where relative paths in :attr:`options` start from."""
    prefer_system: bool = False
    """Take the system's engine library before the wheel's."""

    def option(self, key: str, default: str = "") -> str:
        """Return one of :attr:`options`."""
        return dict(self.options).get(key, default)


@dataclass(frozen=True, slots=True)
class Speech:
    """What came out of an engine for one text."""

    pcm: bytes
    """Little-endian signed 16-bit mono samples."""
    rate_hz: int
    words: tuple[tuple[int, int, int], ...] = ()
    """``(start, end, at)``: characters ``[start, end)`` of the text begin at sample *at*."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice an engine has."""

    name: str
    """What a profile's ``voice`` says to get it."""
    language: str = ""
    description: str = ""


class EngineFailure(Exception):  # noqa: N818 - it is caught and tried again, no user meets it
    """The engine did not speak; a sentence says what happened."""


class Engine(Protocol):
    """One manner of speaking, ready to speak. Made and used within one process."""

    summary: ClassVar[str]
    """One line about the engine, for ``essaycast voices``."""

    def __init__(self, manner: Manner) -> None:
        """Open the engine.

        Raises:
            VoiceError: The voice is unknown; near ones are named.
            ToolMissingError: The engine's library or model is not there.
        """

    def speak(self, text: str) -> Speech:
        """Speak *text*, which is clean and short (see :mod:`pipeline.speech.engines.text`).

        Raises:
            EngineFailure: It did not work, and may when tried again.
        """

    @staticmethod
    def identity(manner: Manner) -> str:
        """Return what the sound depends on besides manner and text: versions and models.

        Cheap enough to be asked before anything is spoken; opens no engine.

        Raises:
            ToolMissingError: The engine's library or model is not there.
        """

    @staticmethod
    def voices(manner: Manner) -> tuple[Voice, ...]:
        """Return the voices there are, those of the manner's language first."""
