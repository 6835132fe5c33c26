"""Facts and blocks become an essay, with all that hangs on neither alone."""

from __future__ import annotations

from dataclasses import replace

from pipeline.errors import SourceError
from pipeline.reading.detected_language import detected_language
from pipeline.reading.documents import Document
from pipeline.reading.facts import Facts
from pipeline.reading.gutenberg import without_gutenberg
from pipeline.reading.interview import with_turns
from pipeline.reading.invisible import one_line
from pipeline.reading.structure import refined, title_line
from pipeline.reading.teasers import is_teaser, refuse_teaser
from pipeline.reading.titles import title_of_slug
from pipeline.reading.written_dates import in_any_zone
from pipeline.settings.reading_settings import EssayDefaults
from pipeline.showing import redacted
from pipeline.values.essay import Block, BlockKind, Essay

_UNTOLD = frozenset({BlockKind.CHROME, BlockKind.CALL, BlockKind.MARKUP, BlockKind.DIVIDER})

_MOST_BEFORE_TITLE = 12
"""Words of prose before an essay's title at most: a date, a byline, a dedication."""


def essay_of(
    document: Document,
    facts: Facts,
    blocks: tuple[Block, ...],
    defaults: EssayDefaults,
    *,
    part: str = "",
) -> Essay:
    """Return the essay that *facts* and *blocks* of *document* make.

    Args:
        document: Where it was read.
        facts: What is known of it; gaps are filled from its blocks, then from the show.
        blocks: Its text as the format's reader found it.
        defaults: Gives author (of files, which are the author's own) and language.
        part: The essay's own address or id, where the document holds several.

    Raises:
        SourceError: There is nothing visible in it.
    """
    where = f"{document.source}#{redacted(part)}" if part else document.source
    blocks, book = without_gutenberg(refined(blocks))
    facts = replace(book, title="").over(facts) if facts.title else book.over(facts)
    if not has_text(blocks):
        raise SourceError(
            "there is no text in it", where=where, mend="Write the essay below its front matter"
        )
    if not defaults.taking.teasers and is_teaser(blocks):
        refuse_teaser(where, facts.title)
    blocks, speakers = with_turns(blocks)
    mine = "" if document.url or part else defaults.author
    return Essay(
        title=facts.title or _heading(blocks) or title_of_slug(document.name),
        blocks=blocks,
        source=where,
        key=redacted(
            facts.url or facts.entry_id or (f"{document.key}#{part}" if part else document.key)
        ),
        author=facts.author or mine,
        date=in_any_zone(facts.date),
        url=redacted(facts.url),
        language=facts.language or detected_language(blocks) or defaults.language,
        summary=facts.summary,
        image=redacted(facts.image),
        tags=facts.tags,
        slug=facts.slug,
        show_title=facts.show_title,
        number=facts.number,
        season=facts.season,
        speakers=speakers,
        extra=facts.extra,
    )


def has_text(blocks: tuple[Block, ...]) -> bool:
    """Return whether anything in *blocks* is the essay's own and visible."""
    return any(block.text.strip() for block in blocks if block.kind not in _UNTOLD)


def is_only_title(blocks: tuple[Block, ...], title: str) -> bool:
    """Return whether all the text of *blocks* is *title*, which feeds put where text should be."""
    told = " ".join(block.text for block in blocks if block.kind not in _UNTOLD)
    return bool(title) and one_line(told).casefold().rstrip(".…") == title.casefold().rstrip(".…")


def _heading(blocks: tuple[Block, ...]) -> str:
    """Return the first heading of the first level, as one line, if the essay begins with it.

    Below prose it names a part: an untitled note's only heading is often its *References*.
    """
    n_words = 0
    for block in blocks:
        if block.kind is BlockKind.HEADING and block.level == 1:
            return title_line(block)
        if block.kind is BlockKind.PARAGRAPH:
            n_words += len(block.text.split())
        if n_words > _MOST_BEFORE_TITLE:
            break
    return ""
