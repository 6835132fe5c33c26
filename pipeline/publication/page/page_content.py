"""What an episode's page is made from, kept beside it, so that it can be rendered again."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from pipeline.errors import PublicationError
from pipeline.publication.page.essay_html import direction, essay_html
from pipeline.publication.page.inline_html import safe_url
from pipeline.publication.page.spoken_places import voice
from pipeline.publication.page.word_times import chapter_blocks, times
from pipeline.publication.shown_chapters import shown_chapters
from pipeline.tools.characters import opening_of
from pipeline.tools.timecode import clock, length, seconds
from pipeline.values.episode import Episode

CONTENT_FILE = "page.json"
VERSION = 1


@dataclass(frozen=True, slots=True)
class ChapterLine:
    """A line of the list of chapters."""

    title: str
    time: str
    at: str
    """Seconds as a media fragment has them."""


@dataclass(frozen=True, slots=True)
class LinkLine:
    """A line of the list of links."""

    text: str
    url: str
    host: str


@dataclass(frozen=True, slots=True)
class PageContent:
    """All that an episode's page says but what the show and its other episodes add."""

    slug: str
    title: str
    language: str
    summary: str
    author: str
    """The essay's; empty where it names nobody."""
    day: str
    """Of the essay, ISO 8601; empty if it has none."""
    duration_s: float
    length: str
    """Duration as a clock shows it."""
    direction: str
    """``ltr`` or ``rtl``."""
    body: str
    """The essay as HTML, made by :func:`pipeline.publication.page.essay_html.essay_html`."""
    opening: int
    """Place of the show's words before the essay; -1 without any."""
    closing: tuple[tuple[int, str], ...]
    """Place and text of the show's words after it."""
    chapters: tuple[ChapterLine, ...]
    links: tuple[LinkLine, ...]
    original: str
    """Where the essay was first published, an address that may be linked; or empty."""
    megabytes: str
    audio_name: str
    """Address of the audio as seen from the page: its file's name."""
    files: tuple[tuple[str, str], ...]
    """What else there is to download: label and address."""
    artwork: str
    """Address of the square picture as seen from the page."""
    times: Mapping[str, Any]
    """When each word is heard, see :mod:`pipeline.publication.page.word_times`."""
    version: int = VERSION

    @property
    def date(self) -> date | None:
        """The essay's date."""
        return datetime.fromisoformat(self.day) if self.day else None

    @property
    def description(self) -> str:
        """The summary, or the essay's first words, for those who list pages."""
        return self.summary or opening_of(unescape(re.sub(r"<[^>]*>", " ", self.body[:4_000])))

    @property
    def original_host(self) -> str:
        """Host of :attr:`original`."""
        return urlsplit(self.original).hostname or ""


def page_content(
    episode: Episode,
    *,
    audio_name: str,
    files: Mapping[str, str] | None = None,
    pictures: Mapping[str, str] | None = None,
    artwork: str = "../artwork.png",
) -> PageContent:
    """Return what the page of *episode* is made from.

    Args:
        episode: The episode, its audio measured.
        audio_name: Address of the audio as seen from the page: its file's name.
        files: What else there is to download, label → address: ``{"WebVTT": "SLUG.vtt"}``.
        pictures: The essay's own pictures that stand beside the page, a figure's
            :attr:`Block.url` → address. Other pictures are linked, never loaded.
        artwork: Address of the square picture.
    """
    essay, timeline = episode.essay, episode.timeline
    heard = voice(episode)
    return PageContent(
        slug=episode.identity.slug,
        title=essay.title,
        language=essay.language,
        summary=essay.summary,
        author=essay.author,
        day=essay.date.isoformat() if essay.date else "",
        duration_s=seconds(timeline.n_samples, timeline.rate_hz),
        length=length(timeline.n_samples, timeline.rate_hz),
        direction=direction(essay),
        body=str(essay_html(essay, heard, chapters=chapter_blocks(episode), pictures=pictures)),
        opening=heard.opening,
        closing=heard.closing,
        chapters=_chapter_lines(episode),
        links=_link_lines(episode),
        original=safe_url(essay.url),
        megabytes=f"{episode.audio.n_bytes / 1e6:.1f} MB",
        audio_name=audio_name,
        files=tuple((files or {}).items()),
        artwork=artwork,
        times=times(episode, heard),
    )


def content_json(content: PageContent) -> str:
    """Return the text of :data:`CONTENT_FILE`; the same for equal contents."""
    return json.dumps(asdict(content), ensure_ascii=False, separators=(",", ":")) + "\n"


def read_content(text: bytes, where: str) -> PageContent:
    """Return the content that :func:`content_json` wrote as *text*.

    Raises:
        PublicationError: It is no content of a page, or of another version; *where* is named.
    """
    try:
        data = json.loads(text)
        content = PageContent(
            **{
                **data,
                "closing": tuple((place, line) for place, line in data["closing"]),
                "chapters": tuple(ChapterLine(**line) for line in data["chapters"]),
                "links": tuple(LinkLine(**line) for line in data["links"]),
                "files": tuple((label, address) for label, address in data["files"]),
            }
        )
        _ = content.date
    except (ValueError, TypeError, KeyError) as error:
        raise PublicationError(
            "this is not what a page is made from", where=where, mend="Produce the essay again"
        ) from error
    if content.version != VERSION:
        raise PublicationError(
            f"it is of version {content.version}, where {VERSION} belongs",
            where=where,
            mend="Produce the essay again",
        )
    return content


def _chapter_lines(episode: Episode) -> tuple[ChapterLine, ...]:
    rate = episode.timeline.rate_hz
    return tuple(
        ChapterLine(
            chapter.title, clock(chapter.start, rate), f"{seconds(chapter.start, rate):.2f}"
        )
        for chapter in shown_chapters(episode)
    )


def _link_lines(episode: Episode) -> tuple[LinkLine, ...]:
    """Return each address once, with the first text it is linked by."""
    lines: dict[str, LinkLine] = {}
    for link in episode.script.links:
        address = safe_url(link.url, episode.essay.url)
        if address:
            host = urlsplit(address).hostname or ""
            lines.setdefault(address, LinkLine(link.text.strip(), address, host))
    return tuple(lines.values())
