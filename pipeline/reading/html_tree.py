"""The tree of an HTML text, complete however deep it is."""

from __future__ import annotations

import itertools
import re

from lxml import etree
from lxml.html import HtmlElement, HTMLParser

from pipeline.reading.platforms import with_plain_shortcodes
from pipeline.reading.word_sets import words

_DEEPEST_TAGS = 200
_MOST_ATTRIBUTES = 256
"""Of one element. libxml2 compares each with all before it."""

_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)[^>]*>")


_ATTRIBUTE = re.compile(
    r"""[\s/"'=<]*+[^\s<>="'/]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'<>]*+))?+"""
)
"""An attribute and what a lenient parser skips before it."""
_ATTRIBUTED = re.compile(rf"<[a-zA-Z][^\s<>/]*+(?:{_ATTRIBUTE.pattern})*+")
"""A tag with all its attributes. Matches whatever follows, so that reading is linear."""


_VOID = words("area base br col embed hr img input link meta param source track wbr")


def parsed(markup: str) -> HtmlElement | None:
    """Return the tree of *markup*; None when there is nothing in it.

    libxml2 drops what lies deeper than 2048 elements without a word but in its log: such markup
    is read again with the deepest tags taken out, so that their text stays.
    """
    markup = _ATTRIBUTED.sub(_fewer_attributes, with_plain_shortcodes(markup))
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


def _fewer_attributes(tag: re.Match[str]) -> str:
    """Return *tag* without the attributes beyond the most that one is read with."""
    if len(tag[0]) <= 2 * _MOST_ATTRIBUTES:  # each has a letter and something before it
        return tag[0]
    after = itertools.islice(_ATTRIBUTE.finditer(tag[0], 1), _MOST_ATTRIBUTES, None)
    first = next(after, None)
    return tag[0] if first is None else tag[0][: first.start()]


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
