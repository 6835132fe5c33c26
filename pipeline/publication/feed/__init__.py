"""The feed: RSS 2.0 with the iTunes, Podcasting 2.0, Atom and content namespaces.

A pure function of the catalogue and the show; nothing here touches a disk.
"""

from pipeline.publication.feed.gaps import feed_gaps
from pipeline.publication.feed.pages import (
    ARTWORK_FILE,
    FEED_FILE,
    SMALL_ARTWORK_FILE,
    FeedPage,
    feed_pages,
    kept_guid,
)

__all__ = [
    "ARTWORK_FILE",
    "FEED_FILE",
    "SMALL_ARTWORK_FILE",
    "FeedPage",
    "feed_gaps",
    "feed_pages",
    "kept_guid",
]
