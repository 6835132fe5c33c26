"""The chapters that page and notes list: the sound's, or a short essay's headings."""

from __future__ import annotations

from dataclasses import replace

from pipeline.values.episode import Episode
from pipeline.values.essay import BlockKind, ContainerKind
from pipeline.values.sound import Chapter


def shown_chapters(episode: Episode) -> tuple[Chapter, ...]:
    """Return the chapters to list for *episode*.

    Sections of a few sentences are no chapters in a player, and their sound has one chapter alone;
    a reader wants to find them all the same. So such an episode has its headings listed.
    """
    chapters, blocks = episode.timeline.chapters, episode.essay.blocks
    if len(chapters) != 1:
        return chapters
    starts: dict[int, int] = {}
    for cue in episode.timeline.cues:
        block = episode.script.utterances[cue.utterance].span.block
        if block is not None:
            starts.setdefault(block, cue.start)
    headings = [
        (starts[i], block.text)
        for i, block in enumerate(blocks)
        if block.kind is BlockKind.HEADING
        and i in starts
        and not any(c.kind is ContainerKind.FOOTNOTE for c in block.within)
    ]
    if len(headings) < 2:
        return chapters
    (whole,) = chapters
    before = min(starts.values(), default=0) < headings[0][0]
    listed = [(whole.start, whole.title)] if before else []
    listed += [(max(start, whole.start), " ".join(title.split())) for start, title in headings]
    ends = [start for start, _ in listed[1:]] + [whole.end]
    return tuple(
        replace(whole, start=start, end=end, title=title)
        for (start, title), end in zip(listed, ends, strict=True)
    )
