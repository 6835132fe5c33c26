"""What is heard in the studio: a clip of the store, or one spoken now, as a WAV file."""

from __future__ import annotations

import io
import wave
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

from flows.studio.edits import text_of
from flows.studio.rooms import EssayView, Rooms, SpokenLine, spoken_lines
from pipeline.errors import ScriptError, StorageError, UsageError
from pipeline.reading.directions_editing import with_essay_word, with_sentence
from pipeline.reading.directions_file import parsed_directions
from pipeline.script import write_script
from pipeline.speech.listening.checking import EpisodeClip, check
from pipeline.speech.manner import heard_voice
from pipeline.speech.speaking import speak
from pipeline.tools.clips import unpacked
from pipeline.tools.timecode import samples_of, seconds
from pipeline.values.essay import Essay
from pipeline.values.script import Utterance


@dataclass(frozen=True, slots=True)
class Sound:
    """A sentence as it sounds."""

    wav: bytes
    words: tuple[tuple[int, int, float], ...]
    """``(start, end, at_s)``: characters of the spoken form, and when they begin."""


def sound_of(line: SpokenLine, rooms: Rooms) -> Sound:
    """Return how *line* sounds: from the store, or else spoken now and kept.

    Raises:
        SpeechError: The engine failed.
        StorageError: It cannot be kept.
    """
    (clip,) = speak(line.chunk(), rooms.store, rooms.pool).clips
    sound = stored_sound(clip.key, rooms)
    if sound is None:
        raise StorageError("the clip was lost as it was spoken", mend="Play it again")
    return sound


def heard_of(line: SpokenLine, rooms: Rooms) -> str:
    """Return what the ears say of *line* as it lies in the store: ``heard``, or the reason not."""
    spoken, rate_wpm = line.utterance.spoken, line.profile.rate_wpm
    who = heard_voice(line.profile)
    clip = EpisodeClip(0, line.key, 0.0, 0.0, line.utterance.text, spoken, rate_wpm, speaker=who)
    findings = check((clip,), rooms.store).findings
    return findings[0].judgement.reason if findings else "heard"


def stored_sound(key: str, rooms: Rooms) -> Sound | None:
    """Return how the clip *key* sounds; None where the store has none."""
    content = rooms.store.get(key)
    if content is None:
        return None
    clip, pcm = unpacked(key, content)
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(clip.rate_hz)
        sound.writeframes(pcm)
    words = tuple((word.start, word.end, seconds(word.at, clip.rate_hz)) for word in clip.words)
    return Sound(file.getvalue(), words)


def paused(first: Sound, pause_ms: int, second: Sound) -> Sound:
    """Return two sounds of one rate with silence between them, as one."""
    with wave.open(io.BytesIO(first.wav)) as one, wave.open(io.BytesIO(second.wav)) as other:
        rate_hz = one.getframerate()
        silence = bytes(2 * samples_of(pause_ms, rate_hz))
        pcm = one.readframes(one.getnframes()) + silence
        pcm += other.readframes(other.getnframes())
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setparams((1, 2, rate_hz, 0, "NONE", ""))
        sound.writeframes(pcm)
    return Sound(file.getvalue(), first.words)


def tried(view: EssayView, n: int, rooms: Rooms, changes: Mapping[str, object]) -> SpokenLine:
    """Return utterance *n* as it would be with *changes*, without writing them anywhere.

    Args:
        view: The essay.
        n: Which of its utterances.
        rooms: What the studio works with.
        changes: As :func:`pipeline.reading.directions_editing.with_sentence` takes them.

    Raises:
        UsageError: It would not be said.
        SourceError: A change is none.
    """
    text = text_of(view.directions)
    sentence = view.sentence(n)
    after = with_sentence(text, sentence, changes, view.directions)
    return _line_of(view, n, after, rooms)


def tried_word(view: EssayView, n: int, rooms: Rooms, written: str, like: str) -> SpokenLine:
    """Return utterance *n* as it would be with the word *written* like *like* in all the essay."""
    text = text_of(view.directions)
    return _line_of(view, n, with_essay_word(text, written, like, view.directions), rooms)


def _line_of(view: EssayView, n: int, directions: str, rooms: Rooms) -> SpokenLine:
    wanted = parsed_directions(directions, view.directions)
    essay = replace(view.essay, directions=wanted)
    own = view.line(n).utterance
    alike = [it.utterance for it in view.lines[:n] if _is_like(it.utterance, own)]
    if own.span.block is not None:  # its own block alone is worded anew: the rest is not heard
        alone = replace(essay, blocks=(view.essay.blocks[own.span.block],))
        here = [it for it in alike if it.span.block == own.span.block]
        with suppress(ScriptError):
            found = _lines_like(alone, own, rooms)
            if len(found) > len(here):
                return found[len(here)]
    found = _lines_like(essay, own, rooms)
    if len(found) <= len(alike):
        raise UsageError("it would not be said", mend="Undo that it is left out")
    return found[len(alike)]


def _lines_like(essay: Essay, own: Utterance, rooms: Rooms) -> list[SpokenLine]:
    show = rooms.show
    lines = spoken_lines(write_script(essay, show.for_script), show, rooms.pool)
    return [line for line in lines if _is_like(line.utterance, own)]


def _is_like(one: Utterance, other: Utterance) -> bool:
    return one.text == other.text and (one.span.block is None) == (other.span.block is None)
