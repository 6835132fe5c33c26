"""Markdown into HTML, which the HTML reader reads: so HTML within Markdown needs no rule."""

from __future__ import annotations

import functools

from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from pipeline.reading.html import blocks_of_html
from pipeline.values.essay import Block


def blocks_of_markdown(text: str) -> tuple[Block, ...]:
    """Return the blocks of a Markdown text without front matter."""
    return blocks_of_html(_parser().render(text))


@functools.cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": 100})
    parser.enable(["table", "strikethrough"])
    return parser.use(footnote_plugin).use(deflist_plugin)
