"""RSS and Atom: each entry an essay."""

from __future__ import annotations

import calendar
import io
import logging
import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from pipeline.errors import SourceError
from pipeline.reading.detected_language import language_tag
from pipeline.reading.documents import Document
from pipeline.reading.essays import essay_of, has_text, is_only_title
from pipeline.reading.facts import Facts
from pipeline.reading.furniture_lines import without_furniture
from pipeline.reading.html import blocks_of, blocks_of_html
from pipeline.reading.html_tree import parsed
from pipeline.reading.invisible import one_line
from pipeline.reading.page_tex import mark_tex
from pipeline.reading.plain_text import blocks_of_plain
from pipeline.reading.structure import refined
from pipeline.reading.titles import title_of_url
from pipeline.reading.written_dates import parsed_date
from pipeline.reading.xml import sound_xml
from pipeline.settings.reading_settings import EssayDefaults
from pipeline.showing import redacted
from pipeline.values.essay import Block, Essay

LOG = logging.getLogger(__name__)
_MARKUP = re.compile(r"</?[a-zA-Z][^>]*>|&(?:#\d+|#x[0-9a-fA-F]+|\w+);")


def read_feed(document: Document, defaults: EssayDefaults) -> tuple[Essay, ...]:
    """Return the essays of a feed, in its order; entries without text are left out.

    Raises:
        SourceError: Its XML is malformed or dangerous, or no entry holds any text.
    """
    import feedparser  # noqa: PLC0415 - only for feeds

    content, _ = sound_xml(document.text, document.source)
    feed = feedparser.parse(
        io.BytesIO(content),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    links = Counter(redacted(str(entry.get("link", ""))) for entry in feed.entries)
    essays: list[Essay] = []
    refused: list[SourceError] = []
    empty = 0
    for entry in feed.entries:
        facts = _facts(entry, feed.feed)
        blocks = _blocks(entry, facts.url or document.url)
        told = has_text(refined(blocks)) and not is_only_title(blocks, facts.title)
        empty += not told
        if told:
            part = facts.url or facts.entry_id or facts.title
            try:
                essay = essay_of(document, facts, blocks, defaults, part=part)
            except SourceError as error:  # a teaser among whole essays
                refused.append(error)
                continue
            shared = links[redacted(facts.url)] > 1  # some give every entry the site's
            essays.append(replace(essay, key=_told_apart(facts)) if shared else essay)
    if essays and empty:
        LOG.warning("%s: %d entries hold no text beyond their titles", document.source, empty)
    for refusal in refused if essays else ():
        LOG.warning("%s", refusal)
    if not essays and refused:
        raise refused[0]
    if not essays:
        raise SourceError(
            f"none of the feed's {len(feed.entries)} entries holds any text beyond its title",
            where=document.source,
            mend="Name the articles' own addresses, if the feed carries only their titles",
        )
    return tuple(essays)


def _told_apart(facts: Facts) -> str:
    """Return what tells an entry from others that have its address."""
    return redacted(facts.entry_id or f"{facts.url}#{facts.title}")


def _facts(entry: Any, feed: Any) -> Facts:  # noqa: ANN401 - feedparser has no types
    link = str(entry.get("link", ""))
    link = link if link.startswith(("https://", "http://")) else ""
    enclosures = [e.get("href", "") for e in entry.get("enclosures", ()) if e.get("href")]
    image = entry.get("image") or {}
    return Facts(
        title=_line(entry.get("title", "")) or (title_of_url(link) if link else ""),
        author=_line(entry.get("author", "") or feed.get("author", "")),
        date=_date(entry),
        url=link,
        entry_id=_line(entry.get("id", "")),
        language=language_tag(_line(feed.get("language", ""))),
        summary=_line(entry.get("subtitle", "") or _teaser(entry)),
        image=_line(image.get("href", "")),
        tags=tuple(dict.fromkeys(_line(t.get("term") or "") for t in entry.get("tags", ()))),
        show_title=_line(feed.get("title", "")),
        number=_number(entry.get("itunes_episode")),
        season=_number(entry.get("itunes_season")),
        extra=tuple(("enclosure", str(url)) for url in enclosures[:1]),
    )


def _teaser(entry: Any) -> str:  # noqa: ANN401 - feedparser has no types
    """Return the entry's summary where its text is elsewhere."""
    summary = str(entry.get("summary", ""))
    texts = [content.get("value", "") for content in entry.get("content", ())]
    return summary if texts and summary not in texts and len(summary) < 1_000 else ""


def _line(text: object) -> str:
    """Return *text*, which may be HTML, as one line."""
    line = one_line(str(text))
    if not _MARKUP.search(line):
        return line
    return one_line(" ".join(block.text for block in blocks_of_html(line)))


def _number(text: object) -> int | None:
    return int(str(text)) if text is not None and re.fullmatch(r"[0-9]{1,6}", str(text)) else None


def _date(entry: Any) -> date | datetime | None:  # noqa: ANN401 - feedparser has no types
    """Return when an entry was published; ``dict.get``, for feedparser's own warns of its ways."""
    for name in ("published", "updated", "created"):
        found = parsed_date(str(dict.get(entry, name) or ""))
        if found is not None:
            return found
        moment = dict.get(entry, f"{name}_parsed")
        if moment:
            return datetime.fromtimestamp(calendar.timegm(moment), UTC)
    return None


def _blocks(entry: Any, base: str) -> tuple[Block, ...]:  # noqa: ANN401 - feedparser has no types
    """Return the blocks of the entry's fullest text."""
    texts = [(c.get("value", ""), c.get("type", "")) for c in entry.get("content", ())]
    texts.append((entry.get("summary", ""), (entry.get("summary_detail") or {}).get("type", "")))
    value, kind = max(texts, key=lambda text: len(text[0]))
    if kind == "text/plain" and not _MARKUP.search(value):
        return blocks_of_plain(value)
    root = parsed(value)
    if root is None:
        return ()
    mark_tex(root)
    return without_furniture(blocks_of(root, base))
