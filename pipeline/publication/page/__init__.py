"""The pages of a publication: one for each episode, and the index.

Each page is a single file: its styles, its script and the times of its words stand inside it, and
it asks no other host for anything. Functions return the page's text; nothing here touches a disk.
"""

from pipeline.publication.page.embed_page import (
    EMBED_FILE,
    EMBED_SCRIPT,
    OEMBED_FILE,
    element_for,
    embed_page,
    embed_script,
    oembed,
)
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
    "EMBED_FILE",
    "EMBED_SCRIPT",
    "INDEX_FILE",
    "OEMBED_FILE",
    "IndexEntry",
    "PageContent",
    "compile_templates",
    "content_json",
    "element_for",
    "embed_page",
    "embed_script",
    "episode_page",
    "index_entry",
    "index_page",
    "index_pages",
    "oembed",
    "page_content",
    "page_look",
    "read_content",
]
