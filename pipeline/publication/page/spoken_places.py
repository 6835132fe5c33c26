"""Where in the essay each stretch of speech is written, and when each of its words is heard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TypeAlias

from pipeline.values.episode import Episode
from pipeline.values.essay import BlockKind, ContainerKind, Essay
from pipeline.values.script import Pause, Utterance
from pipeline.values.sound import Cue

NOWHERE = -1
"""Place of what is heard but stands nowhere on the page."""
_Sentence: TypeAlias = list[tuple[Cue, Utterance]]
"""The cues of one sentence, each with its utterance."""
_ONE_SENTENCE = frozenset({Pause.NONE, Pause.CLAUSE})
_ANNOUNCED = frozenset(
    {BlockKind.FIGURE, BlockKind.CODE, BlockKind.MATH, BlockKind.TABLE, BlockKind.EMBED}
)


@dataclass(frozen=True, slots=True)
class Spot:
    """Characters ``[start, end)`` of a block that are heard as one sentence."""

    place: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class HeardSentence:
    """One sentence as it is heard. Times are samples of the timeline."""

    start: int
    end: int
    place: int
    """Number of the place on the page that is marked meanwhile, or :data:`NOWHERE`."""
    words: tuple[tuple[int, int, int], ...]
    """Sample it is heard from, then start and end in UTF-16 units (what a browser counts) from
    the spot's start."""


@dataclass(frozen=True, slots=True)
class PageVoice:
    """All passages in the order they are heard, and the places they are written at."""

    passages: tuple[HeardSentence, ...]
    spots: Mapping[int, tuple[Spot, ...]]
    """Block → spots in the order of their start."""
    announced: Mapping[int, int]
    """Block that is announced instead of read → place."""
    opening: int
    """Place of the show's words before the essay begins, :data:`NOWHERE` without any."""
    closing: tuple[tuple[int, str], ...]
    """Places and text of the show's words after the essay."""


def voice(episode: Episode) -> PageVoice:
    """Return where and when *episode* says what.

    The show's own words have no place in the essay. Those before it are marked at the masthead;
    those that announce a figure, table or code at that block; those after it are written below.
    """
    sentences = _sentences(episode.timeline.cues, episode.script.utterances)
    places = _PlaceFinder(episode.essay, last_read=_last_read(sentences))
    passages = tuple(
        HeardSentence(
            start=sentence[0][0].start,
            end=sentence[-1][0].end,
            place=places.take(sentence, number),
            words=tuple(_words(episode.essay, sentence)),
        )
        for number, sentence in enumerate(sentences)
    )
    return PageVoice(
        passages=passages,
        spots={
            block: tuple(sorted(spots, key=lambda spot: spot.start))
            for block, spots in places.spots.items()
        },
        announced=places.announced,
        opening=places.opening,
        closing=tuple(places.closing),
    )


@dataclass(slots=True)
class _PlaceFinder:
    """Finds each sentence its place, in the order they are heard."""

    essay: Essay
    last_read: int
    """Number of the last sentence that stands in the essay."""
    spots: dict[int, list[Spot]] = field(default_factory=dict)
    announced: dict[int, int] = field(default_factory=dict)
    opening: int = NOWHERE
    closing: list[tuple[int, str]] = field(default_factory=list)
    reached: int = -1
    """The furthest block heard so far, notes aside."""

    def take(self, sentence: _Sentence, number: int) -> int:
        block = sentence[0][1].span.block
        if block is None:
            return self._own_words(sentence, number)
        if not self._in_note(block):
            self.reached = max(self.reached, block)
        start, end = sentence[0][1].span.start, sentence[-1][1].span.end
        spots = self.spots.setdefault(block, [])
        for spot in spots:
            if start < spot.end and spot.start < end:  # said again: a header cell, a name
                return spot.place if (spot.start, spot.end) == (start, end) else NOWHERE
        spots.append(Spot(number, start, end))
        return number

    def _own_words(self, sentence: _Sentence, number: int) -> int:
        if self.reached < 0:
            self.opening = number if self.opening == NOWHERE else self.opening
            return self.opening
        if number > self.last_read:
            self.closing.append((number, " ".join(cue.text for cue, _ in sentence)))
            return number
        for block in range(self.reached + 1, len(self.essay.blocks)):
            if self.essay.blocks[block].kind in _ANNOUNCED and block not in self.announced:
                self.announced[block] = number
                self.reached = block
                return number
            if self.essay.blocks[block].text.strip():
                break
        return NOWHERE

    def _in_note(self, block: int) -> bool:
        return any(c.kind is ContainerKind.FOOTNOTE for c in self.essay.blocks[block].within)


def _sentences(cues: Sequence[Cue], utterances: Sequence[Utterance]) -> list[_Sentence]:
    """Return the cues by sentence: clauses of one stand together."""
    sentences: list[_Sentence] = []
    for cue in cues:
        sentence = utterances[cue.utterance]
        if sentences and _continues(sentences[-1][-1][1], sentence):
            sentences[-1].append((cue, sentence))
        else:
            sentences.append([(cue, sentence)])
    return sentences


def _continues(before: Utterance, after: Utterance) -> bool:
    return (
        before.pause in _ONE_SENTENCE
        and before.span.block is not None
        and before.span.block == after.span.block
        and before.span.end <= after.span.start
    )


def _last_read(sentences: Sequence[_Sentence]) -> int:
    return max(
        (i for i, sentence in enumerate(sentences) if sentence[0][1].span.block is not None),
        default=-1,
    )


def _words(essay: Essay, sentence: _Sentence) -> Iterator[tuple[int, int, int]]:
    """Yield the words of a sentence, none for the show's own.

    A cue's text has its white space folded and the essay's has not, so that places are carried
    over by counting what is no white space.
    """
    block, origin = sentence[0][1].span.block, sentence[0][1].span.start
    if block is None:
        return
    text = essay.blocks[block].text
    units = [0, *accumulate(1 + (ord(c) > 0xFFFF) for c in text[origin : sentence[-1][1].span.end])]
    for cue, utterance in sentence:
        span = utterance.span
        solid = [i for i in range(span.start, span.end) if not text[i].isspace()]
        before = [0, *accumulate(not c.isspace() for c in cue.text)]
        for word in cue.words:
            first, after = before[word.text_start], before[word.text_end]
            if first < after <= len(solid):
                yield word.start, units[solid[first] - origin], units[solid[after - 1] + 1 - origin]
