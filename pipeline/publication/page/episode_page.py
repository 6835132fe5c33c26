"""An episode's page: the essay with its voice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from pipeline.publication.catalogue import Neighbour
from pipeline.publication.page.essay_html import direction, essay_html
from pipeline.publication.page.inline_html import safe_url
from pipeline.publication.page.spoken_places import voice
from pipeline.publication.page.surroundings import with_surroundings
from pipeline.publication.page.template import document
from pipeline.publication.page.word_times import chapter_blocks, times
from pipeline.settings.publication_settings import Channel
from pipeline.tools.timecode import clock, seconds
from pipeline.values.episode import Episode
from pipeline.values.script import NoteLink

_STYLES = ("base.css", "essay.css", "episode.css", "player.css", "print.css")
_SCRIPTS = (
    "clock.js",
    "memory.js",
    "times.js",
    "marks.js",
    "following.js",
    "deck.js",
    "session.js",
    "keys.js",
    "subscribe.js",
    "episode.js",
)
_RATES = (0.75, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3)
_KEYS = (
    (("space", "k"), "Play or pause"),
    (("←", "→"), "Five seconds back or on"),
    (("j", "l"), "Fifteen seconds back or on"),
    ((",", "."), "Sentence before or after"),
    (("p", "n"), "Chapter before or after"),
    (("[", "]"), "Slower or faster; < and > too"),
    (("0", "–", "9"), "To that tenth of the episode"),
    (("m",), "Mute"),
    (("v",), "Back to the voice"),
    (("c",), "Copy link at this time"),
    (("?",), "These keys"),
)


@dataclass(frozen=True, slots=True)
class _ChapterLine:
    """A line of the list of chapters."""

    title: str
    time: str
    at: str
    """Seconds as a media fragment has them."""


@dataclass(frozen=True, slots=True)
class _LinkLine:
    """A line of the list of links."""

    text: str
    url: str
    host: str


def episode_page(
    episode: Episode,
    channel: Channel,
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
        channel: The show.
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
    essay, timeline = episode.essay, episode.timeline
    heard = voice(episode)
    original = safe_url(essay.url)
    page = document(
        "episode.html.jinja",
        channel,
        styles=_STYLES,
        scripts=_SCRIPTS,
        essay=essay,
        author=essay.author or channel.author,
        duration_s=seconds(timeline.n_samples, timeline.rate_hz),
        length=clock(timeline.n_samples, timeline.rate_hz),
        opening=heard.opening,
        closing=heard.closing,
        body=essay_html(essay, heard, chapters=chapter_blocks(episode), pictures=pictures),
        direction=direction(essay),
        chapters=_chapter_lines(episode),
        links=_link_lines(episode.script.links, essay.url),
        original=original,
        original_host=urlsplit(original).hostname,
        times=times(episode, heard, channel),
        megabytes=f"{episode.audio.n_bytes / 1e6:.1f} MB",
        rates=_RATES,
        key_table=_KEYS,
        audio_name=audio_name,
        files=files or {},
        artwork=artwork,
        feed=feed,
        index=index,
    )
    return with_surroundings(
        page,
        channel,
        slug=episode.identity.slug,
        title=essay.title,
        summary=essay.summary,
        audio_name=audio_name,
        artwork=artwork,
        previous=previous,
        following=following,
        feed=feed,
        index=index,
    )


def _chapter_lines(episode: Episode) -> list[_ChapterLine]:
    rate = episode.timeline.rate_hz
    return [
        _ChapterLine(chapter.title, clock(chapter.start, rate), f"{chapter.start / rate:.2f}")
        for chapter in episode.timeline.chapters
    ]


def _link_lines(links: Sequence[NoteLink], base: str) -> list[_LinkLine]:
    """Return each address once, with the first text it is linked by."""
    lines: dict[str, _LinkLine] = {}
    for link in links:
        address = safe_url(link.url, base)
        if address:
            host = urlsplit(address).hostname or ""
            lines.setdefault(address, _LinkLine(link.text.strip(), address, host))
    return list(lines.values())
