"""Footnotes in HTML: which links refer to a note, which element is the note, which link goes back.

A note is known by the pair of links that every footnote system makes: one that leads to it and one
inside it that leads back. Where none leads back, the reference must look like one: a number or sign
in a superscript, or named so by its class or role.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from lxml.html import HtmlElement

from pipeline.values.essay import Block, ContainerKind, Mark, MarkKind

_REFERENCE = re.compile(
    r"^[\[(]?(?:\d{1,6}|[a-z]|[ivx]{1,6}|[*†‡§¶]{1,3})(?::\d{1,2})?[\])]?$", re.IGNORECASE
)
_NAMED = re.compile(r"footnote|noteref|endnote|fnref|(?:^|[\s_-])fn(?:$|[\s_:-])", re.IGNORECASE)
_BLOCKS = frozenset({"li", "p", "div", "dd", "aside", "section", "td", "blockquote"})
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_MOST_LINKS = 40
"""Links looked at in a note: what holds more is a section of the essay."""
_OWN_NUMBER = re.compile(r"[\[(]?([\w*†‡§¶]{1,6})([\])]?[.:]?)(?=\s)")
_BRACKETS = "[]() \t\n^"


@dataclass(frozen=True, slots=True)
class Footnotes:
    """What the footnotes of one tree are; elements by identity."""

    references: dict[HtmlElement, str] = field(default_factory=dict)
    """Referring link → label."""
    notes: dict[HtmlElement, str] = field(default_factory=dict)
    """Element that is a note → label."""
    backs: frozenset[HtmlElement] = frozenset()
    """Links that lead back to their reference."""

    def forget(self, element: HtmlElement) -> None:
        """Hold on no longer to *element* and what stands in it."""
        self.notes.pop(element, None)
        if self.references:
            for link in element.iter("a"):
                self.references.pop(link, None)


def footnotes_of(root: HtmlElement) -> Footnotes:
    """Return the footnotes found in *root*."""
    wanted = {fragment for a in root.iter("a") if (fragment := _fragment(a))}
    if not wanted:
        return Footnotes()
    links: list[tuple[HtmlElement, str, int]] = []
    places: dict[str, tuple[HtmlElement, int]] = {}
    for at, element in enumerate(root.iter("*")):
        if element.tag == "a" and (fragment := _fragment(element)):
            links.append((element, fragment, at))
        for name in ("id", "name"):
            value = element.get(name)
            if value in wanted:
                places.setdefault(value, (element, at))
    del wanted
    references: dict[HtmlElement, str] = {}
    notes: dict[HtmlElement, str] = {}
    backs: set[HtmlElement] = set()
    labels: dict[str, str] = {}
    taken: set[str] = set()
    for link, fragment, at in links:
        place, there = places.get(fragment, (None, 0))
        if place is None or link in backs or there <= at:
            continue
        note = _block_of(place)
        if note is None or _contains(note, link):
            continue
        back = [a for a in _links_in(note, place) if _leads_to(a, link)]
        if not back and not _looks_like_reference(link):
            continue
        label = labels.get(fragment) or _label(link, fragment, taken)
        labels[fragment] = label
        taken.add(label)
        references[link] = label
        notes.setdefault(note, label)
        backs.update(back)
    backs.update(a for note in notes for a in _links_in(note, note) if _is_backlink(a))
    return Footnotes(references, notes, frozenset(backs - references.keys()))


def _fragment(link: HtmlElement) -> str:
    href = link.get("href") or ""
    return href.partition("#")[2] if "#" in href else ""


def _block_of(place: HtmlElement) -> HtmlElement | None:
    """Return the element that holds the whole note whose anchor is *place*."""
    for element in (place, *itertools.islice(place.iterancestors(), 4)):
        if element.tag in _BLOCKS:
            return None if next(element.iter(*_HEADINGS), None) is not None else element
        if element.tag in _HEADINGS:
            break
    return None


def _contains(outer: HtmlElement, inner: HtmlElement) -> bool:
    return any(above is outer for above in inner.iterancestors())


def _links_in(note: HtmlElement, place: HtmlElement) -> list[HtmlElement]:
    links = list(itertools.islice(note.iter("a"), _MOST_LINKS))
    return [place, *links] if place.tag == "a" and place not in links else links


def _leads_to(back: HtmlElement, link: HtmlElement) -> bool:
    fragment = _fragment(back)
    if not fragment:
        return False
    near = [link, *list(link.iterancestors())[:2], *link.iter("*")]
    return any(fragment in (e.get("id"), e.get("name")) for e in near)


def _looks_like_reference(link: HtmlElement) -> bool:
    text = "".join(link.itertext()).strip()
    if not _REFERENCE.match(text):
        return False
    parent = link.getparent()
    named = " ".join(
        link.get(name) or "" for name in ("class", "role", "id", "rel", "href", "epub:type")
    )
    raised = (parent is not None and parent.tag == "sup") or (link.find("sup") is not None)
    return raised or bool(_NAMED.search(named)) or text[0] in "[*†‡"


def _is_backlink(link: HtmlElement) -> bool:
    text = "".join(link.itertext()).strip().rstrip("\ufe0e\ufe0f")
    named = f"{link.get('class') or ''} {link.get('role') or ''}"
    return "#" in (link.get("href") or "") and (
        text in {"↩", "↑", "^", "⤴", "⏎", "↵", "↲"} or "back" in named
    )


def _label(link: HtmlElement, fragment: str, taken: set[str]) -> str:
    """Return the reference as it is seen, or its anchor where another note has that already."""
    seen = "".join(link.itertext()).strip(_BRACKETS)
    return seen if seen and seen not in taken else fragment


def numbered_once(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield *blocks*, the number with which a note begins marked: its place in the list tells it.

    It is a number where it is raised, or stands in brackets or before a full stop.
    """
    begun: set[int] = set()
    for block in blocks:
        note = next((one for one in block.within if one.kind is ContainerKind.FOOTNOTE), None)
        if note is None or note.id in begun:
            yield block
            continue
        begun.add(note.id)
        found = _OWN_NUMBER.match(block.text)
        raised = any(mark.start == 0 and mark.kind is MarkKind.SUPERSCRIPT for mark in block.marks)
        own = found and found[1] == note.label and (found[2] or raised)
        marked = any(mark.start == 0 and mark.kind is MarkKind.MARKUP for mark in block.marks)
        if found and own and not marked:
            yield replace(block, marks=(Mark(MarkKind.MARKUP, 0, found.end()), *block.marks))
        else:
            yield block
