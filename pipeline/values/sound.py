"""Speech and sound between stages: small values that point at samples in the store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from pipeline.values.script import Role, Utterance

Pcm: TypeAlias = NDArray[np.float32]
"""Mono samples, shape (n_samples,), full scale ±1.0."""


@dataclass(frozen=True, slots=True)
class VoiceProfile:
    """One TOML file of ``voices/``: an engine and how it is to speak."""

    name: str
    engine: str = "pyttsx3"
    voice: str = ""
    """The engine's own name of the voice; empty for its default in the essay's language."""
    rate_wpm: int = 170
    pitch: int = 50
    """0 to 100, 50 is the voice's own."""
    options: tuple[tuple[str, str], ...] = ()
    """What only this engine understands (model file, argv), sorted by key; values as text."""
    description: str = ""
    otherwise: VoiceProfile | None = None
    """What speaks where the engine cannot: another language, or something it needs is missing."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Consecutive utterances of one voice, spoken as one task."""

    id: str
    """Readable and unique in the episode: ``003-keeping-gravity``."""
    first: int
    """Index of the first utterance in :attr:`Script.utterances`."""
    utterances: tuple[Utterance, ...]
    profile: VoiceProfile
    language: str
    """BCP 47 tag of the essay."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word event of the engine: spoken characters ``[start, end)`` begin at sample *at*."""

    start: int
    end: int
    at: int


@dataclass(frozen=True, slots=True)
class Clip:
    """One spoken utterance; its samples lie in the clip store under *key*."""

    key: str
    n_samples: int
    rate_hz: int
    words: tuple[Word, ...] = ()
    """Empty where the engine reports none."""


@dataclass(frozen=True, slots=True)
class SpokenChunk:
    """What came back for a chunk: one clip for each of its utterances."""

    id: str
    first: int
    voice: str
    """Name of the profile that spoke."""
    clips: tuple[Clip, ...]
    cached: bool
    """Whether every clip was in the store already."""


@dataclass(frozen=True, slots=True)
class CueWord:
    """A written word and when it is heard."""

    start: int
    """Sample."""
    end: int
    text_start: int
    """Offset into the cue's text."""
    text_end: int


@dataclass(frozen=True, slots=True)
class Cue:
    """An utterance and when it is heard. Cues never overlap and are in order."""

    start: int
    """Sample."""
    end: int
    utterance: int
    """Index into :attr:`Script.utterances`."""
    role: Role
    text: str
    """As written; white space runs folded."""
    speaker: str = ""
    words: tuple[CueWord, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """A titled stretch; chapters cover the timeline from 0 to its end without gaps."""

    start: int
    end: int
    title: str
    url: str = ""
    image: str = ""


@dataclass(frozen=True, slots=True)
class Placement:
    """A clip on the timeline, resampled to its rate."""

    key: str
    """Clip key in the store."""
    start: int
    """First sample on the timeline."""
    n_samples: int
    """At the timeline's rate, after trimming."""
    trim_start: int
    """Samples dropped at the clip's start, at the clip's own rate."""
    trim_end: int
    """Clip samples end here (exclusive), at the clip's own rate."""
    rate_hz: int
    """The clip's own rate."""
    gain_db: float = 0.0
    """Matches this voice to the others before mastering."""


@dataclass(frozen=True, slots=True)
class MusicPlacement:
    """Music on the timeline; its samples lie in the store under *key*, faded already."""

    key: str
    start: int
    n_samples: int
    gain_db: float
    duck_db: float = 0.0


@dataclass(frozen=True, slots=True)
class Timeline:
    """Everything that sounds, and when, to the sample."""

    rate_hz: int
    n_samples: int
    placements: tuple[Placement, ...]
    cues: tuple[Cue, ...]
    chapters: tuple[Chapter, ...]
    music: tuple[MusicPlacement, ...] = ()
    room_tone_dbfs: float | None = None
    boundaries: tuple[int, ...] = ()
    """Samples at which parts may begin: paragraph starts on the encoder's frame grid."""


@dataclass(frozen=True, slots=True)
class LaidFault:
    """A place where the finished sound is not what was laid on the timeline."""

    placement: int
    """Index into :attr:`Timeline.placements`, which is that of its utterance."""
    at: int
    """Sample of the timeline."""
    what: str
    """What is heard there, in a clause."""


@dataclass(frozen=True, slots=True)
class Master:
    """How the timeline becomes the finished sound: one gain, and a ceiling for the limiter."""

    gain_db: float
    """Given to every sample alike, in steps of 0.05 dB."""
    ceiling_dbtp: float
    """True peak nothing may exceed once decoded."""
    target_lufs: float
    source_lufs: float
    """Loudness of the timeline before the gain."""
    predicted_lufs: float
    """Loudness after gain and limiter."""
    limited_s: float = 0.0
    """How much of the episode the limiter has to touch."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What a meter read off a decoded file."""

    n_samples: int
    rate_hz: int
    loudness_lufs: float
    true_peak_dbtp: float
    range_lu: float = 0.0
