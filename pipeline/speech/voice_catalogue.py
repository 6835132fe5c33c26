"""What there is to speak with, for those who choose: engines, voices, profiles, a sample."""

from __future__ import annotations

import logging
import wave
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import EssaycastError, StorageError, VoiceError
from pipeline.settings.profiles import load_profile, profile_names
from pipeline.settings.running_settings import Machine
from pipeline.settings.speech_settings import Casting
from pipeline.speech.casting import settled
from pipeline.speech.clip_keys import clip_keys
from pipeline.speech.engines import EngineStatus, Voice, engine_names, find_engine, load_engine
from pipeline.speech.manner import as_manner
from pipeline.speech.pool import SpeechPool
from pipeline.speech.speaking import speak
from pipeline.speech.voice_sources import listed_sources
from pipeline.tools.clips import unpacked
from pipeline.tools.model_files import model_folder
from pipeline.tools.store import Store
from pipeline.values.script import Pause, Role, Span, Utterance
from pipeline.values.sound import Chunk, VoiceProfile

SAMPLE_TEXT = "A page is silent until somebody lends it a voice. How does this one suit?"
_log = logging.getLogger(__name__)


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
    to_be_got: tuple[Voice, ...]
    """Voices to be fetched by name, that are not here yet."""


def voice_list(casting: Casting, pool: SpeechPool) -> VoiceList:
    """Return the show's profiles, the engines there are, and their voices.

    Raises:
        ShowError: A profile's file says something it cannot say.
    """
    names = profile_names(casting.voice_folders)
    return VoiceList(
        profiles=tuple(load_profile(name, casting.voice_folders) for name in names),
        engines=tuple(_engine_voices(name, casting, pool) for name in engine_names()),
        to_be_got=tuple(
            Voice(source.name, source.language, source.description)
            for source in listed_sources()
            if not (model_folder(source.name) / source.files[0].name).is_file()
        ),
    )


def speak_sample(name: str, target: Path, casting: Casting, store: Store, pool: SpeechPool) -> Path:
    """Speak a sample sentence to the WAV file *target*.

    Args:
        name: A profile; else a voice of an engine.
        target: The file; it appears whole.
        casting: Where profiles are, and the language.
        store: Where clips are kept.
        pool: The workers that speak.

    Raises:
        VoiceError: There is no such profile or voice.
        SpeechError: The engine failed.
        StorageError: The file cannot be written.
    """
    (profile,), lacks = settled((_profile(name, casting, pool),), casting.language)
    if lacks:
        _log.warning("%s: spoken as the voice profile says otherwise", lacks)
    utterance = Utterance(
        Role.NARRATOR, SAMPLE_TEXT, SAMPLE_TEXT, Pause.END, Span(None, 0, len(SAMPLE_TEXT))
    )
    chunk = Chunk(f"sample of {name}", 0, (utterance,), profile, casting.language)
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


def engine_status(casting: Casting, folder: Path, machine: Machine) -> tuple[EngineStatus, ...]:
    """Return what speaking needs on this machine: what the engines say, then each profile."""
    return (
        *_engine_rows(casting, folder, machine),
        *_profile_rows(casting, folder, machine),
    )


def _engine_voices(name: str, casting: Casting, pool: SpeechPool) -> EngineVoices:
    try:
        summary = load_engine(find_engine(name)).summary
        return EngineVoices(name, summary, pool.voices(name, casting.language))
    except EssaycastError as error:
        return EngineVoices(name, "", lacks=str(error))


def _profile(name: str, casting: Casting, pool: SpeechPool) -> VoiceProfile:
    """Return the profile *name*, or one made for the voice of that name, whichever engine has it.

    What stands after a plus is a variant of the voice, which the engine itself looks up.
    """
    if name in profile_names(casting.voice_folders):
        return load_profile(name, casting.voice_folders)
    for engine in engine_names():
        listed = _engine_voices(engine, casting, pool).voices
        if {name, name.partition("+")[0].lower()} & {voice.name for voice in listed}:
            return VoiceProfile(name, engine=engine, voice=name)
    raise VoiceError(
        f"there is no profile or voice '{name}'", mend="See 'essaycast voices' for those there are"
    )


def _engine_rows(casting: Casting, folder: Path, machine: Machine) -> list[EngineStatus]:
    """Return what each engine says of itself on this machine."""
    manner = as_manner(VoiceProfile(""), casting.language, folder, machine)
    return [row for name in engine_names() for row in load_engine(find_engine(name)).status(manner)]


def _profile_rows(casting: Casting, folder: Path, machine: Machine) -> list[EngineStatus]:
    """One row for each voice profile: whether its engine has what it needs."""
    rows = []
    for name in profile_names(casting.voice_folders):
        what = f"voice profile {name}"
        try:
            profile = load_profile(name, casting.voice_folders)
            (profile,), _ = settled((profile,), casting.language)
            clip_keys(
                find_engine(profile.engine),
                as_manner(profile, casting.language, folder, machine),
                (),
            )
        except EssaycastError as error:
            rows.append(EngineStatus(what, found=False, why=error.what, mend=error.mend))
        else:
            about = f"engine {profile.engine}, voice {profile.voice or 'by language'}"
            rows.append(EngineStatus(what, found=True, why=about))
    return rows
