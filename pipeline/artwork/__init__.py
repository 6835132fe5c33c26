"""Square pictures: the show's cover and each episode's art."""

from pipeline.artwork.pictures import cover, episode_art

__all__ = ["cover", "episode_art"]
