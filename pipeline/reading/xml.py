"""XML read with entities and network off, and refused when it is broken or would blow up."""

from __future__ import annotations

import contextlib
import html.entities
import re

from lxml import etree

from pipeline.errors import SourceError

_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30});")
_XML_ENTITIES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_STRAY = re.compile(r"&(?!#\d{1,7};|#x[0-9a-fA-F]{1,6};|(?:amp|lt|gt|quot|apos);)")
_LITERAL = re.compile(r"(<!\[CDATA\[.*?\]\]>|<!--.*?-->)", re.DOTALL)
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")


def sound_xml(text: str, where: str) -> tuple[bytes, etree._Element]:
    """Return *text* as UTF-8 bytes that hold no entity but XML's own, and its root.

    Named entities of HTML, which feeds use without declaring them, are written out.

    Raises:
        SourceError: It is not well-formed, or it declares entities: a few lines of those expand
            to gigabytes, or read other files.
    """
    if "<!ENTITY" in text:
        raise SourceError(
            "its XML declares entities, which can expand without end",
            where=where,
            mend="Ask for a feed without <!ENTITY …>",
        )
    text = _ENTITY.sub(_written_out, _DECLARATION.sub("", text, count=1).lstrip())
    try:
        return _parsed(text)
    except etree.XMLSyntaxError as error:
        with contextlib.suppress(etree.XMLSyntaxError):
            return _parsed(_with_ampersands(text))
        raise SourceError(
            f"its XML is malformed: {error.msg}",
            where=where,
            mend="Mend the feed, or fetch it again if it was cut off",
        ) from error


def _parsed(text: str) -> tuple[bytes, etree._Element]:
    content = text.encode("utf-8", "replace")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, encoding="utf-8"
    )
    return content, etree.fromstring(content, parser)


def _with_ampersands(text: str) -> str:
    """Return *text* with the ampersands escaped that begin no entity: feeds forget to."""
    parts = _LITERAL.split(text)
    return "".join(
        part if index % 2 else _STRAY.sub("&amp;", part) for index, part in enumerate(parts)
    )


def _written_out(found: re.Match[str]) -> str:
    name = found[1]
    if name in _XML_ENTITIES:
        return found[0]
    return html.entities.html5.get(f"{name};", found[0])
