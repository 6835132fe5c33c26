"""An episode's page: the essay with its voice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.page.document import document
from pipeline.show import Show
from pipeline.values.episode import Episode


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The episode before or after this one."""

    title: str
    address: str
    """As seen from the page: ``../OTHER-SLUG/``."""


def episode_page(
    episode: Episode,
    show: Show,
    *,
    audio_name: str,
    files: Mapping[str, str] | None = None,
    pictures: Mapping[str, str] | None = None,
    artwork: str = "../artwork.png",
    feed: str = "../feed.xml",
    index: str = "../index.html",
    previous: Neighbour | None = None,
    following: Neighbour | None = None,
) -> str:
    """Return the episode's page, one self-contained HTML file.

    Args:
        episode: The episode, its audio measured.
        show: The show.
        audio_name: Address of the audio as seen from the page: its file's name.
        files: What else there is to download, label → address: ``{"WebVTT": "SLUG.vtt"}``.
        pictures: The essay's own pictures that stand beside the page, a figure's
            :attr:`Block.url` → address. Other pictures are linked, never loaded.
        artwork: Address of the square picture.
        feed: Address of the feed.
        index: Address of the index page.
        previous: The episode before this one, if any.
        following: The episode after this one, if any.
    """
    return document(
        "episode.html.jinja",
        show,
        episode=episode,
        audio_name=audio_name,
        files=files or {},
        pictures=pictures or {},
        artwork=artwork,
        feed=feed,
        index=index,
        previous=previous,
        following=following,
    )
