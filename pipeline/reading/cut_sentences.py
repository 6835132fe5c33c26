"""Sentences and words that a book's files cut in two: page by page, or after so many bytes."""

from __future__ import annotations

import re
from itertools import pairwise

from lxml.html import HtmlElement

from pipeline.reading.printed import broken_word, is_cut_word

_GOES_ON = re.compile(r"[^\W\d_][,;]?-?\s*$")
_FIRST = re.compile(r"\s*(?P<word>[^\W\d_]+)")
_HOLDERS = frozenset({"section", "div", "article", "body"})


def join_cut_sentences(bodies: list[HtmlElement]) -> None:
    """Join the last paragraph of each of *bodies* to the next one's first, where it goes on there.

    Args:
        bodies: The files of one book, in order; where a chapter begins, a divider stands first.
    """
    for one, other in pairwise(bodies):
        last, first = _edge(one, -1), _edge(other, 0)
        if last is None or first is None:
            continue
        before, after = "".join(last.itertext()), "".join(first.itertext())
        word = _FIRST.match(after)
        if not (_GOES_ON.search(before) and word and word["word"][0].islower()):
            continue
        line = before.rstrip()
        hyphen = broken_word(line, after.lstrip())
        cut = is_cut_word(line, after.lstrip()) and line == before and not after[:1].isspace()
        if hyphen:
            _drop_end(last, len(before) - len(line) + len(hyphen))
        _append(last, first, "" if hyphen or cut or line.endswith("-") else " ")


def _edge(body: HtmlElement, side: int) -> HtmlElement | None:
    """Return the first or last paragraph of *body*, if nothing else stands before or after it."""
    element = body
    while element.tag in _HOLDERS:
        children = [child for child in element if isinstance(child.tag, str)]
        loose = (
            element.text if side == 0 else children[-1].tail if children else element.text
        ) or ""
        if not children or loose.strip():
            return None
        element = children[side]
    return element if element.tag == "p" else None


def _drop_end(paragraph: HtmlElement, n_characters: int) -> None:
    """Take the last characters of *paragraph* away, where they are its own text's end."""
    last = list(paragraph)[-1] if len(paragraph) else None
    if last is None:
        paragraph.text = (paragraph.text or "")[:-n_characters]
    else:
        last.tail = (last.tail or "")[:-n_characters]


def _append(paragraph: HtmlElement, following: HtmlElement, glue: str) -> None:
    """Move all of *following* to the end of *paragraph*."""
    text = glue + (following.text or "").lstrip()
    if len(paragraph):
        paragraph[-1].tail = (paragraph[-1].tail or "").rstrip("\n") + text
    else:
        paragraph.text = (paragraph.text or "").rstrip("\n") + text
    for child in list(following):
        paragraph.append(child)
    following.drop_tree()
