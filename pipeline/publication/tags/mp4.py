"""MP4 atoms: the tags of M4A and M4B files; their chapters are written when they are encoded."""

from __future__ import annotations

import shutil
from pathlib import Path

from mutagen.mp4 import MP4, MP4Cover

from pipeline.publication.tags.card import GENRE, Card

_AUDIOBOOK, _SONG = 2, 1


def write_mp4(source: Path, target: Path, card: Card) -> None:
    """Write *source* to *target* with the atoms of *card* in place of any it has.

    Raises:
        OSError: A file cannot be read or written.
    """
    shutil.copyfile(source, target)
    file = MP4(target)
    if file.tags is None:
        file.add_tags()
    file.clear()
    for name, said in _atoms(card, audiobook=source.suffix == ".m4b").items():
        file[name] = said
    file.save(padding=lambda _: 0)


def _atoms(card: Card, *, audiobook: bool) -> dict[str, list[object]]:
    kind = MP4Cover.FORMAT_PNG if card.artwork_type == "image/png" else MP4Cover.FORMAT_JPEG
    atoms: dict[str, list[object]] = {
        "\xa9nam": [card.title],
        "\xa9alb": [card.show],
        "\xa9ART": [card.author],
        "\xa9gen": [GENRE],
        "\xa9day": ["-".join(card.date)] if card.date else [],
        "trkn": [(card.number, 0)] if card.number is not None else [],
        "disk": [(card.season, 0)] if card.season is not None else [],
        "\xa9cmt": [card.notes] if card.notes else [],
        "desc": [card.notes[:255]] if card.notes else [],
        "\xa9lyr": [card.transcript] if card.transcript else [],
        "purl": [card.url] if card.url else [],
        "egid": [card.guid] if card.guid else [],
        "stik": [_AUDIOBOOK if audiobook else _SONG],
        "covr": [MP4Cover(card.artwork, imageformat=kind)] if card.artwork else [],
    }
    return {name: said for name, said in atoms.items() if said}
