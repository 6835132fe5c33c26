"""Whether the audio's tags say what the record says."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from mutagen import MutagenError
from mutagen.id3 import APIC, CHAP, ID3, TIT2
from mutagen.mp4 import MP4
from mutagen.oggopus import OggOpus

from pipeline.publication.catalogue import Record
from pipeline.publication.inspection.sidecar_check import meant_chapters
from pipeline.publication.sidecars.captions import clock_ms
from pipeline.tools.characters import folded

CUT_AT = 100
"""Letters after which a tag's line may end before what it says does."""
_LOOKED_AT = {frame.__name__: frame for frame in (APIC, CHAP, TIT2)}
"""Frames of an ID3 tag that are read; the transcript of hours would take its seconds."""


@dataclass(frozen=True, slots=True)
class _Tags:
    """What a file's tags say."""

    title: str
    has_picture: bool
    starts_ms: tuple[int, ...] | None = None
    """Of chapters; None where the format keeps them elsewhere than in its tags."""
    ends_ms: tuple[int, ...] | None = None
    """Of chapters; None where the format knows no ends."""
    titles: tuple[str, ...] = ()
    """Of chapters."""


def tag_faults(folder: Path, record: Record) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with title, chapters and picture in the audio's tags."""
    name = record.audio.name
    path = folder / name
    read = _READERS.get(record.audio.mime_type)
    if read is None or not path.is_file():
        return
    try:
        tags = read(path)
    except (MutagenError, ValueError, KeyError, OSError) as error:
        yield name, f"its tags cannot be read: {error}"
        return
    if not _says(tags.title, record.title):
        yield name, f"its title is {tags.title!r}, where {folded(record.title)!r} was meant"
    if tags.starts_ms is not None:
        for what in _chapter_faults(tags, tags.starts_ms, record):
            yield name, what
    if record.files_of("artwork") and not tags.has_picture:
        yield name, "it carries no picture"


def _chapter_faults(tags: _Tags, starts_ms: tuple[int, ...], record: Record) -> Iterator[str]:
    meant = meant_chapters(record)
    ends_ms = tags.ends_ms if tags.ends_ms is not None else tuple(end for _, end, _ in meant)
    found = itertools.zip_longest(starts_ms, ends_ms, tags.titles, fillvalue="")
    pairs = itertools.zip_longest(found, meant, fillvalue=(-1, -1, ""))
    for number, (one, other) in enumerate(pairs, start=1):
        if one[:2] != other[:2] or not _says(str(one[2]), other[2]):
            yield f"its chapter {number} is {one}, where {other} was meant"
            return


def _id3(path: Path) -> _Tags:
    tags = ID3(path, known_frames=_LOOKED_AT)
    chapters = tags.getall("CHAP")
    return _Tags(
        title=folded(str(tags.get("TIT2", ""))),
        has_picture=bool(tags.getall("APIC")),
        starts_ms=tuple(chapter.start_time for chapter in chapters),
        ends_ms=tuple(chapter.end_time for chapter in chapters),
        titles=tuple(folded(str(c.sub_frames.get("TIT2", ""))) for c in chapters),
    )


def _mp4(path: Path) -> _Tags:
    tags = MP4(path)
    return _Tags(title=folded("".join(tags.get("\xa9nam", []))), has_picture="covr" in tags)


def _vorbis(path: Path) -> _Tags:
    tags = OggOpus(path)
    names = sorted(key.upper() for key in tags if key.upper().startswith("CHAPTER"))
    starts = [name for name in names if name.removeprefix("CHAPTER").isdecimal()]
    return _Tags(
        title=folded("".join(tags.get("TITLE", []))),
        has_picture="METADATA_BLOCK_PICTURE" in tags,
        starts_ms=tuple(clock_ms(tags[name][0]) for name in starts),
        titles=tuple(folded("".join(tags.get(f"{name}NAME", []))) for name in starts),
    )


_READERS: Mapping[str, Callable[[Path], _Tags]] = {
    "audio/mpeg": _id3,
    "audio/mp4": _mp4,
    "audio/ogg": _vorbis,
}


def _says(found: str, meant: str) -> bool:
    """Tell whether a tag says *meant*, if only its beginning where it is long.

    White space does not count: tags have some where a control character stood.
    """
    tagged, whole = ("".join(folded(text).split()) for text in (found, meant))
    return tagged == whole or (len(tagged) >= CUT_AT and whole.startswith(tagged))
