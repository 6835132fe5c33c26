"""Square pictures: the show's cover and each episode's art."""

from pipeline.artwork.cover import LARGEST, SMALLEST, cover
from pipeline.artwork.episode import episode_art

__all__ = ["LARGEST", "SMALLEST", "cover", "episode_art"]
