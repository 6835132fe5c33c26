"""Stitching: clips, pauses and music laid on one timeline, to the sample.

Nothing is mixed here. A paragraph begins on the encoder's frame grid, so that an edit before it
moves it by whole frames and what was encoded of it still serves.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from pipeline.errors import AudioError, EmptyAudioError
from pipeline.settings.running_settings import Machine
from pipeline.settings.sound_settings import SoundSettings, pause_ms
from pipeline.sound.cues import cue_of
from pipeline.sound.levels import Outline, known_levels, levels_of
from pipeline.sound.matching import gains
from pipeline.sound.mp3 import frame_samples
from pipeline.sound.music import Score, load_score
from pipeline.tools.cores import found_or_made
from pipeline.tools.formats import output_rate_hz
from pipeline.tools.store import Store
from pipeline.tools.timecode import samples_of
from pipeline.values.script import Pause, Script, Utterance
from pipeline.values.sound import (
    Chapter,
    Clip,
    Cue,
    MusicPlacement,
    Placement,
    SpokenChunk,
    Timeline,
)

_WITHIN_PARAGRAPH = frozenset((Pause.NONE, Pause.CLAUSE, Pause.SENTENCE))


def stitch(
    script: Script,
    spoken: Sequence[SpokenChunk],
    store: Store,
    settings: SoundSettings,
    machine: Machine,
) -> Timeline:
    """Lay all clips of *script* on a timeline at the output rate.

    Clips are trimmed of the silence around them, pauses follow from their reasons; the pause
    before a paragraph is up to one frame (26 ms) longer.

    Args:
        script: What is said.
        spoken: All its chunks, in any order.
        store: Where the clips lie.
        settings: Pauses, music, output rate.
        machine: On how many threads clips are measured.

    Raises:
        AudioError: An utterance has no clip, or its clip is silent.
        EmptyAudioError: The script says nothing.
    """
    utterances = script.utterances
    if not utterances:
        raise EmptyAudioError("the script has no utterances, hence the episode no sound")
    clips = _in_order(utterances, spoken)
    rate_hz = output_rate_hz(settings.audio)
    outlines = _outlines(clips, rate_hz, store, machine)
    voices = _voices(spoken)
    gain = gains(list(zip(voices, outlines, strict=True)))
    score = load_score(
        settings.music,
        settings.root,
        store,
        machine,
        rate_hz=rate_hz,
        loudest=gain.reference_lufs,
    )
    laid = _Layout(script, settings, score)
    placements = laid.placements(clips, outlines, [gain.of(voice) for voice in voices])
    cues = tuple(
        cue_of(index, utterance, clip, placement, rate_hz)
        for index, (utterance, clip, placement) in enumerate(
            zip(utterances, clips, placements, strict=True)
        )
    )
    return laid.timeline(placements, cues)


def _outlines(clips: Sequence[Clip], rate_hz: int, store: Store, machine: Machine) -> list[Outline]:
    def known(clip: Clip) -> Outline | None:
        levels = known_levels(clip, rate_hz, store)
        return levels.outline if levels else None

    return found_or_made(
        known, lambda clip: levels_of(clip, rate_hz, store).outline, clips, machine
    )


class _Layout:
    """Positions of everything, found in one pass over the utterances."""

    def __init__(self, script: Script, settings: SoundSettings, score: Score) -> None:
        self._script = script
        self._settings = settings
        self._score = score
        self._rate_hz = output_rate_hz(settings.audio)
        self._frame = frame_samples(self._rate_hz)
        self._boundaries: list[int] = []
        self._music: list[MusicPlacement] = []

    def placements(
        self, clips: Sequence[Clip], outlines: Sequence[Outline], gains_db: Sequence[float]
    ) -> tuple[Placement, ...]:
        """Return where each clip lies."""
        first_of_chapter = set(_chapter_starts(self._script))
        at = self._opening()
        opens = True
        placed = []
        for index, utterance in enumerate(self._script.utterances):
            if index and index in first_of_chapter:
                at = self._between_chapters(at)
                opens = True
            if opens:
                at = -(-at // self._frame) * self._frame
                self._boundaries.append(at)
            placement = _placed(clips[index], outlines[index], gains_db[index], at, self._rate_hz)
            placed.append(placement)
            at += placement.n_samples + self._pause(utterance)
            opens = utterance.pause not in _WITHIN_PARAGRAPH
        return tuple(placed)

    def timeline(self, placements: tuple[Placement, ...], cues: tuple[Cue, ...]) -> Timeline:
        """Return the whole, with chapters that cover it."""
        last = placements[-1]
        end = last.start + last.n_samples
        n_samples = end + self._pause(self._script.utterances[-1])
        if self._score.outro:
            outro = self._score.outro.placed(max(0, end - self._overlap), self._settings.music)
            self._music.append(outro)
            n_samples = max(n_samples, outro.start + outro.n_samples)
        starts = [placements[index].start for index in _chapter_starts(self._script)]
        titles = [chapter.title for chapter in self._script.chapters if chapter.utterances]
        edges = [0, *starts[1:], n_samples]
        return Timeline(
            rate_hz=self._rate_hz,
            n_samples=n_samples,
            placements=placements,
            cues=cues,
            chapters=tuple(
                Chapter(start=start, end=stop, title=title)
                for start, stop, title in zip(edges, edges[1:], titles, strict=False)
            ),
            music=tuple(self._music),
            room_tone_dbfs=self._settings.audio.room_tone_dbfs,
            boundaries=tuple(self._boundaries),
        )

    @property
    def _overlap(self) -> int:
        return samples_of(self._settings.music.overlap_ms, self._rate_hz)

    def _pause(self, utterance: Utterance) -> int:
        return samples_of(pause_ms(utterance, self._settings.pauses), self._rate_hz)

    def _opening(self) -> int:
        if not self._score.intro:
            return 0
        intro = self._score.intro.placed(0, self._settings.music)
        self._music.append(intro)
        return max(0, intro.n_samples - self._overlap)

    def _between_chapters(self, at: int) -> int:
        if not self._score.section:
            return at
        section = self._score.section.placed(at, self._settings.music)
        self._music.append(section)
        return at + section.n_samples


def _in_order(utterances: Sequence[Utterance], spoken: Sequence[SpokenChunk]) -> list[Clip]:
    clips: dict[int, Clip] = {}
    for chunk in spoken:
        clips.update(enumerate(chunk.clips, chunk.first))
    missing = next((i for i in range(len(utterances)) if i not in clips), None)
    if missing is not None:
        raise AudioError(
            f"no clip was spoken for utterance {missing} of {len(utterances)}: "
            f"{utterances[missing].text[:80]!r}",
            mend="Produce the episode again; if it stays so, this is a fault of essaycast",
        )
    return [clips[index] for index in range(len(utterances))]


def _voices(spoken: Sequence[SpokenChunk]) -> list[str]:
    """Return the voice of each utterance, in order."""
    in_order = sorted(spoken, key=lambda chunk: chunk.first)
    return [chunk.voice for chunk in in_order for _ in chunk.clips]


def _chapter_starts(script: Script) -> list[int]:
    """Return the index of the first utterance of each chapter that has any."""
    counts = [len(chapter.utterances) for chapter in script.chapters if chapter.utterances]
    return [0, *accumulate(counts[:-1])]


def _placed(clip: Clip, outline: Outline, gain_db: float, at: int, rate_hz: int) -> Placement:
    kept = outline.trim_end - outline.trim_start
    return Placement(
        key=clip.key,
        start=at,
        n_samples=max(1, (2 * kept * rate_hz + clip.rate_hz) // (2 * clip.rate_hz)),
        trim_start=outline.trim_start,
        trim_end=outline.trim_end,
        rate_hz=clip.rate_hz,
        gain_db=gain_db,
    )
