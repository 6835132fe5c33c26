"""An episode's page: the essay with its voice."""

from __future__ import annotations

from markupsafe import Markup

from pipeline.languages.language_table import language_row
from pipeline.publication.catalogue import Neighbour
from pipeline.publication.page.embed_page import shared_by
from pipeline.publication.page.page_content import PageContent
from pipeline.publication.page.template import document, look
from pipeline.settings.publication_settings import Channel

_STYLES = ("base.css", "essay.css", "episode.css", "player.css", "print.css")
_SCRIPTS = (
    "words.js",
    "clock.js",
    "memory.js",
    "times.js",
    "marks.js",
    "following.js",
    "deck.js",
    "sleep.js",
    "session.js",
    "keys.js",
    "subscribe.js",
    "episode.js",
)
_RATES = (0.75, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3)
_SLEEPS_MIN = (5, 15, 30, 45, 60)
_KEYS = (
    (("{space}", "k"), "play_or_pause"),
    (("←", "→"), "step_5"),
    (("j", "l"), "step_15"),
    ((",", "."), "step_sentence"),
    (("p", "n"), "step_chapter"),
    (("[", "]"), "step_speed"),
    (("0", "–", "9"), "step_tenth"),
    (("m",), "mute"),
    (("v",), "back_to_voice"),
    (("c",), "copy_link"),
    (("?",), "these_keys"),
)
"""Keys, and the name of the words for what they do."""


def page_look(channel: Channel) -> str:
    """Return what changes when pages are rendered otherwise though their contents are the same."""
    words = language_row(channel.language).page
    given = (
        channel.title,
        channel.author,
        channel.language,
        channel.feed.ai_content,
        channel.colour,
        channel.hosting.private,
        words,
    )
    return look(given)


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
    words = language_row(content.language).page
    return document(
        "episode.html.jinja",
        channel,
        language=content.language,
        styles=_STYLES,
        scripts=_SCRIPTS,
        page=content,
        author=author,
        body=Markup(content.body),  # noqa: S704 - made by essay_html, which escapes
        **shared_by(content, channel),
        times={**content.times, "artist": author, "album": channel.title},
        rates=_RATES,
        sleeps=_SLEEPS_MIN,
        key_table=[
            ([key.format(space=words.space) for key in keys], getattr(words, meaning))
            for keys, meaning in _KEYS
        ],
        previous=previous,
        following=following,
        feed=feed,
        index=index,
    )
