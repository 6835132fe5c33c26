"""The storyboard: which still, and which sentence, is seen when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, zip_longest
from pathlib import Path
from typing import TypeAlias

from pipeline.publication.artwork.lettering import DISPLAY, font, font_bytes
from pipeline.publication.card import iso_639_2
from pipeline.publication.film.credits import credits_of, inks_of
from pipeline.publication.film.layouts import LAYOUTS, Layout
from pipeline.publication.film.sentence_setting import set_sentence
from pipeline.publication.film.stills import StillPainter
from pipeline.publication.page.essay_html import direction
from pipeline.publication.page.spoken_places import PageVoice, voice
from pipeline.publication.sidecars import srt
from pipeline.settings.publication_settings import Imprint
from pipeline.values.episode import Episode
from pipeline.values.essay import Block, BlockKind, ContainerKind, Essay
from pipeline.values.film import Box, Film, FilmInks, ShownSentence, Still
from pipeline.values.sound import Chapter, Cue

_LINGER_S = 1.2
"""A sentence stays until the next one if that comes within this time, else for half of it."""
_MOMENT_S = 1.5
"""A title card that stood no longer than this would only flash."""
_MEASURED_AT = 1000
_BETWEEN_BARS = 6
"""Pixels between the bars of two chapters."""

_HeardCue: TypeAlias = tuple[Cue, int | None]
"""A cue, and the block it reads or announces; None for the show's own words."""


def storyboard(
    episode: Episode, size: str, imprint: Imprint, figures: Mapping[str, bytes], folder: Path
) -> Film:
    """Return what is seen of *episode*.

    The title card stands while the show's own words before and after the essay are heard. A figure
    stands from its announcement on, or from where its alternative text is read, until the block
    after it has been read.

    Args:
        episode: The episode, its artwork made.
        size: A key of :data:`LAYOUTS`.
        imprint: The show; colours and name come from it.
        figures: Figure's :attr:`Block.url` → content of its picture.
        folder: Stills are drawn there.
    """
    layout, palette, timeline = LAYOUTS[size], inks_of(imprint), episode.timeline
    ascent, descent = font(DISPLAY, _MEASURED_AT).getmetrics()
    bars = _bars(timeline.chapters, layout)
    heard = voice(episode)
    scenes = _Scenes(episode, heard, figures)
    cover = episode.artwork.read_bytes() if episode.artwork else b""
    painter = StillPainter(layout, palette, credits_of(episode, imprint), cover, bars, folder)
    leftward = direction(episode.essay) == "rtl"
    face = folder / DISPLAY
    face.write_bytes(font_bytes(DISPLAY))
    return Film(
        width=layout.width,
        height=layout.height,
        stills=tuple(scenes.stills(painter)),
        sentences=tuple(_sentences(episode, scenes, layout, leftward=leftward)),
        progress=bars,
        inks=FilmInks(palette.quiet, palette.text, palette.accent, palette.accent),
        font=face,
        family=str(font(DISPLAY, _MEASURED_AT).getname()[0]),
        ascent=ascent / _MEASURED_AT,
        descent=descent / _MEASURED_AT,
        captions=srt(timeline),
        language=iso_639_2(episode.essay.language),
        leftward=leftward,
    )


class _Scenes:
    """When an essay is read, and when which of its figures is seen."""

    def __init__(self, episode: Episode, heard: PageVoice, figures: Mapping[str, bytes]) -> None:
        self.episode = episode
        self.figures = figures
        blocks = _heard_blocks(episode, heard)
        essay = [(cue.start, cue.end) for cue, block in blocks if block is not None]
        length, moment = episode.timeline.n_samples, round(_MOMENT_S * episode.timeline.rate_hz)
        begins, ends = (essay[0][0], essay[-1][1]) if essay else (0, length)
        self.begins = begins if begins > moment else 0
        self.ends = ends if length - ends > moment else length
        self.seen = tuple(self._figures_seen(blocks))

    def figure_at(self, sample: int) -> str:
        """Return the address of the figure that is seen at *sample*; empty for none."""
        return next((url for start, end, url in self.seen if start <= sample < end), "")

    def on_card(self, sample: int) -> bool:
        """Tell whether the title card is seen at *sample*."""
        return not self.begins <= sample < self.ends

    def stills(self, painter: StillPainter) -> Iterator[Still]:
        """Yield the stills in order."""
        chapters = self.episode.timeline.chapters
        turns = {0, self.begins, self.ends, *(chapter.start for chapter in chapters)}
        turns |= {edge for start, end, _ in self.seen for edge in (start, end)}
        last = None
        for at in sorted(turn for turn in turns if turn < self.episode.timeline.n_samples):
            picture = self._still(at, chapters, painter)
            if picture != last:
                yield Still(at, picture)
            last = picture

    def _still(self, at: int, chapters: Sequence[Chapter], painter: StillPainter) -> Path:
        if self.on_card(at):
            return painter.card()
        number = sum(chapter.start <= at for chapter in chapters)
        place = f"{number} / {len(chapters)}" if len(chapters) > 1 else ""
        name = chapters[number - 1].title if len(chapters) > 1 else ""
        if url := self.figure_at(at):
            return painter.figure(name, place, url, self.figures[url])
        return painter.chapter(name, place)

    def _figures_seen(self, heard: Sequence[_HeardCue]) -> Iterator[tuple[int, int, str]]:
        blocks = self.episode.essay.blocks
        found: list[tuple[int, int, str]] = []
        for figure, block in enumerate(blocks):
            if block.kind is not BlockKind.FIGURE or block.url not in self.figures:
                continue
            after = [
                (cue, place)
                for cue, place in heard
                if place is not None and place >= figure and not _in_note(blocks[place])
            ]
            if after:
                start, end = after[0][0].start, _read_past(after, self.episode.essay, figure)
                found.append((start, end, block.url))
        for (start, end, url), following in zip_longest(found, found[1:]):
            yield start, min(end, following[0]) if following else end, url


def _in_note(block: Block) -> bool:
    """Tell whether *block* stands behind the essay, and is heard within it."""
    return any(container.kind is ContainerKind.FOOTNOTE for container in block.within)


def _read_past(after: Sequence[_HeardCue], essay: Essay, figure: int) -> int:
    """Return when the figure, its caption and the block behind them have been read.

    Args:
        after: What is heard from the figure on.
        essay: Where it stands.
        figure: Its block.
    """
    within = {container.id for container in essay.blocks[figure].within}
    end, beside = after[0][0].end, None
    for cue, place in after:
        assert place is not None
        block = essay.blocks[place]
        if place != figure and not within & {container.id for container in block.within}:
            beside = place if beside is None else beside
            if place != beside or block.kind is BlockKind.HEADING:
                return end
        end = cue.end
    return end


def _heard_blocks(episode: Episode, heard: PageVoice) -> list[_HeardCue]:
    """Return each cue with the block it reads or announces."""
    announced = {place: block for block, place in heard.announced.items()}
    starts = {passage.start: announced.get(passage.place) for passage in heard.passages}
    utterances = episode.script.utterances
    found: list[_HeardCue] = []
    for cue in episode.timeline.cues:
        block = utterances[cue.utterance].span.block
        found.append((cue, starts.get(cue.start) if block is None else block))
    return found


def _sentences(
    episode: Episode, scenes: _Scenes, layout: Layout, *, leftward: bool
) -> Iterator[ShownSentence]:
    timeline = episode.timeline
    linger = round(_LINGER_S * timeline.rate_hz)
    for cue, after in zip_longest(timeline.cues, timeline.cues[1:]):
        if scenes.on_card(cue.start):
            continue
        upto = after.start if after else timeline.n_samples
        end = upto if upto - cue.end <= linger else cue.end + linger // 2
        box = layout.figure_sentence if scenes.figure_at(cue.start) else layout.sentence
        yield from set_sentence(cue, end, box, layout, leftward=leftward)


def _bars(chapters: Sequence[Chapter], layout: Layout) -> tuple[Box, ...]:
    """Return a bar for each chapter, as long as it takes of the whole."""
    box, length = layout.progress, max(1, chapters[-1].end)
    edges = [box.x + box.width * chapter.start // length for chapter in chapters]
    edges.append(box.x + box.width + _BETWEEN_BARS)
    return tuple(
        Box(left, box.y, max(2, right - left - _BETWEEN_BARS), box.height)
        for left, right in pairwise(edges)
    )
