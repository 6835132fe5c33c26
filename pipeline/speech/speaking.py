"""One chunk spoken: what is in the store is taken, the rest spoken, checked and tried again."""

from __future__ import annotations

import logging

from pipeline.clips import clip_key, find_clip, packed, unpacked
from pipeline.engines import EngineFailure, Manner, Speech, find_engine
from pipeline.engines.text import LONGEST_TEXT, speakable
from pipeline.errors import EssaycastError, SpeechError
from pipeline.speech.plausibility import implausibility
from pipeline.speech.pool import SpeechPool
from pipeline.speech.splitting import halves
from pipeline.store import Store
from pipeline.values.sound import Chunk, Clip, SpokenChunk

_log = logging.getLogger(__name__)
_ATTEMPTS = 2
_SMALLEST = 12
"""Characters; a text shorter than this is not split to save it."""


def speak(chunk: Chunk, store: Store, pool: SpeechPool) -> SpokenChunk:
    """Speak *chunk*.

    Args:
        chunk: What is to be said, by one voice.
        store: Where clips are kept; those that are there and intact are not spoken again.
        pool: The workers that speak.

    Returns:
        One clip for each utterance, all of them in the store.

    Raises:
        SpeechError: The engine failed for good; names the chunk, its text and what happened.
        VoiceError: There is no such engine or voice.
        ToolMissingError: The engine's library or model is not there.
        StorageError: A clip cannot be kept.
    """
    manner = pool.manner(chunk.profile, chunk.language)
    keys = _keys(chunk, manner)
    clips: dict[str, Clip] = {}
    wanted: dict[str, str] = {}
    for key, utterance in zip(keys, chunk.utterances, strict=True):
        if key not in clips and key not in wanted:
            clip = find_clip(store, key)
            if clip is None:
                wanted[key] = speakable(utterance.spoken)
            else:
                clips[key] = clip
    cached = not wanted
    for key, speech in _speak_all(chunk, manner, wanted, pool).items():
        content = packed(speech.pcm, speech.rate_hz, speech.words)
        store.put(key, content)
        clips[key] = unpacked(key, content)[0]
    return SpokenChunk(chunk.id, chunk.first, tuple(clips[key] for key in keys), cached)


def is_cached(chunk: Chunk, store: Store, pool: SpeechPool) -> bool:
    """Tell whether every clip of *chunk* is in the store, without reading them."""
    manner = pool.manner(chunk.profile, chunk.language)
    return all(store.has(key) for key in _keys(chunk, manner))


def _keys(chunk: Chunk, manner: Manner) -> list[str]:
    place = find_engine(chunk.profile.engine)
    return [clip_key(place, manner, speakable(u.spoken)) for u in chunk.utterances]


def _speak_all(
    chunk: Chunk, manner: Manner, wanted: dict[str, str], pool: SpeechPool
) -> dict[str, Speech]:
    """Speak all *wanted* texts by key in one go, and those that failed one by one."""
    short = {key: text for key, text in wanted.items() if len(text) <= LONGEST_TEXT}
    outcomes = dict(
        zip(short, pool.speak_all(chunk.profile.engine, manner, list(short.values())), strict=True)
        if short
        else ()
    )
    return {
        key: _checked(chunk, manner, text, outcomes.get(key), pool) for key, text in wanted.items()
    }


def _checked(
    chunk: Chunk, manner: Manner, text: str, outcome: Speech | Exception | None, pool: SpeechPool
) -> Speech:
    """Return *outcome* if it can be the speech of *text*, else try again and split smaller."""
    happened: list[str] = []
    if outcome is None:
        happened.append(f"its {len(text)} characters are too many at a time")
    else:
        for _ in range(_ATTEMPTS):
            wrong = _wrong(text, outcome, manner)
            if isinstance(outcome, Speech) and not wrong:
                return outcome
            happened.append(wrong)
            _log.warning("chunk %s: %s; speaking it again: %.60r", chunk.id, wrong, text)
            outcome = pool.speak_all(chunk.profile.engine, manner, [text])[0]
        wrong = _wrong(text, outcome, manner)
        if isinstance(outcome, Speech) and not wrong:
            return outcome
        happened.append(wrong)
    parts = halves(text) if len(text) >= _SMALLEST else None
    if parts is None:
        raise _failure(chunk, text, happened)
    try:
        first, second = (
            _checked(chunk, manner, part, _first_try(chunk, manner, part, pool), pool)
            for part in parts
        )
    except SpeechError as error:
        raise _failure(chunk, text, [*happened, error.what]) from error
    return _joined(first, second, len(parts[0]))


def _first_try(
    chunk: Chunk, manner: Manner, text: str, pool: SpeechPool
) -> Speech | Exception | None:
    if len(text) > LONGEST_TEXT:
        return None
    return pool.speak_all(chunk.profile.engine, manner, [text])[0]


def _wrong(text: str, outcome: Speech | Exception | None, manner: Manner) -> str:
    if isinstance(outcome, Speech):
        return implausibility(text, outcome, manner.rate_wpm)
    if isinstance(outcome, EssaycastError):
        raise outcome
    if isinstance(outcome, EngineFailure):
        return str(outcome)
    return f"the engine raised {outcome!r}"


def _joined(first: Speech, second: Speech, offset: int) -> Speech:
    """Return two speeches of one text, one after the other."""
    if first.rate_hz != second.rate_hz:
        raise SpeechError(
            f"the engine changed its rate from {first.rate_hz} to {second.rate_hz} Hz"
        )
    n_first = len(first.pcm) // 2
    moved = tuple((start + offset, end + offset, at + n_first) for start, end, at in second.words)
    return Speech(first.pcm + second.pcm, first.rate_hz, first.words + moved)


def _failure(chunk: Chunk, text: str, happened: list[str]) -> SpeechError:
    return SpeechError(
        f"cannot be spoken ({'; then '.join(happened)}): {text!r:.200}",
        where=f"chunk {chunk.id}",
        mend="Change that sentence, or give its role another voice profile",
    )
