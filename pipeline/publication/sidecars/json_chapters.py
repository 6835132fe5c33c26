"""Chapters as Podcasting 2.0 has them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Protocol
from urllib.parse import urljoin

from pipeline.publication.catalogue import Record
from pipeline.publication.feed.published_urls import address
from pipeline.publication.notes import is_link
from pipeline.settings.publication_settings import Channel
from pipeline.tools.characters import folded
from pipeline.tools.timecode import milliseconds
from pipeline.values.sound import Chapter


class Chaptered(Protocol):
    """What has chapters: a timeline, and the record of an episode."""

    @property
    def rate_hz(self) -> int:
        """Of the samples chapters are counted in."""

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """They cover all of it."""


def chapters_of(record: Record, channel: Channel) -> str:
    """Return the JSON chapters of a published episode, addresses by *channel*'s ``base_url``."""
    folder = address(channel.base_url, f"{record.slug}/")

    def full(link: str) -> str:
        return urljoin(folder, link) if link and (channel.base_url or is_link(link)) else ""

    return chapters_json(
        record, title=record.title, author=record.author, show=channel.title, address=full
    )


def chapters_json(
    timeline: Chaptered, *, title: str, author: str, show: str, address: Callable[[str], str]
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
        entry: dict[str, object] = {
            "startTime": milliseconds(chapter.start, timeline.rate_hz) / 1000,
            "endTime": milliseconds(chapter.end, timeline.rate_hz) / 1000,
            "title": folded(chapter.title),
        }
        links = {"url": address(chapter.url), "img": address(chapter.image)}
        chapters.append({**entry, **{key: link for key, link in links.items() if link}})
    head = {"title": folded(title), "author": folded(author), "podcastName": folded(show)}
    head_of_all = {key: text for key, text in head.items() if text}
    return (
        json.dumps(
            {"version": "1.2.0", **head_of_all, "chapters": chapters},
            ensure_ascii=False,
            indent=1,
        )
        + "\n"
    )
