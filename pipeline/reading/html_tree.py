"""The tree of an HTML text, complete however deep it is."""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement, HTMLParser

from pipeline.reading.platforms import with_plain_shortcodes
from pipeline.reading.word_sets import words

_DEEPEST_TAGS = 200


_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)[^>]*>")


_VOID = words("area base br col embed hr img input link meta param source track wbr")


def parsed(markup: str) -> HtmlElement | None:
    """Return the tree of *markup*; None when there is nothing in it.

    libxml2 drops what lies deeper than 2048 elements without a word but in its log: such markup
    is read again with the deepest tags taken out, so that their text stays.
    """
    markup = with_plain_shortcodes(markup)
    root, complete = _tree(markup)
    return root if complete else _tree(_shallow(markup))[0]


def _tree(markup: str) -> tuple[HtmlElement | None, bool]:
    parser = HTMLParser(huge_tree=True, no_network=True, encoding="utf-8")
    try:
        root = etree.fromstring(markup.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        root = None
    complete = not any("depth" in entry.message for entry in parser.error_log)
    return (root if isinstance(root, HtmlElement) else None), complete


def _shallow(markup: str) -> str:
    """Return *markup* without the tags that stand deeper than any page's."""
    depth = 0

    def kept(match: re.Match[str]) -> str:
        nonlocal depth
        if match[2].lower() in _VOID or match[0].endswith("/>"):
            return match[0]
        if not match[1]:
            depth += 1
            return match[0] if depth <= _DEEPEST_TAGS else " "
        deep = depth > _DEEPEST_TAGS
        depth = max(0, depth - 1)
        return " " if deep else match[0]

    return _TAG.sub(kept, markup)
