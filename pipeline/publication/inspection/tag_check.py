"""Whether the audio's tags say what the record says."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

from mutagen import MutagenError

from pipeline.publication.catalogue import Record
from pipeline.publication.inspection.sidecar_check import meant_chapters
from pipeline.tools.characters import folded
from pipeline.tools.formats import FileTags, row_of

CUT_AT = 100
"""Letters after which a tag's line may end before what it says does."""


def tag_faults(folder: Path, record: Record) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with title, chapters and picture in the tags of each sound file."""
    for file in record.media:
        for what in _faults(folder / file.name, record):
            yield file.name, what


def _faults(path: Path, record: Record) -> Iterator[str]:
    if not path.is_file():
        return
    try:
        tags = row_of(path.name).read_tags(path)
    except (MutagenError, ValueError, KeyError, OSError) as error:
        yield f"its tags cannot be read: {error}"
        return
    if not _says(tags.title, record.title):
        yield f"its title is {tags.title!r}, where {folded(record.title)!r} was meant"
    if tags.starts_ms is not None:
        yield from _chapter_faults(tags, tags.starts_ms, record)
    if record.files_of("artwork") and not tags.has_picture:
        yield "it carries no picture"


def _chapter_faults(tags: FileTags, starts_ms: tuple[int, ...], record: Record) -> Iterator[str]:
    meant = meant_chapters(record)
    ends_ms = tags.ends_ms if tags.ends_ms is not None else tuple(end for _, end, _ in meant)
    found = itertools.zip_longest(starts_ms, ends_ms, tags.titles, fillvalue="")
    pairs = itertools.zip_longest(found, meant, fillvalue=(-1, -1, ""))
    for number, (one, other) in enumerate(pairs, start=1):
        if one[:2] != other[:2] or not _says(str(one[2]), other[2]):
            yield f"its chapter {number} is {one}, where {other} was meant"
            return


def _says(found: str, meant: str) -> bool:
    """Tell whether a tag says *meant*, if only its beginning where it is long.

    White space does not count: tags have some where a control character stood.
    """
    tagged, whole = ("".join(folded(text).split()) for text in (found, meant))
    return tagged == whole or (len(tagged) >= CUT_AT and whole.startswith(tagged))
