"""Every voice there is reads the same paragraph: what that took, and under which licence."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.errors import EssaycastError
from pipeline.languages import readings, spoken
from pipeline.languages.lexicon_files import load_lexicon
from pipeline.settings.profiles import load_profile, profile_names
from pipeline.settings.speech_settings import Casting
from pipeline.speech.casting import settled
from pipeline.speech.engines import EngineFailure, Line, Speech, find_engine, load_engine
from pipeline.speech.pool import SpeechPool
from pipeline.speech.speaking import as_line
from pipeline.tools.timecode import seconds
from pipeline.values.sound import VoiceProfile

PARAGRAPH = (
    "The ferry leaves at half past six, whether the fog has lifted or not.",
    "Did anybody ask why?",
    "Ada Lindqvist did, once (she had missed it by a minute), and got a long answer.",
    "It named three reasons: habit, pride, and the price of coal.",
    "Yes.",
    "Of 1,250 passengers that winter, she was the only one who wrote the answers down.",
)
"""A plain sentence, a question, a name, brackets, a list, a short line, a figure."""
ENGINES = ("neural", "piper")
"""Those whose voices are compared beside the show's profiles; others need options."""
ESPEAK = VoiceProfile("espeak-ng", "pyttsx3", description="by the show's language")
MOST_VOICES = 24
"""Of all."""
_TIMES = 2
"""How often it is read; the quicker counts, in which no worker had to open anything."""
_GAP_S = 0.4


@dataclass(frozen=True, slots=True)
class VoiceReading:
    """One voice's reading of the paragraph."""

    name: str
    engine: str
    description: str
    licence: str
    pcm: bytes = b""
    """Little-endian signed 16-bit mono samples."""
    rate_hz: int = 1
    words_per_minute: float = 0.0
    """Pauses included."""
    cost: float = 0.0
    """Seconds of one worker for a second of speech, on this machine as it was."""
    failed: str = ""
    """Why there is none."""


def compared(
    casting: Casting, pool: SpeechPool, text: Sequence[str] = PARAGRAPH
) -> Iterator[VoiceReading]:
    """Yield the reading of each profile of the show, then of each voice that no profile has.

    Args:
        casting: Where profiles are, and the language.
        pool: The workers that speak.
        text: The paragraph's sentences, as written.
    """
    lexicon = load_lexicon(casting.voice_folders, casting.language)
    lines = []
    for sentence in text:
        form = spoken(sentence, language=casting.language, lexicon=lexicon).text
        lines.append(as_line(form, readings(form, language=casting.language, lexicon=lexicon)))
    for profile in _readers(casting, pool)[:MOST_VOICES]:
        try:
            yield _reading(profile, casting.language, pool, lines)
        except (EssaycastError, EngineFailure) as error:
            yield VoiceReading(
                profile.name, profile.engine, profile.description, "", failed=str(error)
            )


def _readers(casting: Casting, pool: SpeechPool) -> list[VoiceProfile]:
    """Return the show's profiles as they are spoken here, and one for each further voice."""
    profiles: list[VoiceProfile] = []
    for name in profile_names(casting.voice_folders):
        profile = load_profile(name, casting.voice_folders)
        profiles += settled((profile,), casting.language)[0]
    have = {(profile.engine, profile.voice) for profile in profiles}
    for engine in ENGINES:
        try:
            voices = pool.voices(engine, casting.language)
        except EssaycastError:  # its package is not here
            continue
        for voice in voices:
            if (engine, voice.name) not in have:
                profiles.append(
                    VoiceProfile(
                        voice.name, engine, voice=voice.name, description=voice.description
                    )
                )
    return profiles if (ESPEAK.engine, ESPEAK.voice) in have else [*profiles, ESPEAK]


def _reading(
    profile: VoiceProfile, language: str, pool: SpeechPool, lines: Sequence[Line]
) -> VoiceReading:
    manner = pool.manner(profile, language)
    took_s: list[float] = []
    outcomes: list[Speech | Exception] = []
    for _ in range(_TIMES):
        began = time.perf_counter()
        outcomes = pool.speak_all(profile.engine, manner, lines)
        took_s.append(time.perf_counter() - began)
    speeches = []
    for outcome in outcomes:
        if not isinstance(outcome, Speech):
            raise outcome
        speeches.append(outcome)
    rate_hz = speeches[0].rate_hz
    gap = bytes(2 * round(_GAP_S * rate_hz))
    pcm = gap.join(speech.pcm for speech in speeches)
    spoken_s = seconds(len(pcm) // 2, rate_hz)
    n_words = sum(len(line.text.split()) for line in lines)
    return VoiceReading(
        name=profile.name,
        engine=profile.engine,
        description=", ".join(filter(None, (profile.voice, profile.description))),
        licence=load_engine(find_engine(profile.engine)).licence(manner),
        pcm=pcm,
        rate_hz=rate_hz,
        words_per_minute=60 * n_words / spoken_s,
        cost=min(took_s) / sum(seconds(len(speech.pcm) // 2, rate_hz) for speech in speeches),
    )
