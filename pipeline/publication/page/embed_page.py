"""What stands in other people's pages: a small player, its script, and what finds them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from html import escape
from typing import Any
from urllib.parse import urljoin

from pipeline.languages.language_table import language_row
from pipeline.publication.page.page_content import PageContent
from pipeline.publication.page.template import asset, document
from pipeline.settings.publication_settings import Channel

EMBED_FILE, OEMBED_FILE = "embed.html", "oembed.json"
EMBED_SCRIPT = "embed.js"
"""One for the whole show, beside its index."""
_STYLES, _SCRIPTS = ("embed.css",), ("words.js", "clock.js", "embed-player.js")
_RATES = (0.75, 1, 1.25, 1.5, 1.75, 2)
_WIDTH, _HEIGHT = 640, 180
"""Of the frame before it tells its own height, in pixels."""


def embed_page(content: PageContent, channel: Channel) -> str:
    """Return the player for a frame, one HTML file that reads ``transcript.json`` beside it."""
    return document(
        "embed.html.jinja",
        channel,
        language=content.language,
        styles=_STYLES,
        scripts=_SCRIPTS,
        typeface=False,
        page=content,
        author=content.author or channel.author,
        rates=_RATES,
        chapters=content.chapters if len(content.chapters) > 1 else (),
        feed="../feed.xml",
    )


def embed_script() -> str:
    """Return the script that makes ``<essay-cast src=…>`` a player."""
    return asset("scripts", "essay-cast.js")


def frame(content: PageContent, channel: Channel) -> str:
    """Return the HTML that shows the player in a frame; empty while the show has no address."""
    if not channel.base_url:
        return ""
    return (
        f'<iframe src="{escape(_at(content, channel, EMBED_FILE))}" '
        f'title="{escape(content.title)}" width="100%" height="{_HEIGHT}" allow="autoplay" '
        'loading="lazy" style="border:0"></iframe>'
    )


def element(content: PageContent, channel: Channel) -> str:
    """Return the HTML that makes the player by the show's script; empty without public address."""
    return element_for(content.slug, content.title, channel)


def element_for(slug: str, title: str, channel: Channel) -> str:
    """Return :func:`element` for the episode *slug* called *title*."""
    if not channel.base_url or channel.hosting.private:
        return ""
    script = escape(urljoin(_base(channel), EMBED_SCRIPT))
    place = escape(urljoin(_base(channel), f"{slug}/"))
    return (
        f'<script async src="{script}"></script>\n<essay-cast src="{place}" mark="article">'
        f'<a href="{place}">{escape(title)}</a></essay-cast>'
    )


def oembed(content: PageContent, channel: Channel) -> str:
    """Return the answer that sites ask for when the page's address is pasted into them.

    Source:
        oEmbed 1.0, response of type rich. It is a file: width and height are always the same.
    """
    said: dict[str, object] = {
        "version": "1.0",
        "type": "rich",
        "title": content.title,
        "author_name": content.author or channel.author,
        "provider_name": channel.title,
        "provider_url": _base(channel),
        "thumbnail_url": _at(content, channel, content.artwork),
        "thumbnail_width": 1400,
        "thumbnail_height": 1400,
        "html": frame(content, channel),
        "width": _WIDTH,
        "height": _HEIGHT,
    }
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def linked_data(content: PageContent, channel: Channel) -> Mapping[str, Any]:
    """Return the episode in the words of schema.org; empty while the show has no address."""
    if not channel.base_url:
        return {}
    minutes, seconds = divmod(round(content.duration_s), 60)
    said = {
        "@context": "https://schema.org",
        "@type": "PodcastEpisode",
        "url": _at(content, channel, ""),
        "name": content.title,
        "description": content.summary,
        "inLanguage": content.language,
        "datePublished": content.day,
        "image": _at(content, channel, content.artwork),
        "isBasedOn": content.original,
        "associatedMedia": {
            "@type": "AudioObject",
            "contentUrl": _at(content, channel, content.audio_name),
            "duration": f"PT{minutes}M{seconds}S",
            "transcript": _at(content, channel, "transcript.json"),
        },
        "partOfSeries": {
            "@type": "PodcastSeries",
            "name": channel.title,
            "url": _base(channel),
            "webFeed": urljoin(_base(channel), "feed.xml"),
        },
    }
    if author := content.author or channel.author:
        said["author"] = {"@type": "Person", "name": author}
    return {name: value for name, value in said.items() if value}


def shared_by(content: PageContent, channel: Channel) -> Mapping[str, Any]:
    """Return what the episode's page says of its player elsewhere."""
    return {
        "embed_code": element(content, channel),
        "data": linked_data(content, channel),
        "embed_words": language_row(content.language).page.embed,
    }


def _base(channel: Channel) -> str:
    return f"{channel.base_url.rstrip('/')}/" if channel.base_url else ""


def _at(content: PageContent, channel: Channel, name: str) -> str:
    return urljoin(f"{_base(channel)}{content.slug}/", name)
