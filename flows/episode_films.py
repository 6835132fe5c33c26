"""Films of an episode: drawn, made, tagged."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from flows.kept_episodes import media_of
from pipeline.errors import PublicationError
from pipeline.publication.card import card_of
from pipeline.publication.catalogue import read_record
from pipeline.publication.film import film_key, storyboard
from pipeline.publication.pictures import local_pictures
from pipeline.settings.running_settings import Resources
from pipeline.settings.video_settings import FilmSettings
from pipeline.sound.video import film_episode
from pipeline.tools.store import open_store
from pipeline.values.episode import Episode, Media


def with_films(
    episode: Episode, settings: FilmSettings, resources: Resources, folder: Path
) -> Episode:
    """Return *episode* with a film for each size of *settings* behind its sound.

    A film that is published already, and would be made from the same, is taken as it is.

    Args:
        episode: Sound, and artwork.
        settings: Sizes and loudness; the show.
        resources: Where clips lie, and which ffmpeg.
        folder: Films appear there: ``SLUG.mp4``, and ``SLUG-1080x1080.mp4`` for further sizes.

    Raises:
        EssaycastError: A film could not be made.
    """
    slug, store = episode.identity.slug, open_store(resources.store)
    sound = settings.video.sound(settings.audio)
    found = local_pictures(episode, settings.root, settings.pictures)
    figures = {url: picture.content for url, picture in found.items()}
    card = card_of(episode, settings.imprint)
    films = []
    for number, size in enumerate(settings.video.sizes):
        name = f"{slug}-{size}.mp4" if number else f"{slug}.mp4"
        made_from = film_key(episode, size, settings.imprint, figures, sound)
        if standing := _standing(settings.output / slug, name, made_from):
            films.append(standing)
            continue
        stills = folder / f"stills-{size}"
        stills.mkdir()
        film = storyboard(episode, size, settings.imprint, figures, stills)
        made = film_episode(
            film, episode.timeline, folder / name, store, sound, resources.machine, card
        )
        films.append(replace(made, target_lufs=settings.video.loudness_lufs, made_from=made_from))
    return replace(episode, media=(*episode.media, *films))


def _standing(folder: Path, name: str, made_from: str) -> Media | None:
    """Return the film *name* of the published *folder* if it is whole and made from that."""
    with suppress(PublicationError, OSError):
        record = read_record(folder)
        for file in record.media:
            if (file.name, file.made_from) == (name, made_from):
                with (folder / name).open("rb") as film:
                    whole = hashlib.file_digest(film, "sha256").hexdigest() == file.sha256
                return media_of(folder, file, record) if whole else None
    return None
