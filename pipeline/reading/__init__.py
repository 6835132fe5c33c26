"""Reading: from any form in which essays come to :class:`~pipeline.values.essay.Essay` values."""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import SourceError
from pipeline.reading.folder import sources_in
from pipeline.reading.frontmatter import split_front_matter
from pipeline.reading.markdown import blocks_of_markdown
from pipeline.show import Show
from pipeline.values.essay import BlockKind, Essay

__all__ = ["read_essays", "sources_in"]


def read_essays(source: str, show: Show) -> tuple[Essay, ...]:
    """Return the essays found in *source*, in its order.

    Raises:
        SourceError: It is not there, not readable, or nothing that holds an essay.
    """
    path = show.root / Path(source).expanduser()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise SourceError("there is no such file", where=source, mend="Check its name") from error
    except IsADirectoryError as error:
        raise SourceError(
            "this is a folder",
            where=source,
            mend="Name the files in it, or run 'essaycast nightly'",
        ) from error
    except UnicodeDecodeError as error:
        raise SourceError("this is not UTF-8 text", where=source) from error
    facts, body = split_front_matter(text, source)
    blocks = blocks_of_markdown(body)
    if not any(block.text.strip() for block in blocks):
        raise SourceError("there is no text in it", where=source, mend="Write the essay first")
    headings = [b.text for b in blocks if b.kind is BlockKind.HEADING and b.level == 1]
    try:
        key = path.resolve().relative_to(show.root.resolve()).as_posix()
    except ValueError:
        key = path.resolve().as_posix()
    essay = Essay(
        title=facts.title or next(iter(headings), path.stem),
        blocks=blocks,
        source=source,
        key=facts.url or key,
        author=facts.author or show.author,
        date=facts.date,
        url=facts.url,
        language=facts.language or show.language,
        summary=facts.summary,
        image=facts.image,
        tags=facts.tags,
        slug=facts.slug,
        number=facts.number,
        season=facts.season,
        extra=facts.extra,
    )
    return (essay,)
