"""The pages of a publication: one for each episode, and the index.

Each page is a single file: its styles, its script and the times of its words stand inside it, and
it asks no other host for anything. Functions return the page's text; nothing here touches a disk.
"""

from pipeline.publication.page.episode_page import episode_page
from pipeline.publication.page.index_page import IndexEntry, index_entry, index_page
from pipeline.publication.page.surroundings import renewed, with_surroundings

__all__ = [
    "IndexEntry",
    "episode_page",
    "index_entry",
    "index_page",
    "renewed",
    "with_surroundings",
]
