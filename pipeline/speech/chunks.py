"""Chunks: a script cut into stretches of one voice, each spoken as one task."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from slugify import slugify

from pipeline.settings.speech_settings import Casting
from pipeline.speech.casting import Caster, cast, caster
from pipeline.values.script import Pause, Script, Utterance
from pipeline.values.sound import Chunk, VoiceProfile

_ENOUGH_CHARACTERS = 450
"""A chunk this long ends with its paragraph: 30 to 40 tasks for 18 minutes of speech."""
_TOO_MANY_CHARACTERS = 1_500
"""A chunk this long ends with its sentence, whatever the paragraph."""
_WITHIN_A_PARAGRAPH = frozenset({Pause.NONE, Pause.CLAUSE, Pause.SENTENCE})
_NAME_CHARACTERS = 32


def cut_chunks(script: Script, casting: Casting) -> tuple[Chunk, ...]:
    """Cut *script* into chunks.

    A chunk has one voice profile and lies within one chapter. Where a chunk is cut depends on
    nothing before the last change of voice or chapter, so an edit moves few cuts.

    Args:
        script: What is to be said.
        casting: The voices by role, and where their profiles are.

    Returns:
        Chunks that hold every utterance once, in order.

    Raises:
        VoiceError: A role asks for a profile, or a profile for an engine, that is not there.
        ShowError: A profile's file says something it cannot say.
    """
    profiles = cast(script.utterances, script.language, casting)
    stretches: list[tuple[int, tuple[Utterance, ...], VoiceProfile]] = []
    first = 0
    for chapter in script.chapters:
        for stretch in _stretches(chapter.utterances, profiles):
            stretches.append((first, stretch, profiles[caster(stretch[0])]))
            first += len(stretch)
    digits = max(3, len(str(len(stretches))))
    return tuple(
        Chunk(
            _id(number, digits, stretch),
            first,
            stretch,
            profile,
            stretch[0].language or script.language,
        )
        for number, (first, stretch, profile) in enumerate(stretches, start=1)
    )


def _stretches(
    utterances: Sequence[Utterance], profiles: dict[Caster, VoiceProfile]
) -> Iterator[tuple[Utterance, ...]]:
    stretch: list[Utterance] = []
    length = 0
    for utterance in utterances:
        if stretch and _voiced_by(stretch[0], profiles) != _voiced_by(utterance, profiles):
            yield tuple(stretch)
            stretch, length = [], 0
        stretch.append(utterance)
        length += len(utterance.spoken)
        enough = (
            _TOO_MANY_CHARACTERS if utterance.pause in _WITHIN_A_PARAGRAPH else (_ENOUGH_CHARACTERS)
        )
        if length >= enough:
            yield tuple(stretch)
            stretch, length = [], 0
    if stretch:
        yield tuple(stretch)


def _voiced_by(
    utterance: Utterance, profiles: dict[Caster, VoiceProfile]
) -> tuple[VoiceProfile, str]:
    return profiles[caster(utterance)], utterance.language


def _id(number: int, digits: int, stretch: Sequence[Utterance]) -> str:
    start_of_text = stretch[0].spoken[:200]
    # ASCII is asked for as it is: slugify looks for a library that transliterates at each call.
    words = slugify(
        start_of_text,
        max_length=_NAME_CHARACTERS,
        word_boundary=True,
        allow_unicode=start_of_text.isascii(),
    )
    return f"{number:0{digits}}-{words}" if words else f"{number:0{digits}}"
