"""Who says what: a voice profile for each role and speaker, of engines that can speak here."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import replace
from typing import TypeAlias

from pipeline.errors import EssaycastError
from pipeline.settings.profiles import load_profile
from pipeline.settings.speech_settings import Casting
from pipeline.speech.engines import find_engine, load_engine
from pipeline.speech.engines.engine_table import RECORDING
from pipeline.speech.engines.protocol import primary_subtag
from pipeline.speech.splitting import TAKE
from pipeline.values.directions import Delivery
from pipeline.values.script import Role, Utterance
from pipeline.values.sound import VoiceProfile

_PACES = (0.97, 1.02, 1.03, 0.98, 0.95, 1.04, 1.05, 0.96)
"""Pace of one take after the other, as a factor of the voice's own."""
_log = logging.getLogger(__name__)


Caster: TypeAlias = tuple[Role, str, str, Delivery]
"""Role, speaker's name, language where it is not the script's, and its author's wishes."""


def caster(utterance: Utterance) -> Caster:
    """Return what decides who says *utterance*."""
    speaker = utterance.speaker if utterance.role is Role.SPEAKER else ""
    delivery = replace(utterance.delivery, pause_ms=None)  # no voice depends on it
    return utterance.role, speaker, utterance.language, delivery


def cast(
    utterances: Iterable[Utterance], language: str, casting: Casting
) -> dict[Caster, VoiceProfile]:
    """Return the profile of everybody who says something.

    Where an engine does not speak the language, or lacks something on this machine, the whole
    episode is spoken as its profiles say otherwise: natural and artificial voices never mix by
    accident.

    Raises:
        VoiceError: A role asks for a profile, or a profile for an engine, that is not there.
        ShowError: A profile's file says something it cannot say.
    """
    casters = list(dict.fromkeys(caster(utterance) for utterance in utterances))
    speakers = tuple(dict.fromkeys(who for role, who, _, _ in casters if role is Role.SPEAKER))
    profiles: dict[Caster, VoiceProfile] = {}
    for tongue in dict.fromkeys(other for _, _, other, _ in casters):
        group = {
            each: _profile_of(each, speakers, casting) for each in casters if each[2] == tongue
        }
        here, lacks = settled(tuple(group.values()), tongue or language)
        if lacks:
            _log.warning("%s: spoken as the voice profiles say otherwise", lacks)
        profiles |= zip(group, here, strict=True)
    return profiles


def _profile_of(each: Caster, speakers: tuple[str, ...], casting: Casting) -> VoiceProfile:
    role, speaker, language, delivery = each
    if delivery.recording:
        return recorded(delivery)
    by_language = {tag.lower(): name for tag, name in casting.voices.languages.items()}
    named = by_language.get(language) or casting.voices.for_role(role, speaker, speakers)
    name = delivery.voice or named
    profile = load_profile(name, casting.voice_folders)
    find_engine(profile.engine, where=f"voices/{name}.toml")
    return taken(paced(profile, delivery.pace), delivery.take)


def taken(profile: VoiceProfile, take: int) -> VoiceProfile:
    """Return *profile* as it says the *take*-th take: 0 is the first, and each sounds otherwise.

    Our engines say the same words alike every time. So takes differ in pace by a few per cent,
    and every second one is said in two breaths where the sentence has a comma, which gives a
    model other neighbours to go by (:func:`pipeline.speech.splitting.breaths`).
    """
    if not take:
        return profile
    again = paced(profile, _PACES[(take - 1) % len(_PACES)])
    otherwise = taken(profile.otherwise, take) if profile.otherwise else None
    options = tuple(sorted((*profile.options, (TAKE, str(take)))))
    return replace(again, options=options, otherwise=otherwise)


def paced(profile: VoiceProfile, pace: float) -> VoiceProfile:
    """Return *profile* at *pace* times its speed."""
    if pace == 1:
        return profile
    otherwise = paced(profile.otherwise, pace) if profile.otherwise else None
    return replace(profile, rate_wpm=round(profile.rate_wpm * pace), otherwise=otherwise)


def recorded(delivery: Delivery) -> VoiceProfile:
    """Return the profile that plays the recording of *delivery*."""
    options = (("file", delivery.recording), ("sha256", delivery.recording_sha256))
    return VoiceProfile("recording", RECORDING, options=options)


def settled(
    profiles: tuple[VoiceProfile, ...], language: str
) -> tuple[tuple[VoiceProfile, ...], str]:
    """Return *profiles* as they are spoken on this machine in *language*, all alike.

    Returns:
        The profiles, and what an engine of theirs lacks here, in a clause; empty for nothing.
    """
    otherwise = tuple(it.otherwise or it for it in profiles)
    if any(it.otherwise and not _speaks(it, language) for it in profiles):
        return otherwise, ""
    lacks = next(filter(None, map(_lacks, profiles)), "")
    return (otherwise if lacks else profiles), lacks


def narrator_modules(casting: Casting) -> tuple[str, ...]:
    """Return what workers may have imported before they are asked: what the narrator needs."""
    try:
        profile = load_profile(casting.voices.narrator, casting.voice_folders)
        (profile,), _ = settled((profile,), casting.language)
        module = load_engine(find_engine(profile.engine)).preloaded
    except EssaycastError:  # whoever speaks is told what is wrong
        return ()
    return (module,) if module else ()


def _speaks(profile: VoiceProfile, language: str) -> bool:
    languages = load_engine(find_engine(profile.engine)).languages
    return not languages or primary_subtag(language) in languages


def _lacks(profile: VoiceProfile) -> str:
    """Return what the engine of *profile* lacks, if the profile knows another."""
    if profile.otherwise is None:
        return ""
    return load_engine(find_engine(profile.engine)).lacks()
