"""Running text with marks as Markdown: marks nest, and what would be markup is escaped."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pipeline.values.essay import Mark, MarkKind

_SPECIAL = re.compile(r"[\\`*_<>$~^{}|]|&(?=#?\w+;)|==|%%|(?<!\w)@(?=\w)|:(?=[\w+-]+:)")
_BRACKET = re.compile(r"\[(?=[\[^@!]|[ xX]\]|[^\]\n]{0,300}\][(\[:{])")
"""A bracket that would open a link, a note, a citation, a box; ``\\[`` would open mathematics."""
_TAGS = {
    MarkKind.EMPHASIS: ("*", "em"),
    MarkKind.STRONG: ("**", "strong"),
    MarkKind.STRIKE: ("~~", "del"),
    MarkKind.SUPERSCRIPT: ("", "sup"),
    MarkKind.SUBSCRIPT: ("", "sub"),
}
"""Mark → its delimiter, empty where Markdown has none, and the element that always works."""
_OPAQUE = frozenset(
    {MarkKind.CODE, MarkKind.MATH, MarkKind.FOOTNOTE, MarkKind.IMAGE, MarkKind.BREAK}
    | {MarkKind.MARKUP, MarkKind.TASK}
)
"""Marks whose text stands for itself."""


def inline(text: str, marks: Sequence[Mark], pictures: Mapping[str, str]) -> str:
    """Return *text* under *marks* as Markdown."""
    kept = [mark for mark in marks if mark.kind in _OPAQUE or mark.kind in _TAGS]
    kept += [mark for mark in marks if mark.kind is MarkKind.LINK and mark.target]
    order = sorted(kept, key=lambda mark: (mark.start, -mark.end, mark.kind in _OPAQUE))
    return _within(text, 0, len(text), order, pictures)


def _within(text: str, start: int, end: int, marks: list[Mark], pictures: Mapping[str, str]) -> str:
    """Return ``text[start:end]`` under *marks*, outer before inner."""
    parts: list[str] = []
    at = start
    while marks:
        mark = marks.pop(0)
        first, last = max(mark.start, at), min(mark.end, end)
        if first > last or (first == last and mark.kind is not MarkKind.IMAGE):
            continue
        parts.append(escaped(text[at:first]))
        inner = [one for one in marks if one.start < last]
        marks[:] = [one for one in marks if one.start >= last]
        if mark.kind in _OPAQUE:
            parts.append(_opaque(mark, text[first:last], pictures))
        else:
            told = _within(text, first, last, inner, pictures)
            parts.append(_around(mark, told, text[first - 1 : first], text[last : last + 1]))
        at = last
    parts.append(escaped(text[at:end]))
    return "".join(parts)


def _opaque(mark: Mark, text: str, pictures: Mapping[str, str]) -> str:
    if mark.kind is MarkKind.CODE:
        longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
        fence = "`" * (longest + 1)
        room = " " if text.startswith("`") or text.endswith("`") else ""
        return f"{fence}{room}{text}{room}{fence}"
    if mark.kind is MarkKind.MATH:
        return f"${text}$"
    if mark.kind is MarkKind.FOOTNOTE:
        label = re.sub(r"[\s\[\]^]+", "-", mark.target or text)
        return f"[^{label}]"
    if mark.kind is MarkKind.IMAGE:
        return f"![{escaped(text)}]({link_address(pictures.get(mark.target, mark.target))})"
    if mark.kind is MarkKind.TASK:
        return escaped(text)
    return "\\\n" if mark.kind is MarkKind.BREAK else ""


def _around(mark: Mark, inner: str, before: str, after: str) -> str:
    if mark.kind is MarkKind.LINK:
        return f"[{inner}]({link_address(mark.target)})"
    delimiter, tag = _TAGS[mark.kind]
    clean = not (before.isalnum() or after.isalnum() or before == "*" or after == "*")
    clean = clean and inner == inner.strip() and inner[:1].isalnum() and inner[-1:].isalnum()
    if delimiter and clean:
        return f"{delimiter}{inner}{delimiter}"
    return f"<{tag}>{inner}</{tag}>"


def escaped(text: str) -> str:
    """Return *text* with what Markdown and its dialects would take for markup escaped."""
    plain = _SPECIAL.sub(lambda found: "\\" + found[0], text)
    return _BRACKET.sub("&#91;", plain)


def link_address(url: str) -> str:
    """Return *url* as it may stand between a link's brackets."""
    plain = re.sub(r"[\s<>]", lambda found: f"%{ord(found[0]):02X}", url)
    return plain.replace("(", "%28").replace(")", "%29")
