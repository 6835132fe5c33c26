"""An episode's folder, built aside: everything but its place."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TypeAlias

from pipeline.errors import PublicationError
from pipeline.languages.language_table import language_row
from pipeline.languages.page_words import PageWords
from pipeline.publication.artwork import LISTED_PX, smaller
from pipeline.publication.catalogue import (
    RECORD_FILE,
    FileKind,
    Person,
    PublishedFile,
    Record,
    Soundbite,
    newest_first,
    record_json,
)
from pipeline.publication.disk import place_through, sync_folder, write_through
from pipeline.publication.film import description, thumbnail
from pipeline.publication.notes import show_notes
from pipeline.publication.page import (
    CONTENT_FILE,
    content_json,
    episode_page,
    page_content,
)
from pipeline.publication.pictures import local_pictures
from pipeline.publication.placed_chapters import PAGE_FILE, illustrated
from pipeline.publication.published_key import published_key
from pipeline.publication.relinking import as_pages_should_be, embeds
from pipeline.publication.sidecars import chapters_of, chapters_vtt, srt, transcript_json, vtt
from pipeline.settings.publication_settings import Imprint, PublicationSettings
from pipeline.tools.characters import folded
from pipeline.tools.formats import FORMATS, label_of, target_of
from pipeline.values.episode import Episode, Media

ARTWORK_FILE, SMALL_ARTWORK_FILE = "artwork.jpg", "artwork-small.jpg"
SidecarText: TypeAlias = tuple[FileKind, str, str, str]
"""Kind, name and type of a file, and its text."""
THUMBNAIL_FILE, DESCRIPTION_FILE = "thumbnail.jpg", "description.txt"
"""What sites for video ask for beside the film."""
CHAPTERS_FILE = "chapters.vtt"
"""The film's chapters as a browser's player takes them: it reads none of the film itself."""


def build(
    folder: Path,
    episode: Episode,
    settings: PublicationSettings,
    others: Sequence[Record],
    texts: Sequence[SidecarText],
    *,
    published: datetime,
    now: datetime,
    soundbites: tuple[Soundbite, ...] = (),
) -> Record:
    """Write all of *episode* into the new folder *folder* and return its record.

    Args:
        folder: Not there yet.
        episode: The episode; its sound gets a second name, or is copied.
        settings: The show.
        others: What else is published; the page leads to its neighbours among them.
        texts: Its :func:`transcripts`.
        published: When it was first published, UTC.
        now: The moment of this change, UTC.
        soundbites: What the feed commends of it.

    Raises:
        PublicationError: The audio is not what was measured.
        OSError: The folder cannot be written.
    """
    folder.mkdir(parents=True)
    slug = episode.identity.slug
    files: list[PublishedFile] = []

    def put(kind: FileKind, name: str, mime_type: str, content: bytes) -> None:
        write_through(folder / name, content)
        digest = hashlib.sha256(content).hexdigest()
        files.append(PublishedFile(kind, name, mime_type, len(content), digest))

    for media in episode.media:
        files.append(_sound(media, folder / media.path.name, first=not files))
    if episode.artwork:
        art = episode.artwork.read_bytes()
        put("artwork", ARTWORK_FILE, "image/jpeg", art)
        put("artwork-small", SMALL_ARTWORK_FILE, "image/jpeg", smaller(art, LISTED_PX))
    pictures = local_pictures(episode, settings.places.root, settings.pictures)
    for picture in pictures.values():
        put("picture", picture.name, picture.mime_type, picture.content)
    names = {url: picture.name for url, picture in pictures.items()}
    if any(FORMATS[media.format].film for media in episode.media):
        chosen_by = thumbnail(episode, settings.channel.imprint)
        put("thumbnail", THUMBNAIL_FILE, "image/jpeg", chosen_by)
        notes = show_notes(episode, settings.channel.imprint).plain
        put("description", DESCRIPTION_FILE, "text/plain", description(notes).encode())
        track = chapters_vtt(episode.timeline).encode()
        put("video-chapters", CHAPTERS_FILE, "text/vtt", track)
    for kind, name, mime_type, text in texts:
        put(kind, name, mime_type, text.encode())
    alone = replace(
        _record(episode, settings, published, now),
        chapters=illustrated(episode, names),
        soundbites=soundbites,
    )
    known = as_pages_should_be(newest_first([*others, alone]), settings.channel)
    record = next(record for record in known if record.slug == slug)
    chapters = chapters_of(record, settings.channel)
    put("chapters", "chapters.json", "application/json+chapters", chapters.encode())
    content = page_content(
        episode,
        audio_name=episode.audio.path.name,
        files=_downloads(files, language_row(episode.essay.language).page),
        pictures=names,
        artwork=ARTWORK_FILE if episode.artwork else "../artwork.png",
    )
    put("page-content", CONTENT_FILE, "application/json", content_json(content).encode())
    page = episode_page(
        content, settings.channel, previous=record.previous, following=record.following
    )
    put("page", PAGE_FILE, "text/html", page.encode())
    for kind, name, mime_type, text in embeds(content, settings.channel):
        put(kind, name, mime_type, text.encode())
    record = replace(record, files=tuple(files))
    write_through(folder / RECORD_FILE, record_json(record).encode())
    sync_folder(folder)
    return record


def _sound(media: Media, path: Path, *, first: bool) -> PublishedFile:
    """Put *media* at *path*; hours of it are not written again, nor do they lie in memory."""
    n_bytes, digest = place_through(media.path, path)
    if digest != media.sha256:
        raise PublicationError(
            f"the sound has changed since it was measured: its SHA-256 is {digest[:12]}…, where "
            f"{media.sha256[:12]}… was measured",
            where=str(media.path),
            mend="Produce the essay again",
        )
    kind: FileKind = "audio" if first else "media"
    return PublishedFile(
        kind,
        path.name,
        media.mime_type,
        n_bytes,
        digest,
        target_lufs=media.target_lufs,
        made_from=media.made_from,
    )


def _downloads(files: Sequence[PublishedFile], words: PageWords) -> dict[str, str]:
    """Return what the page offers besides the enclosure: label and name of each file."""
    labels = {
        "vtt": "WebVTT",
        "srt": "SRT",
        "transcript": words.transcript,
        "chapters": words.chapters,
    }
    others = (file for file in files if file.kind == "media")
    return {
        **{label_of(file.name): file.name for file in others},
        **{labels[file.kind]: file.name for file in files if file.kind in labels},
    }


def transcripts(episode: Episode) -> tuple[SidecarText, ...]:
    """Return the transcripts of *episode* in each of their formats."""
    slug, timeline = episode.identity.slug, episode.timeline
    return (
        ("vtt", f"{slug}.vtt", "text/vtt", vtt(timeline)),
        ("srt", f"{slug}.srt", "application/x-subrip", srt(timeline)),
        ("transcript", "transcript.json", "application/json", transcript_json(timeline)),
    )


def _record(
    episode: Episode, settings: PublicationSettings, published: datetime, now: datetime
) -> Record:
    """Return what is known of *episode* before its files are."""
    target_lufs, ceiling_dbtp = target_of(settings.audio)
    essay, identity, notes = (
        episode.essay,
        episode.identity,
        show_notes(episode, settings.channel.imprint),
    )
    return Record(
        slug=identity.slug,
        guid=identity.guid,
        key=published_key(essay.key),
        number=identity.number,
        season=identity.season,
        title=essay.title,
        author=essay.author,
        date=essay.date.isoformat() if essay.date else "",
        published=published,
        modified=now,
        url=essay.url,
        language=essay.language,
        summary=essay.summary,
        tags=essay.tags,
        people=tuple(_people(episode, settings.channel.imprint)),
        n_samples=episode.timeline.n_samples,
        rate_hz=episode.timeline.rate_hz,
        measured=episode.audio.measured,
        target_lufs=target_lufs,
        ceiling_dbtp=ceiling_dbtp,
        chapters=episode.timeline.chapters,
        notes_html=notes.html,
        notes_plain=notes.plain,
        files=(),
    )


def _people(episode: Episode, imprint: Imprint) -> Iterator[Person]:
    """Yield author, narrator and speakers by the podcast taxonomy's roles."""
    if author := episode.essay.author or imprint.author:
        yield Person(author, "author", "writing")
    yield Person(
        "Synthetic voice" if imprint.ai_content else author or imprint.title,
        "narrator",
        "cast",
    )
    heard = (cue.speaker for cue in episode.timeline.cues if cue.speaker)
    known = folded(author).casefold()
    for speaker in dict.fromkeys((*episode.essay.speakers, *heard)):
        if folded(speaker).casefold() == known:
            continue  # the author in conversation is no guest
        yield Person(speaker, "guest", "cast")
