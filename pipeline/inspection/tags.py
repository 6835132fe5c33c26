"""Whether the MP3's tags say what the record says."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

from mutagen import MutagenError
from mutagen.id3 import ID3

from pipeline.catalogue import Record
from pipeline.characters import folded
from pipeline.inspection.sidecars import meant_chapters

MP3 = "audio/mpeg"
CUT_AT = 100
"""Letters after which a tag's line may end before what it says does."""


def tag_faults(folder: Path, record: Record) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with title, chapters and picture in the audio's ID3 tag."""
    name = record.audio.name
    path = folder / name
    if record.audio.mime_type != MP3 or not path.is_file():
        return
    try:
        tags = ID3(path)
    except (MutagenError, ValueError, OSError) as error:
        yield name, f"its tags cannot be read: {error}"
        return
    title = folded(str(tags.get("TIT2", "")))
    if not _says(title, record.title):
        yield name, f"its title is {title!r}, where {folded(record.title)!r} was meant"
    found = [
        (frame.start_time, frame.end_time, folded(str(frame.sub_frames.get("TIT2", ""))))
        for frame in tags.getall("CHAP")
    ]
    pairs = itertools.zip_longest(found, meant_chapters(record), fillvalue=(-1, -1, ""))
    for number, (one, other) in enumerate(pairs, start=1):
        if one[:2] != other[:2] or not _says(one[2], other[2]):
            yield name, f"its chapter {number} is {one}, where {other} was meant"
            break
    if record.files_of("artwork") and not tags.getall("APIC"):
        yield name, "it carries no picture"


def _says(found: str, meant: str) -> bool:
    """Tell whether a tag says *meant*, if only its beginning where it is long.

    White space does not count: tags have some where a control character stood.
    """
    tagged, whole = ("".join(folded(text).split()) for text in (found, meant))
    return tagged == whole or (len(tagged) >= CUT_AT and whole.startswith(tagged))
