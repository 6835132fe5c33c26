"""What the feed still lacks for the directories, in plain words."""

from __future__ import annotations

from urllib.parse import urlsplit

from pipeline.settings.categories import APPLE_CATEGORIES
from pipeline.settings.publication_settings import Channel

DESCRIPTION_LIMIT_BYTES = 4_000
"""Of a channel, by Podcasting 2.0's baseline and Apple."""


def feed_gaps(show: Channel) -> tuple[str, ...]:
    """Return one sentence for each thing a directory will ask for and ``show.toml`` does not say.

    Empty when there is nothing left to do.
    """
    base, category, subcategory = show.base_url, show.category, show.feed.subcategory
    known = APPLE_CATEGORIES.get(category, ())
    private = show.hosting.private
    filled = {
        "base_url is not set: addresses in the feed are relative, which no podcast app takes. "
        "Set it to where output/ will be reachable.": bool(base) or private,
        f"base_url = '{base}' is no address of the web: it should begin with https://.": (
            not base or _is_web(base)
        ),
        "author is not set: Apple wants to know whose show it is.": bool(show.author),
        "feed.owner_email is not set: directories send their proof of ownership there.": (
            bool(show.feed.owner_email) or private
        ),
        f"category = '{category}' is not one of Apple's.": category in APPLE_CATEGORIES,
        f"feed.subcategory = '{subcategory}' is not one of those Apple has under '{category}'.": (
            not subcategory or subcategory in known
        ),
        f"description is longer than {DESCRIPTION_LIMIT_BYTES} bytes: the feed cuts it there.": (
            len(show.description.encode()) <= DESCRIPTION_LIMIT_BYTES
        ),
    }
    return tuple(sentence for sentence, holds in filled.items() if not holds)


def _is_web(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in {"http", "https"} and bool(parts.netloc)
