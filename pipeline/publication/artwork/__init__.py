"""Square pictures: the show's cover and each episode's art."""

from pipeline.publication.artwork.drawn_before import drawn
from pipeline.publication.artwork.episode_cover import episode_art
from pipeline.publication.artwork.essay_shape import EssayShape, essay_shape
from pipeline.publication.artwork.show_cover import LARGEST, SMALLEST, cover
from pipeline.publication.artwork.small import LISTED_PX, SHOW_PX, smaller

__all__ = [
    "LARGEST",
    "LISTED_PX",
    "SHOW_PX",
    "SMALLEST",
    "EssayShape",
    "cover",
    "drawn",
    "episode_art",
    "essay_shape",
    "smaller",
]
