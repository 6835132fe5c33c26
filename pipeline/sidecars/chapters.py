"""Chapters as Podcasting 2.0 has them."""

from __future__ import annotations

import json
from collections.abc import Callable

from pipeline.characters import folded
from pipeline.timecode import milliseconds
from pipeline.values.sound import Timeline


def chapters_json(
    timeline: Timeline, *, title: str, author: str, show: str, address: Callable[[str], str]
) -> str:
    """Return the JSON chapters, version 1.2.0.

    Args:
        timeline: Where the chapters stand.
        title: The episode's.
        author: The essay's; may be empty.
        show: The show's title.
        address: Turns a chapter's link or picture into a full address, or into nothing where it
            has none.
    """
    chapters = []
    for chapter in timeline.chapters:
        said: dict[str, object] = {
            "startTime": milliseconds(chapter.start, timeline.rate_hz) / 1000,
            "endTime": milliseconds(chapter.end, timeline.rate_hz) / 1000,
            "title": folded(chapter.title),
        }
        links = {"url": address(chapter.url), "img": address(chapter.image)}
        chapters.append({**said, **{key: link for key, link in links.items() if link}})
    head = {"title": folded(title), "author": folded(author), "podcastName": folded(show)}
    said_of_all = {key: text for key, text in head.items() if text}
    return (
        json.dumps(
            {"version": "1.2.0", **said_of_all, "chapters": chapters},
            ensure_ascii=False,
            indent=1,
        )
        + "\n"
    )
