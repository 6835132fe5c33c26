"""When each word is heard, as few characters of JSON as it takes.

``s`` holds two figures a passage: the silence before it and its length. ``w`` holds, for each
passage, three figures a word: time since the word before (since the passage's start for the
first), characters skipped, characters of the word. All times are hundredths of a second.
"""

from __future__ import annotations

from bisect import bisect_left

from pipeline.publication.page.spoken_places import HeardSentence, PageVoice
from pipeline.publication.shown_chapters import shown_chapters
from pipeline.values.episode import Episode
from pipeline.values.essay import ContainerKind


def times(episode: Episode, heard: PageVoice) -> dict[str, object]:
    """Return what the page's script must know of the episode."""
    timeline = episode.timeline
    rate = timeline.rate_hz
    silences: list[int] = []
    reached = 0
    for passage in heard.passages:
        start, end = _hundredths(passage.start, rate), _hundredths(passage.end, rate)
        silences += (start - reached, end - start)
        reached = end
    return {
        "id": episode.identity.guid,
        "title": episode.essay.title,
        "d": _hundredths(timeline.n_samples, rate),
        "c": [_hundredths(chapter.start, rate) for chapter in shown_chapters(episode)],
        "s": silences,
        "w": [_words(passage, rate) for passage in heard.passages],
        "p": {str(i): p.place for i, p in enumerate(heard.passages) if p.place != i},
    }


def chapter_blocks(episode: Episode) -> list[int]:
    """Return the first block of each chapter that begins in the essay, ascending."""
    n_blocks = len(episode.essay.blocks)
    return sorted({block for block in first_blocks(episode) if block < n_blocks})


def first_blocks(episode: Episode) -> list[int]:
    """Return the block each chapter begins to read at; one past the last where it reads none."""
    blocks, utterances = episode.essay.blocks, episode.script.utterances
    read = [
        (cue.start, block)
        for cue in episode.timeline.cues
        if (block := utterances[cue.utterance].span.block) is not None
        and not any(c.kind is ContainerKind.FOOTNOTE for c in blocks[block].within)
    ]
    starts = [start for start, _ in read]
    firsts = (bisect_left(starts, chapter.start) for chapter in episode.timeline.chapters)
    return [read[first][1] if first < len(read) else len(blocks) for first in firsts]


def _words(passage: HeardSentence, rate_hz: int) -> list[int]:
    figures: list[int] = []
    heard, written = _hundredths(passage.start, rate_hz), 0
    for at, start, end in passage.words:
        now = _hundredths(at, rate_hz)
        figures += (now - heard, start - written, end - start)
        heard, written = now, end
    return figures


def _hundredths(samples: int, rate_hz: int) -> int:
    return (samples * 100 + rate_hz // 2) // rate_hz
