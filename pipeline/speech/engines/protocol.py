"""What an engine is: something made for one manner of speaking that turns text into samples.

Workers import this and nothing heavier: no numpy, no pydantic. A worker is up sooner than a
person notices, and little has to be copied for a fork of it (``benchmarks/fork_cost.py``).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, NamedTuple, Protocol, TypeAlias

Phonemes: TypeAlias = tuple[tuple[int, int, str], ...]
"""``(start, end, ipa)``: characters ``[start, end)`` of a text sound like *ipa*. In order, never
overlapping."""


class Line(NamedTuple):
    """One text to speak, and how some of its words sound."""

    text: str
    phonemes: Phonemes = ()
    place: str = ""
    """Where it stands among others: a member of :class:`Place`; empty for nowhere special."""


class Place(StrEnum):
    """Where a sentence stands, as far as its melody tells it."""

    OPENS = "opens"
    """First of several in a paragraph: a reader begins higher."""
    CLOSES = "closes"
    """Last of several: a reader ends lower."""
    LISTED = "listed"
    """An item after which others come: its end falls less."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What an engine can take, and what it costs; the pool keeps to it."""

    longest_text: int = 1_200
    """Characters it is given at a time; longer text is spoken in parts and joined."""
    s_per_character: float = 0.05
    """Seconds it may take for a character, on a slow machine, before it counts as hanging."""
    open_s: float = 20.0
    """Seconds it may take to open, besides."""
    workers: int = 0
    """Workers that may speak at a time; 0 for one a core."""
    threads: int = 1
    """Threads that one worker keeps busy."""
    memory_bytes: int = 50_000_000
    """What one worker holds, about."""


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
    phonemes: tuple[tuple[str, int], ...] = ()
    """``(ipa, at)``: each sound and the sample it begins at; empty where the engine tells none.
    The last may have no sound: where all of them end, by the durations."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice an engine has."""

    name: str
    """What a profile's ``voice`` says to get it."""
    language: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class EngineStatus:
    """A row of ``essaycast doctor``: something speaking needs, and whether it is there."""

    what: str
    found: bool
    where: str = ""
    version: str = ""
    why: str = ""
    """Why this one is used, or what it would be for."""
    mend: str = ""
    """What to run when it is missing."""


def primary_subtag(language: str) -> str:
    """Return the language of a BCP 47 tag, without script, region and variants."""
    return language.lower().replace("_", "-").partition("-")[0]


class EngineFailure(Exception):  # noqa: N818 - it is caught and tried again, no user meets it
    """The engine did not speak; a sentence says what happened."""


class Engine(Protocol):
    """One manner of speaking, ready to speak. Made and used within one process.

    A class that names this one as its base gets what it does not define: no limits of its own,
    nothing for ``doctor``, texts given as they are, no phonemes told, any language.
    """

    summary: ClassVar[str]
    """One line about the engine, for ``essaycast voices``."""
    limits: ClassVar[Limits] = Limits()
    """What it can take."""
    languages: ClassVar[tuple[str, ...]] = ()
    """Primary subtags of the languages it speaks; empty for any."""
    placed: ClassVar[bool] = False
    """Whether its melody follows a sentence's place: whether :meth:`speak_placed` is its own."""
    judged: ClassVar[bool] = True
    """Whether what it gives is listened to for being what was written."""
    preloaded: ClassVar[str] = ""
    """Module that the fork server of the workers imports, so that they share what it read."""

    def __init__(self, manner: Manner) -> None:
        """Open the engine.

        Raises:
            VoiceError: The voice is unknown; near ones are named.
            ToolMissingError: The engine's library or model is not there.
        """

    def speak(self, text: str, phonemes: Phonemes = ()) -> Speech:
        """Speak *text*, which is clean and no longer than :attr:`limits` say.

        Args:
            text: See :mod:`pipeline.speech.engines.text`.
            phonemes: How some of its words sound; an engine that takes none reads the letters.

        Raises:
            EngineFailure: It did not work, and may when tried again.
        """

    def speak_placed(self, text: str, phonemes: Phonemes, place: str) -> Speech:  # noqa: ARG002 - for those who override it
        """Speak *text* as it is said in its *place* (:class:`Place`)."""
        return self.speak(text, phonemes)

    def given(self, text: str, phonemes: Phonemes = ()) -> str:  # noqa: ARG002 - for those who override it
        """Return what the engine itself is given for *text*: its own spellings, or phonemes."""
        return text

    def sounds(self, text: str, phonemes: Phonemes = ()) -> str:  # noqa: ARG002 - likewise
        """Return *text* as it will sound, in IPA; empty where the engine does not tell."""
        return ""

    @staticmethod
    def licence(manner: Manner) -> str:  # noqa: ARG004 - likewise
        """Return the licence of engine and voice, in a phrase; empty where it is not known."""
        return ""

    @staticmethod
    def lacks() -> str:
        """Return why the engine cannot speak on this machine, in a clause; empty when it can.

        Asked where a profile says what to do otherwise; opens no engine, raises nothing.
        """
        return ""

    @staticmethod
    def status(manner: Manner) -> tuple[EngineStatus, ...]:  # noqa: ARG004 - likewise
        """Return what it needs on this machine, for ``essaycast doctor``; raises nothing."""
        return ()

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
