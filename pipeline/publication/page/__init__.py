"""The pages of a publication: one for each episode, and the index.

Each page is a single file: its styles, its script and the times of its words stand inside it, and
it asks no other host for anything. Functions return the page's text; nothing here touches a disk.
"""

from pipeline.publication.page.episode_page import episode_page, page_look
from pipeline.publication.page.index_page import (
    INDEX_FILE,
    IndexEntry,
    index_entry,
    index_page,
    index_pages,
)
from pipeline.publication.page.page_content import (
    CONTENT_FILE,
    PageContent,
    content_json,
    page_content,
    read_content,
)
from pipeline.publication.page.template import compile_templates

__all__ = [
    "CONTENT_FILE",
    "INDEX_FILE",
    "IndexEntry",
    "PageContent",
    "compile_templates",
    "content_json",
    "episode_page",
    "index_entry",
    "index_page",
    "index_pages",
    "page_content",
    "page_look",
    "read_content",
]
