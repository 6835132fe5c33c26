"""An episode's page: the essay with its voice."""

from __future__ import annotations

from markupsafe import Markup

from pipeline.publication.catalogue import Neighbour
from pipeline.publication.page.page_content import PageContent
from pipeline.publication.page.template import document, look
from pipeline.settings.publication_settings import Channel

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


def page_look(channel: Channel) -> str:
    """Return what changes when pages are rendered otherwise though their contents are the same."""
    said = (channel.title, channel.author, channel.language, channel.feed.ai_content)
    return look("episode.html.jinja", styles=_STYLES, scripts=_SCRIPTS, said=said)


def episode_page(
    content: PageContent,
    channel: Channel,
    *,
    previous: Neighbour | None = None,
    following: Neighbour | None = None,
    feed: str = "../feed.xml",
    index: str = "../index.html",
) -> str:
    """Return the episode's page, one self-contained HTML file.

    Args:
        content: What it is made from.
        channel: The show; its ``base_url`` is what full addresses begin with.
        previous: The episode before this one, if any.
        following: The episode after this one, if any.
        feed: Address of the feed as seen from the page.
        index: Address of the index page as seen from the page.
    """
    author = content.author or channel.author
    return document(
        "episode.html.jinja",
        channel,
        styles=_STYLES,
        scripts=_SCRIPTS,
        page=content,
        author=author,
        body=Markup(content.body),  # noqa: S704 - made by essay_html, which escapes
        times={**content.times, "artist": author, "album": channel.title},
        rates=_RATES,
        key_table=_KEYS,
        previous=previous,
        following=following,
        feed=feed,
        index=index,
    )
