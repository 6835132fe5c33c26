"""XML elements of the feed's namespaces, their text made legal."""

from __future__ import annotations

import html
import re

from lxml import etree

from pipeline.tools.characters import legible

NAMESPACES = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
}

_AS_ENTITY = re.compile(r"&#?\w+;?")
_AS_TAG = re.compile(r"<(?=[a-zA-Z/!?])")


def add(
    parent: etree._Element, name: str, text: str | None = None, **attributes: str | int | None
) -> etree._Element:
    """Append an element to *parent* and return it.

    Args:
        parent: The element it goes under.
        name: With its namespace's prefix: ``itunes:image``.
        text: Its text.
        attributes: Its attributes; those that are None or empty are left out.
    """
    element = etree.SubElement(parent, qualified(name))
    if text is not None:
        element.text = legible(text)
    for key, value in attributes.items():
        if value not in {None, ""}:
            element.set(key, legible(str(value)))
    return element


def qualified(name: str) -> str:
    """Return ``prefix:name`` as lxml writes it: ``{namespace}name``."""
    prefix, _, local = name.rpartition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}" if prefix else local


def unmistakable(text: str) -> str:
    """Return plain *text* such that apps which take a description for HTML show it all the same.

    Only what would be read as a tag or an entity is escaped: everything else stays as apps show
    it that know it is plain.
    """
    return _AS_TAG.sub("&lt;", _AS_ENTITY.sub(_escaped_entity, text))


def _escaped_entity(match: re.Match[str]) -> str:
    text = match.group()
    return text if html.unescape(text) == text else f"&amp;{text[1:]}"
