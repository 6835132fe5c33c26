"""What there is to speak with, for those who choose: engines, voices, profiles, a sample."""

from __future__ import annotations

import wave
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import EssaycastError, StorageError, ToolMissingError, VoiceError
from pipeline.settings.profiles import load_profile, profile_names
from pipeline.settings.show import Show
from pipeline.speech.clip_keys import clip_keys
from pipeline.speech.engines import Voice, engine_names, find_engine, load_engine
from pipeline.speech.engines.espeak.library import find_library, libraries
from pipeline.speech.pool import SpeechPool, as_manner
from pipeline.speech.speaking import speak
from pipeline.tools.clips import unpacked
from pipeline.tools.store import Store
from pipeline.values.script import Pause, Role, Span, Utterance
from pipeline.values.sound import Chunk, VoiceProfile

SAMPLE_TEXT = "A page is silent until somebody lends it a voice. How does this one suit?"


@dataclass(frozen=True, slots=True)
class EngineVoices:
    """An engine and its voices."""

    name: str
    summary: str
    voices: tuple[Voice, ...] = ()
    lacks: str = ""
    """Why it cannot be used on this machine; empty when it can."""


@dataclass(frozen=True, slots=True)
class VoiceList:
    """All there is to speak with."""

    profiles: tuple[VoiceProfile, ...]
    engines: tuple[EngineVoices, ...]


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


def voice_list(show: Show, pool: SpeechPool) -> VoiceList:
    """Return the show's profiles, the engines there are, and their voices.

    Raises:
        ShowError: A profile's file says something it cannot say.
    """
    names = profile_names(show.voice_folders)
    return VoiceList(
        profiles=tuple(load_profile(name, show.voice_folders) for name in names),
        engines=tuple(_engine_voices(name, show, pool) for name in engine_names()),
    )


def speak_sample(name: str, target: Path, show: Show, store: Store, pool: SpeechPool) -> Path:
    """Speak a sample sentence to the WAV file *target*.

    Args:
        name: A profile; else a voice of the default engine.
        target: The file; it appears whole.
        show: Its profiles and language.
        store: Where clips are kept.
        pool: The workers that speak.

    Raises:
        VoiceError: There is no such profile or voice.
        SpeechError: The engine failed.
        StorageError: The file cannot be written.
    """
    profile = _profile(name, show, pool)
    utterance = Utterance(
        Role.NARRATOR, SAMPLE_TEXT, SAMPLE_TEXT, Pause.END, Span(None, 0, len(SAMPLE_TEXT))
    )
    chunk = Chunk(f"sample of {name}", 0, (utterance,), profile, show.language)
    (clip,) = speak(chunk, store, pool).clips
    content = store.get(clip.key)
    if content is None:
        raise StorageError("the sample's clip was lost", where=str(store.place))
    half = target.with_name(f"{target.name}.half")
    try:
        with half.open("wb") as whole, wave.open(whole, "wb") as file:
            file.setparams((1, 2, clip.rate_hz, clip.n_samples, "NONE", ""))
            file.writeframes(unpacked(clip.key, content)[1])
        return half.replace(target)
    except OSError as error:
        half.unlink(missing_ok=True)
        raise StorageError(f"cannot be written: {error.strerror}", where=str(target)) from error


def engine_status(show: Show) -> tuple[EngineStatus, ...]:
    """Return what speaking needs on this machine: espeak-ng's libraries, then each other engine."""
    return (*_library_rows(show), *_profile_rows(show))


def _engine_voices(name: str, show: Show, pool: SpeechPool) -> EngineVoices:
    try:
        summary = load_engine(find_engine(name)).summary
        return EngineVoices(name, summary, pool.voices(name, show.language))
    except EssaycastError as error:
        return EngineVoices(name, "", lacks=str(error))


def _profile(name: str, show: Show, pool: SpeechPool) -> VoiceProfile:
    """Return the profile *name*, or one made for the default engine's voice of that name."""
    if name in profile_names(show.voice_folders):
        return load_profile(name, show.voice_folders)
    voices = pool.voices("pyttsx3", show.language)
    if any(voice.name == name.partition("+")[0].lower() for voice in voices):
        return VoiceProfile(name, voice=name)
    raise VoiceError(
        f"there is no profile or voice '{name}'", mend="See 'essaycast voices' for those there are"
    )


def _library_rows(show: Show) -> list[EngineStatus]:
    """One row for each libespeak-ng, the one in use first."""
    try:
        used = find_library(prefer_system=show.run.prefer_system)
    except ToolMissingError as error:
        return [EngineStatus("libespeak-ng", found=False, why=error.what, mend=error.mend)]
    first = (
        "run.prefer_system is set"
        if show.run.prefer_system
        else ("the wheel's goes first, so that every machine sounds the same")
    )
    whys = {True: f"used: {first}" if len(libraries()) > 1 else "used: the only one"}
    spare = "not used; run.prefer_system in show.toml turns the order round"
    return [
        EngineStatus(
            f"libespeak-ng ({library.origin})",
            found=True,
            where=str(library.path),
            version=library.version,
            why=whys.get(library == used, spare),
        )
        for library in sorted(libraries(), key=lambda library: library != used)
    ]


def _profile_rows(show: Show) -> list[EngineStatus]:
    """One row for each voice profile: whether its engine has what it needs."""
    rows = []
    for name in profile_names(show.voice_folders):
        what = f"voice profile {name}"
        try:
            profile = load_profile(name, show.voice_folders)
            clip_keys(find_engine(profile.engine), as_manner(profile, show.language, show), ())
        except EssaycastError as error:
            rows.append(EngineStatus(what, found=False, why=error.what, mend=error.mend))
        else:
            about = f"engine {profile.engine}, voice {profile.voice or 'by language'}"
            rows.append(EngineStatus(what, found=True, why=about))
    return rows
