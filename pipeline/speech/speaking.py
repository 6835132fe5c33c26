"""One chunk spoken: what is in the store is taken, the rest spoken, checked and tried again."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.errors import EssaycastError, SpeechError
from pipeline.speech.casting import taken
from pipeline.speech.clip_keys import clip_keys
from pipeline.speech.engines import EngineFailure, Line, Manner, Speech, find_engine, load_engine
from pipeline.speech.engines.text import speakable
from pipeline.speech.listening import (
    NO_SPEECH,
    Judged,
    Judgement,
    Verdict,
    listen,
    score_verdict,
)
from pipeline.speech.listening.aligned_words import word_times
from pipeline.speech.listening.kept_rates import kept_rates, voice_identity
from pipeline.speech.listening.kept_verdicts import identity, keep_verdict
from pipeline.speech.listening.silences import sounding_s
from pipeline.speech.listening.usual_rates import UsualRate, judge_rate
from pipeline.speech.manner import heard_voice
from pipeline.speech.places import places_of
from pipeline.speech.pool import SpeechPool
from pipeline.speech.splitting import breaths, halves, without_odd_signs
from pipeline.tools.clips import find_clip, packed, unpacked
from pipeline.tools.store import Store
from pipeline.values.script import Reading
from pipeline.values.sound import Chunk, Clip, SpokenChunk

_ATTEMPTS = 2
"""How often a text is tried alone before it is split; its parts are tried once each."""
_SMALLEST_CHARACTERS = 12
"""A text shorter than this is not split to save it."""
_NOTHING_ODD = Judged()
_log = logging.getLogger(__name__)


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
    keys = chunk_keys(chunk, manner)
    clips: dict[str, Clip] = {}
    wanted: dict[str, Line] = {}
    for key, line in zip(keys, _lines(chunk), strict=True):
        if key in clips or key in wanted:
            continue
        clip = find_clip(store, key)
        if clip is None:
            wanted[key] = line
        else:
            clips[key] = clip
    rates = kept_rates(pool.state) if wanted else {}
    speaker = _Speaker(
        chunk, manner, pool, rates.get(voice_identity(chunk.profile, chunk.language))
    )
    for key, take in speaker.speak_all(wanted).items():
        speech = take.speech
        words = word_times(wanted[key].text, speech, chunk.language)
        content = packed(speech.pcm, speech.rate_hz, words, speech.phonemes)
        store.put(key, content)
        if take.judgement:
            identified = identity(key, wanted[key].text, manner.rate_wpm)
            keep_verdict(store, identified, take.judgement)
        clips[key] = unpacked(key, content)[0]
    return _spoken(chunk, [clips[key] for key in keys], cached=not wanted)


def spoken_before(chunk: Chunk, store: Store, pool: SpeechPool) -> SpokenChunk | None:
    """Return *chunk* as it was spoken before; None where a clip of it is not in the store, whole.

    Raises:
        VoiceError: There is no such engine or voice.
        ToolMissingError: The engine's library or model is not there.
    """
    clips: list[Clip] = []
    for key in chunk_keys(chunk, pool.manner(chunk.profile, chunk.language)):
        clip = find_clip(store, key)
        if clip is None:
            return None
        clips.append(clip)
    return _spoken(chunk, clips, cached=True)


def _spoken(chunk: Chunk, clips: Iterable[Clip], *, cached: bool) -> SpokenChunk:
    return SpokenChunk(chunk.id, chunk.first, chunk.profile.name, tuple(clips), cached=cached)


def chunk_keys(chunk: Chunk, manner: Manner) -> list[str]:
    """Return the keys of the clips of *chunk*, one for each utterance."""
    place = find_engine(chunk.profile.engine)
    return clip_keys(place, manner, _lines(chunk))


def as_line(text: str, readings: Iterable[Reading]) -> Line:
    """Return a spoken form and its readings as engines are given them."""
    return Line(speakable(text), tuple((it.start, it.end, it.phonemes) for it in readings))


def _lines(chunk: Chunk) -> list[Line]:
    """Return what the engine is given for each utterance of *chunk*, with its place if it cares."""
    lines = [as_line(utterance.spoken, utterance.readings) for utterance in chunk.utterances]
    if not load_engine(find_engine(chunk.profile.engine)).placed:
        return lines
    places = places_of([utterance.pause for utterance in chunk.utterances])
    return [line._replace(place=place) for line, place in zip(lines, places, strict=True)]


@dataclass(frozen=True, slots=True)
class _Take:
    """Speech of one line, and what was heard of it; None where nobody listens."""

    speech: Speech
    judgement: Judgement | None
    rate: Judged = _NOTHING_ODD
    """What is said of its length by what is known of the voice; not kept, for more is learned."""

    @property
    def score(self) -> float:
        """How much is wrong with it."""
        return max(self.judgement.score, self.rate.score) if self.judgement else 0.0

    @property
    def wrong(self) -> str:
        """Why it should be said again; empty when it can be kept."""
        if self.judgement is None:
            return ""
        wrong = self.judgement.verdict is Verdict.NOT_AS_WRITTEN
        if score_verdict(self.rate.score) is Verdict.NOT_AS_WRITTEN:
            return self.judgement.reason if wrong else self.rate.reason
        return self.judgement.reason if wrong else ""


@dataclass(frozen=True, slots=True)
class _Speaker:
    """Gets plausible speech for the texts of one chunk, however the engine behaves."""

    chunk: Chunk
    manner: Manner
    pool: SpeechPool
    usual: UsualRate | None = None
    """What is known of its voice."""

    def speak_all(self, wanted: Mapping[str, Line]) -> dict[str, _Take]:
        """Return a take of each wanted line: all in one go, then what failed one by one."""
        longest = self._longest_text()
        at_once = {
            key: line
            for key, line in wanted.items()
            if len(line.text) <= longest and breaths(line, self.manner) is None
        }
        try:
            outcomes = dict(zip(at_once, self._ask(*at_once.values()), strict=True))
        except EngineFailure as failure:
            _log.warning("piece %s: %s; speaking its texts one by one", self.chunk.id, failure)
            outcomes = {}
        spoken = {}
        for key, line in wanted.items():
            try:
                spoken[key] = self._speak(line, outcomes.get(key), attempts=_ATTEMPTS)
            except EngineFailure as failure:
                raise SpeechError(
                    f"cannot be spoken: {line.text!r:.300} ({failure})",
                    where=f"piece {self.chunk.id}",
                    mend="Change that sentence, or give its role another voice profile",
                ) from failure
        return spoken

    def _speak(self, line: Line, outcome: Speech | Exception | None, *, attempts: int) -> _Take:
        """Return *outcome* if it is good, else try *line* again, else in halves.

        What is speech but not quite as written is said again too; of its takes, the best is kept.
        """
        happened: list[str] = []
        takes: list[_Take] = []
        for attempt in range(attempts):
            manner = self._otherwise() if takes else self.manner
            if outcome is None or attempt:
                outcome = self._outcome(line, manner)
            if isinstance(outcome, Speech):
                take = self._listened(line, outcome, manner)
                if not take.wrong:
                    return take
                takes.append(take)
                happened.append(take.wrong)
            else:
                happened.append(_failure(outcome))
            _log.warning("piece %s: %s: %.80r", self.chunk.id, happened[-1], line.text)
        if takes and attempts == 1 and takes[0].score < NO_SPEECH:
            return takes[0]
        try:
            if takes:
                whole = self._speak_halves(without_odd_signs(line))
                takes.append(self._listened(line, whole, self.manner))
            else:  # its parts were listened to
                takes.append(_Take(self._speak_halves(line), None))
        except EngineFailure as failure:
            happened.append(str(failure))
        best = min(takes, key=lambda take: take.score, default=None)
        if best is None or best.score >= NO_SPEECH:
            raise EngineFailure("; then ".join(happened))
        return best

    def _speak_halves(self, line: Line) -> Speech:
        parts = halves(line) if len(line.text) >= _SMALLEST_CHARACTERS else None
        if parts is None:
            raise EngineFailure(f"it cannot be split smaller than {line.text!r}")
        first, second = (self._speak(part, None, attempts=1).speech for part in parts)
        if first.rate_hz != second.rate_hz:
            raise EngineFailure(f"its parts came at {first.rate_hz} and {second.rate_hz} Hz")
        return _joined(first, second, offset=len(parts[0].text))

    def _otherwise(self) -> Manner:
        """Return how the voice says its next take: the same one would come out as it did."""
        return self.pool.manner(taken(self.chunk.profile, 1), self.chunk.language)

    def _listened(self, line: Line, speech: Speech, manner: Manner) -> _Take:
        if not load_engine(find_engine(self.chunk.profile.engine)).judged:
            return _Take(speech, None)
        voice = heard_voice(self.chunk.profile)
        judgement = listen(line.text, speech, manner.rate_wpm, voice)
        if self.usual is None or speech.phonemes or judgement.score >= NO_SPEECH:
            return _Take(speech, judgement)  # sounds whose times are told are counted to the sample
        return _Take(speech, judgement, judge_rate(line.text, sounding_s(speech), self.usual))

    def _longest_text(self) -> int:
        return load_engine(find_engine(self.chunk.profile.engine)).limits.longest_text

    def _outcome(self, line: Line, manner: Manner) -> Speech | Exception:
        longest = self._longest_text()
        if parts := breaths(line, self.manner):
            return self._in_turn(*parts)
        if len(line.text) > longest:
            return EngineFailure(f"its {len(line.text)} characters are more than {longest}")
        try:
            return self.pool.speak_all(self.chunk.profile.engine, manner, [line])[0]
        except EngineFailure as failure:
            return failure

    def _in_turn(self, first: Line, second: Line) -> Speech | Exception:
        """Return two parts of a line spoken one after the other."""
        spoken = self._ask(first, second)
        for one in spoken:
            if isinstance(one, Exception):
                return one
        one, other = (it for it in spoken if isinstance(it, Speech))
        return _joined(one, other, offset=len(first.text))

    def _ask(self, *lines: Line) -> list[Speech | Exception]:
        return self.pool.speak_all(self.chunk.profile.engine, self.manner, lines) if lines else []


def _failure(outcome: Exception | None) -> str:
    """Return what happened, in a clause.

    Raises:
        EssaycastError: It is for people, and no second attempt would mend it.
    """
    if isinstance(outcome, EssaycastError):
        raise outcome
    return str(outcome) if isinstance(outcome, EngineFailure) else f"it raised {outcome!r}"


def _joined(first: Speech, second: Speech, offset: int) -> Speech:
    """Return two speeches of one text, one after the other.

    Args:
        first: Speech of the text before *offset*.
        second: Speech of the text from there on.
        offset: Characters.
    """
    n_first = len(first.pcm) // 2
    moved = tuple((start + offset, end + offset, at + n_first) for start, end, at in second.words)
    earlier = tuple(sound for sound in first.phonemes if sound[0] or not second.phonemes)
    later = tuple((ipa, at + n_first) for ipa, at in second.phonemes)
    return Speech(first.pcm + second.pcm, first.rate_hz, first.words + moved, earlier + later)
