"""Chapters with the place each leads to and its first picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

from pipeline.publication.notes import is_link
from pipeline.publication.page.word_times import first_blocks
from pipeline.tools.timecode import seconds
from pipeline.values.episode import Episode
from pipeline.values.essay import BlockKind
from pipeline.values.sound import Chapter

PAGE_FILE = "index.html"


def illustrated(episode: Episode, pictures: Mapping[str, str]) -> tuple[Chapter, ...]:
    """Return the chapters of *episode* with links and pictures.

    A chapter leads to its heading in the essay where that stands on the web and the heading has an
    anchor, else to the page at its time. Its picture is the first figure that is published and
    stands within it.

    Args:
        episode: The episode.
        pictures: Figure's URL → its file beside the page.

    Returns:
        Links are full, or relative to the episode's folder, as pictures are.
    """
    blocks, timeline = episode.essay.blocks, episode.timeline
    firsts = first_blocks(episode)
    ends = [end for _, end in pairwise([*firsts, len(blocks)])]
    found = []
    for number, (chapter, first, end) in enumerate(
        zip(timeline.chapters, firsts, ends, strict=True)
    ):
        within = blocks[first if number else 0 : end]
        figures = (block.url for block in within if block.kind is BlockKind.FIGURE)
        picture = next((pictures[url] for url in figures if url in pictures), "")
        link = (
            _anchored(episode, first)
            or f"{PAGE_FILE}#t={seconds(chapter.start, timeline.rate_hz):.2f}"
        )
        found.append(replace(chapter, url=chapter.url or link, image=chapter.image or picture))
    return tuple(found)


def _anchored(episode: Episode, block: int) -> str:
    """Return the address of the heading *block*, if the essay has one for it."""
    essay = episode.essay
    if block >= len(essay.blocks) or not is_link(essay.url):
        return ""
    heading = essay.blocks[block]
    if heading.kind is not BlockKind.HEADING or not heading.info:
        return ""
    return f"{essay.url.partition('#')[0]}#{heading.info}"
