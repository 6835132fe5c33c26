"""ID3v2.3: the tags of MP3 files.

mutagen makes each frame; their order is ours. Left to itself it sorts frames by size, and players
list chapters in the order of their frames.

Sources:
    ID3v2.3.0 (id3.org, 1999); "ID3v2 Chapter Frame Addendum" (2005).
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mutagen.id3 import (
    APIC,
    CHAP,
    COMM,
    CTOC,
    ID3,
    TALB,
    TCON,
    TDAT,
    TIT2,
    TLAN,
    TPE1,
    TPOS,
    TRCK,
    TXXX,
    TYER,
    USLT,
    WOAF,
    WXXX,
    CTOCFlags,
    Encoding,
    PictureType,
)

from pipeline.tools.characters import folded
from pipeline.tools.formats.format_row import GENRE, Card, ChapterMark, FileTags, Format

_HEADER_BYTES = 10
_CHILDREN = 255
"""A table of contents counts its children in one byte."""
_UTF16 = Encoding.UTF16
_TOP = CTOCFlags.TOP_LEVEL | CTOCFlags.ORDERED
_LOOKED_AT = {frame.__name__: frame for frame in (APIC, CHAP, TIT2)}
"""Frames that are read; the transcript of hours would take its seconds."""


def id3_tag(card: Card) -> bytes:
    """Return the tag that says *card*, without padding: the sound follows it."""
    body = b"".join(_frame_bytes(frame) for frame in frames(card))
    return b"ID3\x03\x00\x00" + _syncsafe(len(body)) + body


def read_id3(path: Path) -> FileTags:
    """Return what the tag of the file *path* says."""
    tags = ID3(path, known_frames=_LOOKED_AT)
    chapters = tags.getall("CHAP")
    return FileTags(
        title=folded(str(tags.get("TIT2", ""))),
        has_picture=bool(tags.getall("APIC")),
        starts_ms=tuple(chapter.start_time for chapter in chapters),
        ends_ms=tuple(chapter.end_time for chapter in chapters),
        titles=tuple(folded(str(c.sub_frames.get("TIT2", ""))) for c in chapters),
    )


def frames(card: Card) -> Iterator[Any]:
    """Yield the frames of *card*, those players look for first in front, the picture last."""
    yield TIT2(encoding=_UTF16, text=[card.title])
    yield TPE1(encoding=_UTF16, text=[card.author])
    yield TALB(encoding=_UTF16, text=[card.show])
    if card.number is not None:
        yield TRCK(encoding=Encoding.LATIN1, text=[str(card.number)])
    if card.season is not None:
        yield TPOS(encoding=Encoding.LATIN1, text=[str(card.season)])
    if card.date:
        year, month, day = card.date
        yield TYER(encoding=Encoding.LATIN1, text=[year])
        yield TDAT(encoding=Encoding.LATIN1, text=[day + month])
    yield TCON(encoding=Encoding.LATIN1, text=[GENRE])
    yield TLAN(encoding=Encoding.LATIN1, text=[card.language])
    if card.url:
        yield WOAF(url=card.url)
        yield WXXX(encoding=Encoding.LATIN1, desc="Essay", url=card.url)
    if card.guid:
        yield TXXX(encoding=_UTF16, desc="GUID", text=[card.guid])
    yield from _chapters(card.chapters)
    if card.notes:
        yield COMM(encoding=_UTF16, lang=card.language, desc="", text=[card.notes])
    if card.transcript:
        yield USLT(encoding=_UTF16, lang=card.language, desc="", text=card.transcript)
    if card.artwork:
        yield APIC(
            encoding=Encoding.LATIN1,
            mime=card.artwork_type,
            type=PictureType.COVER_FRONT,
            desc="",
            data=card.artwork,
        )


def _chapters(marks: tuple[ChapterMark, ...]) -> Iterator[Any]:
    """Yield the table of contents, then the chapters in the order of time.

    Beyond 255 chapters the table has tables for children, as the addendum allows.
    """
    if not marks:
        return
    ids = [f"chp{index:05d}" for index in range(len(marks))]
    tables = [ids[at : at + _CHILDREN] for at in range(0, len(ids), _CHILDREN)]
    if len(tables) == 1:
        yield _table("toc", tables[0], _TOP)
    else:
        names = [f"toc{index:03d}" for index in range(len(tables))]
        yield _table("toc", names, _TOP)
        for name, children in zip(names, tables, strict=True):
            yield _table(name, children, CTOCFlags.ORDERED)
    for element, mark in zip(ids, marks, strict=True):
        value: list[Any] = [TIT2(encoding=_UTF16, text=[mark.title])]
        if mark.url:
            value.append(WXXX(encoding=Encoding.LATIN1, desc="", url=mark.url))
        yield CHAP(
            element_id=element,
            start_time=mark.start_ms,
            end_time=mark.end_ms,
            start_offset=0xFFFFFFFF,
            end_offset=0xFFFFFFFF,
            sub_frames=value,
        )


def _table(element: str, children: list[str], flags: int) -> Any:  # noqa: ANN401 - mutagen has no types
    title = TIT2(encoding=_UTF16, text=["Chapters"])
    return CTOC(element_id=element, flags=flags, child_element_ids=children, sub_frames=[title])


def _frame_bytes(frame: Any) -> bytes:  # noqa: ANN401 - mutagen has no types
    """Return *frame* as mutagen writes it, alone in a tag without padding."""
    tag = ID3()
    tag.add(frame)
    written = io.BytesIO()
    tag.save(written, v1=0, v2_version=3, padding=lambda _: 0)
    return written.getvalue()[_HEADER_BYTES:]


def _syncsafe(number: int) -> bytes:
    return bytes(number >> shift & 0x7F for shift in (21, 14, 7, 0))


MP3 = Format(
    name="mp3",
    label="MP3",
    suffix=".mp3",
    mime_type="audio/mpeg",
    codec="libmp3lame",
    muxer="mp3",
    overshoot_db=((40, 1.4), (64, 0.9), (80, 0.6), (320, 0.1)),
    read_tags=read_id3,
    tags_before=id3_tag,
    in_parts=True,
)
