"""How an episode's film is made."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, model_validator

from pipeline.settings.publication_settings import Imprint
from pipeline.settings.sound_settings import Audio
from pipeline.settings.toml_table import Settings


class Video(Settings):
    """The film beside the sound."""

    enabled: bool = False
    """Whether every episode gets one; ``essaycast video`` makes one of any."""
    sizes: tuple[Literal["1920x1080", "1080x1080", "1080x1920"], ...] = ("1920x1080",)
    """A file each; the first is ``SLUG.mp4``."""
    loudness_lufs: Annotated[float, Field(ge=-40, le=-5)] = -14.0
    """What sites for video play at."""

    @model_validator(mode="after")
    def _named_once(self) -> Video:
        if not self.sizes or len(set(self.sizes)) < len(self.sizes):
            raise ValueError("sizes: name one or more, each once")
        return self

    def sound(self, audio: Audio) -> Audio:
        """Return what the film's sound is held to, where the episode's is held to *audio*."""
        louder = {"format": "mp4", "also": (), "loudness_lufs": self.loudness_lufs}
        return audio.model_copy(update=louder)


@dataclass(frozen=True, slots=True)
class FilmSettings:
    """What a film is made with."""

    video: Video
    audio: Audio
    """The episode's."""
    imprint: Imprint
    root: Path
    """Folder that paths of an essay's pictures start from."""
    output: Path
    """Where a film may stand already."""
    pictures: Path | None
    """Folder of the pictures of other hosts that are kept."""
