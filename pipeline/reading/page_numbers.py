"""Printed page numbers within the text of a page or a book: ``[Pg 12]``, ``{13}``."""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement

from pipeline.reading.printed import PAGE_NUMBER
from pipeline.reading.prose_elements import prose_elements

_MARKED = re.compile(r"\[(?:pg|page|p)\.? ?(?P<number>\d{1,4}|[ivxl]{1,6})\]", re.IGNORECASE)
_BRACED = re.compile(r"(?<![\w^_\\{$])\{(?P<number>\d{1,4})\}(?![}\w])")
_FEWEST = 2
"""Numbers in braces, each one more than the one before, that are pages'."""


def mark_page_numbers(root: HtmlElement) -> None:
    """Put the page numbers in the text of *root* into markup elements, in place."""
    texts = "".join(str(text) for text in root.itertext(with_tail=True))
    if not (_MARKED.search(texts) or _BRACED.search(texts)):
        return
    pattern = re.compile(
        f"{_MARKED.pattern}|{_BRACED.pattern.replace('number', 'braced')}"
        if _is_run([int(found["number"]) for found in _BRACED.finditer(texts)])
        else _MARKED.pattern,
        re.IGNORECASE,
    )
    for element, children in prose_elements(root):
        for child in children:
            _split(element, child, pattern)
        _split(element, None, pattern)


def _is_run(numbers: list[int]) -> bool:
    first = numbers[0] if numbers else 0
    return len(numbers) >= _FEWEST and numbers == list(range(first, first + len(numbers)))


def _split(parent: HtmlElement, after: HtmlElement | None, pattern: re.Pattern[str]) -> None:
    """Cut the text of *parent* after its child *after*, or before its children, at the numbers."""
    text = (parent.text if after is None else after.tail) or ""
    found = list(pattern.finditer(text))
    if not found:
        return
    ends = [*(number.start() for number in found[1:]), len(text)]
    place = 0 if after is None else parent.index(after) + 1
    for offset, (number, end) in enumerate(zip(found, ends, strict=True)):
        mark = etree.SubElement(parent, "essay-markup", title=PAGE_NUMBER)
        mark.text, mark.tail = number[0], text[number.end() : end]
        parent.insert(place + offset, mark)
    if after is None:
        parent.text = text[: found[0].start()]
    else:
        after.tail = text[: found[0].start()]
