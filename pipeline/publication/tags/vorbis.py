"""Vorbis comments: the tags of Opus files.

Sources:
    RFC 7845 clause 5.2; Xiph wiki, "Chapter Extension" and "VorbisComment".
"""

from __future__ import annotations

import base64
import shutil
from pathlib import Path

from mutagen.flac import Picture
from mutagen.id3 import PictureType
from mutagen.oggopus import OggOpus

from pipeline.publication.tags.card import GENRE, Card
from pipeline.tools.timecode import vtt_clock


def write_vorbis(source: Path, target: Path, card: Card) -> None:
    """Write *source* to *target* with the comments of *card* in place of any it has.

    Raises:
        OSError: A file cannot be read or written.
    """
    shutil.copyfile(source, target)
    file = OggOpus(target)
    file.delete()
    for name, said in _comments(card):
        if said:
            file[name] = [said]
    file.save(padding=lambda _: 0)


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
