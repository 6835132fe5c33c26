"""The film of an episode: one pass of ffmpeg over stills, lettered by libass, sound copied in."""

from pipeline.sound.video.filming import film_episode

__all__ = ["film_episode"]
