"""Books of a show: which essays, in which order, with which sound."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from slugify import slugify

from flows.kept_episodes import published_episode
from flows.work_folder import work_folder
from pipeline.errors import PublicationError
from pipeline.publication.artwork import cover
from pipeline.publication.book import BookSettings, write_epub
from pipeline.publication.card import book_card
from pipeline.publication.catalogue import Record, read_catalogue
from pipeline.settings.show import Show
from pipeline.sound.encoding import encode
from pipeline.sound.encoding.audiobook import BookPart, encode_audiobook
from pipeline.sound.master import master
from pipeline.tools.formats import FORMATS
from pipeline.tools.store import open_store

FOLDER = "books"
"""Within the show's folder."""


def make_epub(
    show: Show,
    slugs: Sequence[str],
    granularity: Literal["sentence", "word"],
    audio: Literal["mp3", "opus"],
) -> tuple[Path, list[str]]:
    """Make the EPUB and return its path, and the essays in it by slug.

    The sound is the published file where there is one of that format; else it is encoded from the
    episode's clips.

    Args:
        show: The show.
        slugs: The essays; none for all.
        granularity: What is marked.
        audio: Format of the sound.

    Raises:
        EssaycastError: An essay is not published, or its sound cannot be made.
    """
    records = chosen_records(show, slugs)
    target = show.root / FOLDER / f"{book_name(show, records, slugs)}.epub"
    settings = BookSettings(show.for_publication, granularity)
    with work_folder(show.state / "work") as work:
        sounds = {record.slug: _sound(show, record, audio, work) for record in records}
        write_epub(records, sounds, target, settings)
    return target, [record.slug for record in records]


def make_m4b(show: Show, slugs: Sequence[str]) -> tuple[Path, list[str]]:
    """Make one audiobook of all essays, or of *slugs*; return its path, and what is in it by slug.

    Raises:
        EssaycastError: An essay is not published, its clips are not kept here, or its sound cannot
            be made.
    """
    records = chosen_records(show, slugs)
    if not records:
        raise PublicationError(
            "nothing is published that could become a book",
            where=str(show.output_folder),
            mend="Produce an essay first",
        )
    store = open_store(show.resources.store)
    target = show.root / FOLDER / f"{book_name(show, records, slugs)}.m4b"
    target.parent.mkdir(parents=True, exist_ok=True)
    with work_folder(show.state / "work") as work:
        show_cover = cover(show.channel, show.root)
        picture = work / "show.png"
        picture.write_bytes(show_cover)
        parts = []
        for record in records:
            episode, _ = published_episode(show.places, record.slug)
            art = episode.artwork or picture
            parts.append(BookPart(record.title, episode.timeline, art))
        made = work / target.name
        _, chapters = encode_audiobook(parts, made, store, show.audio, show.machine)
        card = book_card(show.channel, chapters, parts[0].timeline.rate_hz, show_cover)
        FORMATS["m4b"].write_tags(made, card)
        shutil.move(made, target)
    return target, [record.slug for record in records]


def chosen_records(show: Show, slugs: Sequence[str]) -> tuple[Record, ...]:
    """Return the records of *slugs*, or of all that is published, oldest first.

    Raises:
        PublicationError: A slug is unknown.
    """
    known = {record.slug: record for record in reversed(read_catalogue(show.output_folder))}
    if unknown := [slug for slug in slugs if slug not in known]:
        raise PublicationError(
            f"there is no episode '{unknown[0]}'",
            where=str(show.output_folder),
            mend=f"There are: {', '.join(known) or 'none'}",
        )
    return tuple(record for slug, record in known.items() if not slugs or slug in slugs)


def book_name(show: Show, records: Sequence[Record], slugs: Sequence[str]) -> str:
    """Return what the book's file is called, without its ending."""
    if slugs and len(records) == 1:
        return records[0].slug
    return slugify(show.title, max_length=80) or "book"


def _sound(show: Show, record: Record, form: Literal["mp3", "opus"], work: Path) -> Path:
    published = next((file for file in record.media if file.name.endswith(f".{form}")), None)
    if published:
        return show.output_folder / record.slug / published.name
    episode, _ = published_episode(show.places, record.slug)
    audio = show.audio.model_copy(update={"format": form, "also": ()})
    store = open_store(show.resources.store)
    mastered = master(episode.timeline, store, audio, show.machine)
    target = work / f"{record.slug}.{form}"
    return encode(episode.timeline, mastered, target, store, audio, show.machine).path
