"""Notion's export: ``Title ID.md`` or ``.html``, each page's pictures in a folder of its name.

The id is 32 hexadecimal digits; large exports come as archives within the archive. A database is
a ``.csv`` file, its rows are pages in the folder of its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from pipeline.reading.facts import Facts
from pipeline.reading.importing.essay_list import LeftOut, Post
from pipeline.reading.importing.trees import Tree, text_of
from pipeline.settings.reading_settings import Taking

PAGE = re.compile(r"(?P<title>.*?)[ _-]?(?P<id>[0-9a-f]{32})\.(?:md|html)", re.IGNORECASE)
_DRAFT = re.compile(
    r"^(?:Status|Stage|State|Phase): *(?P<status>draft|idea|in progress|not started|to ?do|backlog"
    r"|writing|archived)\s*$|^(?:Draft): *(?:yes|true)\s*$|^Published: *(?:no|false)\s*$",
    re.IGNORECASE | re.MULTILINE,
)
_LINK = re.compile(r"^\s*(?:[-*]\s+)?\[[^\]]*\]\([^)]*[0-9a-f]{32}[^)]*\)\s*$", re.MULTILINE)
_HEAD = 2_000


def is_notion(tree: Tree) -> bool:
    """Return whether *tree* is an export of Notion: most of its pages are named by ids."""
    pages = [name for name in tree.names if name.lower().endswith((".md", ".html"))]
    named = [name for name in pages if PAGE.fullmatch(PurePosixPath(name).name)]
    return bool(named) and 2 * len(named) > len(pages)


def posts(tree: Tree, _: Taking) -> Iterator[Post | LeftOut]:
    """Yield the pages of the export *tree*, and those left out."""
    for name in tree.names:
        found = PAGE.fullmatch(PurePosixPath(name).name)
        if found is None:
            continue
        text = text_of(tree, name)
        heading = re.match(r"\s*#\s+(.+)", text)
        title = heading[1].strip() if heading else found["title"].strip()
        draft = _DRAFT.search(text[:_HEAD])
        rest = _LINK.sub("", re.sub(r"^\s*#.*", "", text, count=1))
        if draft:
            yield LeftOut(title, f"a draft ({draft[0].strip()})")
        elif name.endswith(".md") and not rest.strip():
            yield LeftOut(title, "only links to other pages")
        else:
            facts = Facts(title=title, entry_id=f"notion:{found['id'].lower()}")
            yield Post(name, text, facts)
