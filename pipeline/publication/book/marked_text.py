"""An essay's HTML as the XHTML of a book: what is heard has an id, by sentence or by word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from lxml import etree, html

from pipeline.publication.book.sentence_times import NOWHERE, TimedSentence
from pipeline.publication.page import PageContent

_LEFT_OUT = ("data-s", "data-o", "loading", "decoding", "tabindex", "rel")
"""What only the page's script, or a browser, has a use for."""


@dataclass(frozen=True, slots=True)
class Mark:
    """An element of the text and when it is heard, in hundredths of a second."""

    id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the essay, for the table of contents."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class MarkedText:
    """An essay as XHTML."""

    body: str
    marks: tuple[Mark, ...]
    """In the order they are heard; each lasts until the next begins."""
    headings: tuple[Heading, ...]
    """Those of the highest level there is."""


def marked_text(
    content: PageContent,
    sentences: Sequence[TimedSentence],
    pictures: Mapping[str, str],
    *,
    by_word: bool,
) -> MarkedText:
    """Return the body of *content* with ids, and when what they name is heard.

    Args:
        content: What the episode's page is made from.
        sentences: What is heard.
        pictures: File beside the page → its address in the book.
        by_word: Whether words are marked, where their times are known; else sentences.
    """
    root = html.fragment_fromstring(content.body, create_parent="div")
    heard = {one.place: one for one in sentences if one.place != NOWHERE}
    named: dict[int, list[str]] = {}
    places = [(content.opening, "opening"), *((place, f"s{place}") for place, _ in content.closing)]
    for place, name in places:
        named[place] = [name]
    for element in list(root.iterfind(".//*[@data-s]")):
        place = int(element.get("data-s", "-1"))
        sentence = heard.get(place)
        names = named.setdefault(place, [])
        element.set("id", f"s{place}" if not names else f"s{place}-{len(names)}")
        names.append(str(element.get("id")))
        if by_word and sentence:
            _wrap_words(element, sentence, int(element.get("data-o", "0")))
    for element in root.iter():
        for name in _LEFT_OUT:
            element.attrib.pop(name, None)
        if element.tag == "img":
            source = str(element.get("src"))
            element.set("src", pictures.get(source, source))
    ids = {str(name) for name in root.xpath(".//@id")} | {"opening"}
    ids |= {f"s{place}" for place, _ in content.closing}
    marks = [mark for one in sentences for mark in _marks(one, named, ids, by_word=by_word)]
    return MarkedText(
        body="".join(_serialised(root)),
        marks=tuple(_lasting(marks, content)),
        headings=tuple(
            Heading(str(heading.get("id")), " ".join(heading.text_content().split()))
            for heading in root.iterfind(".//h2")
            if str(heading.get("id", "")).startswith("part-")
        ),
    )


def _marks(
    sentence: TimedSentence, named: Mapping[int, list[str]], ids: set[str], *, by_word: bool
) -> Iterator[Mark]:
    names = named.get(sentence.place)
    if not names:
        return
    words = [
        Mark(f"s{sentence.place}-w{number}", at, at)
        for number, (at, _, _) in enumerate(sentence.words)
        if f"s{sentence.place}-w{number}" in ids
    ]
    if by_word and words:
        yield from words
    else:
        yield Mark(names[0], sentence.start, sentence.end)


def _lasting(marks: Sequence[Mark], content: PageContent) -> Iterator[Mark]:
    """Yield *marks* so that each lasts until the next: a player then reads on without a seam."""
    end = round(content.duration_s * 100)
    for mark, after in zip(marks, [*(mark.start for mark in marks[1:]), end], strict=True):
        if after > mark.start:
            yield Mark(mark.id, mark.start, after)


def _wrap_words(element: html.HtmlElement, sentence: TimedSentence, offset: int) -> None:
    """Put each word of *element* that begins in it into an element of its own.

    Several words may be said for one that is written ("1987", "$5.2B"): the first of them stands
    for all, and is marked until the next written one is heard.
    """
    at = reached = offset
    for node, is_tail in list(_text_nodes(element)):
        text = (node.tail if is_tail else node.text) or ""
        units = [at, *accumulate((1 + (ord(c) > 0xFFFF) for c in text), initial=at)][1:]
        begins = {unit: n for n, unit in enumerate(units)}
        spans: list[tuple[int, int, str]] = []
        for number, (_, start, end) in enumerate(sentence.words):
            if start >= reached and start in begins and begins[start] < len(text):
                reached = max(end, start + 1)
                last = begins.get(min(end, units[-1]), len(text))
                spans.append((begins[start], last, f"s{sentence.place}-w{number}"))
        at = units[-1]
        if spans:
            _split(node, text, spans, is_tail=is_tail)


def _text_nodes(element: html.HtmlElement) -> Iterator[tuple[html.HtmlElement, bool]]:
    yield element, False
    for child in element:
        yield from _text_nodes(child)
        yield child, True


def _split(
    node: html.HtmlElement, text: str, spans: Sequence[tuple[int, int, str]], *, is_tail: bool
) -> None:
    pieces = []
    for number, (start, end, name) in enumerate(spans):
        piece = html.Element("span", id=name)
        piece.text = text[start:end]
        after = spans[number + 1][0] if number + 1 < len(spans) else len(text)
        piece.tail = text[end:after]
        pieces.append(piece)
    lead = text[: spans[0][0]]
    if is_tail:
        parent = node.getparent()
        assert parent is not None
        node.tail = lead
        place = parent.index(node) + 1
    else:
        parent, place = node, 0
        node.text = lead
    for number, piece in enumerate(pieces):
        parent.insert(place + number, piece)


def _serialised(root: html.HtmlElement) -> Iterator[str]:
    for child in root:
        yield etree.tostring(child, method="xml", encoding="unicode")
