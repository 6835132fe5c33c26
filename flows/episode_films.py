"""Films of an episode: drawn, made, tagged."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pipeline.publication.card import card_of
from pipeline.publication.film import storyboard
from pipeline.publication.pictures import local_pictures
from pipeline.settings.running_settings import Resources
from pipeline.settings.video_settings import FilmSettings
from pipeline.sound.video import film_episode
from pipeline.tools.store import open_store
from pipeline.values.episode import Episode


def with_films(
    episode: Episode, settings: FilmSettings, resources: Resources, folder: Path
) -> Episode:
    """Return *episode* with a film for each size of *settings* behind its sound.

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
        stills = folder / f"stills-{size}"
        stills.mkdir()
        film = storyboard(episode, size, settings.imprint, figures, stills)
        target = folder / (f"{slug}-{size}.mp4" if number else f"{slug}.mp4")
        made = film_episode(film, episode.timeline, target, store, sound, resources.machine, card)
        films.append(replace(made, target_lufs=settings.video.loudness_lufs))
    return replace(episode, media=(*episode.media, *films))
