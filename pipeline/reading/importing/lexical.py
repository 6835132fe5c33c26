"""Lexical, Ghost's editor of today: its nodes as HTML."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping
from typing import Any

from pipeline.reading.importing.ghost_cards import card_html

_Node = Mapping[str, Any]
_DEEPEST = 60
_FORMATS = (
    *((1, "strong"), (2, "em"), (4, "s"), (8, "u"), (16, "code")),
    *((32, "sub"), (64, "sup"), (128, "mark")),
)
"""Bits of a text node's ``format`` → element."""
_TAGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol"})


def html_of_lexical(editor: _Node) -> str:
    """Return the HTML of a Lexical editor's state."""
    root = editor.get("root")
    children = root.get("children") if isinstance(root, dict) else None
    return "\n".join(_of_node(node, 0) for node in children or ())


def _of_node(node: object, depth: int) -> str:
    if not isinstance(node, dict) or depth > _DEEPEST:
        return ""
    kind = str(node.get("type") or "").removeprefix("extended-")
    if kind in _TEXTS:
        return _TEXTS[kind](node)
    card = card_html(kind, node)
    if card is not None:
        return card
    inner = "".join(_of_node(child, depth + 1) for child in node.get("children") or ())
    if kind in {"link", "autolink", "at-link"}:
        return f'<a href="{html.escape(str(node.get("url") or ""), quote=True)}">{inner}</a>'
    tag = _AROUND.get(kind, "div")
    editor = str(node.get("tag") or "")
    tag = editor if kind in {"heading", "list"} and editor in _TAGS else tag
    return f"<{tag}>{inner}</{tag}>"


def _text(node: _Node) -> str:
    text = html.escape(str(node.get("text") or ""))
    bits = node.get("format")
    for bit, tag in _FORMATS:
        if isinstance(bits, int) and bits & bit:
            text = f"<{tag}>{text}</{tag}>"
    return text


_TEXTS: dict[str, Callable[[_Node], str]] = {
    "linebreak": lambda _: "<br>",
    "tab": lambda _: " ",
    "zwnj": lambda _: "",
    "text": _text,
}
"""Nodes of a line without others in them."""
_AROUND = {
    "aside": "aside",
    "heading": "h2",
    "list": "ul",
    "listitem": "li",
    "paragraph": "p",
    "quote": "blockquote",
}
