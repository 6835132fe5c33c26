"""Vorbis comments: the tags of Opus files.

Sources:
    RFC 7845 clause 5.2; Xiph wiki, "Chapter Extension" and "VorbisComment".
"""

from __future__ import annotations

import base64
from pathlib import Path

from mutagen.flac import Picture
from mutagen.id3 import PictureType
from mutagen.oggopus import OggOpus

from pipeline.tools.characters import folded
from pipeline.tools.formats.format_row import GENRE, Card, FileTags, Format
from pipeline.tools.timecode import clock_ms, vtt_clock


def write_vorbis(path: Path, card: Card) -> None:
    """Put the comments of *card* into the file *path* in place of any it has.

    Raises:
        OSError: The file cannot be read or written.
    """
    file = OggOpus(path)
    file.delete()
    for name, value in _comments(card):
        if value:
            file[name] = [value]
    file.save(padding=lambda _: 0)


def read_vorbis(path: Path) -> FileTags:
    """Return what the comments of the file *path* say."""
    tags = OggOpus(path)
    names = sorted(key.upper() for key in tags if key.upper().startswith("CHAPTER"))
    starts = [name for name in names if name.removeprefix("CHAPTER").isdecimal()]
    return FileTags(
        title=folded("".join(tags.get("TITLE", []))),
        has_picture="METADATA_BLOCK_PICTURE" in tags,
        starts_ms=tuple(clock_ms(tags[name][0]) for name in starts),
        titles=tuple(folded("".join(tags.get(f"{name}NAME", []))) for name in starts),
    )


def _comments(card: Card) -> list[tuple[str, str]]:
    comments = [
        ("TITLE", card.title),
        ("ALBUM", card.show),
        ("ARTIST", card.author),
        ("DATE", "-".join(card.date or ())),
        ("TRACKNUMBER", "" if card.number is None else str(card.number)),
        ("DISCNUMBER", "" if card.season is None else str(card.season)),
        ("GENRE", GENRE),
        ("LANGUAGE", card.language),
        ("CONTACT", card.url),
        ("DESCRIPTION", card.notes),
        ("LYRICS", card.transcript),
        ("GUID", card.guid),
    ]
    for index, mark in enumerate(card.chapters):
        comments += [
            (f"CHAPTER{index:03d}", vtt_clock(mark.start_ms)),
            (f"CHAPTER{index:03d}NAME", mark.title),
            (f"CHAPTER{index:03d}URL", mark.url),
        ]
    return [*comments, ("METADATA_BLOCK_PICTURE", _picture(card))]


def _picture(card: Card) -> str:
    if not card.artwork:
        return ""
    picture = Picture()
    picture.type = PictureType.COVER_FRONT
    picture.mime = card.artwork_type
    picture.data = card.artwork
    return base64.b64encode(picture.write()).decode("ascii")


OPUS = Format(
    name="opus",
    label="Opus",
    suffix=".opus",
    mime_type="audio/ogg",
    codec="libopus",
    muxer="opus",
    overshoot_db=((48, 1.2), (96, 0.8), (320, 0.5)),
    write_tags=write_vorbis,
    read_tags=read_vorbis,
    rate_hz=48_000,  # RFC 7845 clause 5.1
)
