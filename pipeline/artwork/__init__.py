"""Square pictures: the show's cover and each episode's art."""

from pipeline.artwork.cover import cover
from pipeline.artwork.episode import episode_art

__all__ = ["cover", "episode_art"]
