"""Lexical, Ghost's editor of today: its nodes as HTML."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping
from typing import Any

_Node = Mapping[str, Any]
_DEEPEST = 60
_FORMATS = ((1, "strong"), (2, "em"), (4, "s"), (16, "code"), (32, "sub"), (64, "sup"))
"""Bits of a text node's ``format`` → element."""
_TAGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol"})


def html_of_lexical(editor: _Node) -> str:
    """Return the HTML of a Lexical editor's state."""
    root = editor.get("root")
    children = root.get("children") if isinstance(root, dict) else None
    return "\n".join(_of_node(node, 0) for node in children or ())


def picture_html(node: _Node) -> str:
    """Return the figure of a picture's card, in either of Ghost's editors."""
    source, alt = (html.escape(str(node.get(key) or ""), quote=True) for key in ("src", "alt"))
    caption = f"<figcaption>{node['caption']}</figcaption>" if node.get("caption") else ""
    return f'<figure><img src="{source}" alt="{alt}">{caption}</figure>'


def code_html(node: _Node) -> str:
    """Return the code of a code card."""
    return f"<pre><code>{html.escape(str(node.get('code') or ''))}</code></pre>"


def _of_node(node: object, depth: int) -> str:
    if not isinstance(node, dict) or depth > _DEEPEST:
        return ""
    kind = str(node.get("type") or "").removeprefix("extended-")
    alone = _ALONE.get(kind)
    if alone:
        return alone(node)
    inner = "".join(_of_node(child, depth + 1) for child in node.get("children") or ())
    if kind == "link":
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


def _markdown(node: _Node) -> str:
    from pipeline.reading.markdown import html_of  # noqa: PLC0415 - few have such

    return html_of(str(node.get("markdown") or ""))


_ALONE: dict[str, Callable[[_Node], str]] = {
    "html": lambda node: str(node.get("html") or ""),
    "markdown": _markdown,
    "image": picture_html,
    "code": code_html,
    "codeblock": code_html,
    "horizontalrule": lambda _: "<hr>",
    "linebreak": lambda _: "<br>",
    "text": _text,
}
"""Nodes without others in them."""
_AROUND = {
    "aside": "aside",
    "heading": "h2",
    "list": "ul",
    "listitem": "li",
    "paragraph": "p",
    "quote": "blockquote",
}
