"""Braces: where attributes, expressions and components end."""

from __future__ import annotations

import re

ATTRIBUTES = (
    r"\{:?[ \t]*(?:[#.][\w:./-]+|=[a-z][\w-]*|-|[\w:-]+=(?:\"[^\"]{0,1500}\"|'[^']{0,1500}'"
    r"|[^\s\"'{}]{1,200}))(?:\s+[^{}]{0,1500})?\s*\}"
)
"""Pandoc's, Quarto's and kramdown's attributes: an anchor, a class, keys with values, a format."""
_COMPONENT = re.compile(r"</?[A-Z][\w.]*(?=[\s/>])|</?>(?=\s*$)")


def end_of_braces(text: str, start: int, last: int) -> int:
    """Return where the brace that opens at *start* is closed; -1 when it is not before *last*."""
    depth = 0
    quoted = ""
    for at in range(start, last):
        char = text[at]
        if quoted:
            quoted = "" if char == quoted and text[at - 1] != "\\" else quoted
        elif char in '"`' and depth:
            quoted = char
        elif char == "{":
            depth += 1
        elif char == "}":
            depth -= 1
            if depth == 0:
                return at + 1
    return -1


def end_of_component(text: str, start: int, last: int) -> int:
    """Return where the tag of a component (``<Note kind={x}>``) at *start* ends; -1 for none."""
    found = _COMPONENT.match(text, start, last)
    at = found.end() if found else -1
    if at > 0 and text[at - 1] == ">":
        return at
    while 0 <= at < last:
        char = text[at]
        if char == ">":
            return at + 1
        if char in "\"'":
            at = text.find(char, at + 1, last) + 1 or -1
        elif char == "{":
            at = end_of_braces(text, at, last)
        elif char == "<":
            return -1
        else:
            at += 1
    return -1
