"""What stills say and are drawn from: title, author and date, the show, the essay's shape."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.languages.language_table import language_row
from pipeline.publication.artwork.drawing import Composition
from pipeline.publication.artwork.episode_cover import composition_of
from pipeline.publication.artwork.essay_shape import EssayShape, essay_shape
from pipeline.publication.artwork.inks import Inks, deep
from pipeline.publication.artwork.palette import tint
from pipeline.settings.publication_settings import Imprint
from pipeline.values.episode import Episode


@dataclass(frozen=True, slots=True)
class Credits:
    """What a still says of the episode."""

    title: str
    line: str
    """Author and date."""
    show: str
    compose: Composition
    """What the episode's art is drawn by."""
    shape: EssayShape
    """What it is drawn from."""


def inks_of(imprint: Imprint) -> Inks:
    """Return the colours of a film: those of the show, on a deep ground."""
    return deep(tint(imprint.title, imprint.colour))


def credits_of(episode: Episode, imprint: Imprint) -> Credits:
    """Return the words for the stills of *episode*, in its language."""
    essay, row = episode.essay, language_row(episode.essay.language)
    day = (row.page_dated or row.dated)(essay.date) if essay.date else ""
    author = essay.author or imprint.author
    return Credits(
        title=essay.title,
        line=" · ".join(filter(None, (author, day))),
        show=imprint.title,
        compose=composition_of(essay.title, episode.identity.number),
        shape=essay_shape(essay),
    )
