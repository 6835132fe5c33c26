"""Mobiledoc, Ghost's editor before Lexical: its sections and cards as HTML."""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import Any

from pipeline.reading.importing.ghost_cards import card_html

_TAGS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pull-quote", "aside"})
_MARKS = frozenset({"strong", "b", "em", "i", "code", "s", "del", "sub", "sup", "u"})


def html_of_mobiledoc(data: Mapping[str, Any]) -> str:
    """Return the HTML of a Mobiledoc (version 0.3): markup, list, image and card sections."""
    parts = []
    for section in data.get("sections") or ():
        if not isinstance(section, list) or not section:
            continue
        if section[0] == 1 and len(section) > 2:
            tag = section[1] if section[1] in _TAGS else "p"
            parts.append(f"<{tag}>{_inline(section[2], data)}</{tag}>")
        elif section[0] == 3 and len(section) > 2:
            tag = "ol" if section[1] == "ol" else "ul"
            items = "".join(f"<li>{_inline(item, data)}</li>" for item in section[2])
            parts.append(f"<{tag}>{items}</{tag}>")
        elif section[0] == 2 and len(section) > 1:
            parts.append(card_html("image", {"src": section[1]}) or "")
        elif section[0] == 10 and len(section) > 1:
            parts.append(_card(section[1], data))
    return "\n".join(parts)


def _card(index: object, data: Mapping[str, Any]) -> str:
    cards = data.get("cards") or []
    if not isinstance(index, int) or not 0 <= index < len(cards):
        return ""
    name, payload = (*cards[index], {})[:2]
    return (card_html(str(name), payload) or "") if isinstance(payload, dict) else ""


def _inline(markers: object, data: Mapping[str, Any]) -> str:
    """Return the markers ``[type, opened markups, closed count, text]`` as HTML."""
    markups, open_tags, parts = data.get("markups") or [], [], []
    for marker in markers if isinstance(markers, list) else ():
        if not isinstance(marker, list) or len(marker) < 4:
            continue
        kind, opened, closed, value = marker[:4]
        for index in opened:
            markup = markups[index] if isinstance(index, int) and index < len(markups) else [""]
            tag = markup[0] if markup[0] in _MARKS else "a" if markup[0] == "a" else "span"
            target = markup[1][1] if tag == "a" and len(markup) > 1 and len(markup[1]) > 1 else ""
            href = f' href="{html.escape(str(target), quote=True)}"' if target else ""
            parts.append(f"<{tag}{href}>")
            open_tags.append(tag)
        parts.append(html.escape(str(value)) if kind == 0 else "<br>")
        ended = min(closed if isinstance(closed, int) else 0, len(open_tags))
        parts += [f"</{open_tags.pop()}>" for _ in range(ended)]
    return "".join(parts)
