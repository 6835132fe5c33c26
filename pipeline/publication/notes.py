"""Show notes: what an app shows under the player, as clean HTML and as plain text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlsplit

from lxml import etree
from lxml.builder import E

from pipeline.languages.language_table import language_row
from pipeline.publication.shown_chapters import shown_chapters
from pipeline.settings.publication_settings import Imprint
from pipeline.tools.characters import folded, opening_of
from pipeline.tools.timecode import clock
from pipeline.values.episode import Episode
from pipeline.values.essay import Block, BlockKind, ContainerKind, Essay, MarkKind

HTML_LIMIT_BYTES = 10_000
"""What Apple keeps of an episode's notes."""
PLAIN_LIMIT_BYTES = 4_000
"""What Podcasting 2.0's baseline and most apps keep of a description."""
SCHEMES = frozenset({"http", "https", "mailto"})


@dataclass(frozen=True, slots=True)
class ShowNotes:
    """The same notes twice."""

    html: str
    """Paragraphs, lists and links only; safe to put into any page."""
    plain: str


@dataclass(frozen=True, slots=True)
class _Item:
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class _Section:
    heading: str
    items: tuple[_Item, ...]


def show_notes(episode: Episode, imprint: Imprint) -> ShowNotes:
    """Return the notes of *episode*: summary, chapter times, links, figures, footnotes.

    What does not fit into the limits of apps is left out from the end, whole items at a time.
    """
    lead = tuple(_lead(episode, imprint))
    sections = tuple(section for section in _sections(episode) if section.items)
    return ShowNotes(_html(lead, sections), _plain(lead, sections))


def is_link(url: str) -> bool:
    """Tell whether *url* is one that may stand in notes: of the web or of mail, and whole."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme.lower() in SCHEMES and bool(parts.netloc or parts.scheme == "mailto")


def _lead(episode: Episode, imprint: Imprint) -> Iterator[_Item]:
    essay = episode.essay
    if summary := folded(essay.summary) or opening_of(_first_words(essay)):
        yield _Item(summary)
    words = language_row(essay.language).page
    author = folded(essay.author)
    if is_link(essay.url):
        credit = words.read_essay_by if author else words.read_essay
        yield _Item(credit.format(author=author), folded(essay.url))
    elif author:
        yield _Item(words.essay_by.format(author=author))
    if imprint.ai_content:
        yield _Item(words.synthetic)


def _first_words(essay: Essay) -> str:
    """Return the text that the essay's prose begins with, without its calls of notes."""
    prose = (
        _without_calls(block)
        for block in essay.blocks
        if block.kind is BlockKind.PARAGRAPH and not block.within
    )
    return " ".join(islice(prose, 4))


def _without_calls(block: Block) -> str:
    left, reached = "", 0
    for mark in sorted(block.marks, key=lambda mark: mark.start):
        if mark.kind is MarkKind.FOOTNOTE and mark.start >= reached:
            left += block.text[reached : mark.start]
            reached = mark.end
    return left + block.text[reached:]


def _sections(episode: Episode) -> Iterator[_Section]:
    rate_hz = episode.timeline.rate_hz
    words = language_row(episode.essay.language).page
    yield _Section(
        words.chapters,
        tuple(
            _Item(f"{clock(chapter.start, rate_hz)} {folded(chapter.title)}")
            for chapter in shown_chapters(episode)
        ),
    )
    for heading, kind in ((words.links, "link"), (words.figures, "figure")):
        links = {
            link.url: _Item(folded(link.text) or folded(link.url), folded(link.url))
            for link in reversed(episode.script.links)
            if link.kind == kind and is_link(link.url)
        }
        yield _Section(heading, tuple(reversed(links.values())))
    yield _Section(words.footnotes, tuple(_footnotes(episode.essay.blocks)))


def _footnotes(blocks: Iterable[Block]) -> Iterator[_Item]:
    gathered: dict[int, tuple[str, list[str]]] = {}
    for block in blocks:
        for container in block.within:
            if container.kind is ContainerKind.FOOTNOTE:
                gathered.setdefault(container.id, (container.label, []))[1].append(block.text)
                break
    for number, (label, texts) in enumerate(gathered.values(), start=1):
        mark = label if label.isdigit() else str(number)
        text = re.sub(rf"^[\[(]?{mark}[\]).:]+\s+", "", " ".join(texts).lstrip())
        yield _Item(folded(f"[{mark}] {text}"))


def _html(lead: tuple[_Item, ...], sections: tuple[_Section, ...]) -> str:
    written = "".join(_markup(E.p(_linked(item))) for item in lead)
    left = HTML_LIMIT_BYTES - len(written.encode())
    for section in sections:
        items = [_markup(E.li(_linked(item))) for item in section.items]
        frame = _markup(E.p(E.strong(section.heading))) + "<ul></ul>"
        kept = _within(items, left - len(frame.encode()))
        if kept:
            listed = frame.removesuffix("</ul>") + "".join(kept) + "</ul>"
            written += listed
            left -= len(listed.encode())
    return written


def _plain(lead: tuple[_Item, ...], sections: tuple[_Section, ...]) -> str:
    paragraphs = [_worded(item) for item in lead]
    for section in sections:
        left = PLAIN_LIMIT_BYTES - len("\n\n".join([*paragraphs, section.heading]).encode()) - 2
        kept = _within([f"\n{_worded(item)}" for item in section.items], left)
        if kept:
            paragraphs.append(section.heading + "".join(kept))
    return _cut("\n\n".join(paragraphs), PLAIN_LIMIT_BYTES)


def _within(texts: list[str], limit_bytes: int) -> list[str]:
    kept = []
    for text in texts:
        limit_bytes -= len(text.encode())
        if limit_bytes < 0:
            break
        kept.append(text)
    return kept


def _cut(text: str, limit_bytes: int) -> str:
    encoded = text.encode()
    if len(encoded) <= limit_bytes:
        return text
    return encoded[: limit_bytes - 3].decode(errors="ignore").rstrip() + "…"


def _worded(item: _Item) -> str:
    return f"{item.text}: {item.url}" if item.url and item.url != item.text else item.text


def _linked(item: _Item) -> etree._Element | str:
    return E.a(item.text, href=item.url) if item.url else item.text


def _markup(element: etree._Element) -> str:
    return etree.tostring(element, encoding="unicode", method="html")
