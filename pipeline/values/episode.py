"""An episode: an essay that has become sound, with everything a publication needs to carry it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.values.essay import Essay
from pipeline.values.script import Script
from pipeline.values.sound import LaidFault, Measured, Timeline


@dataclass(frozen=True, slots=True)
class Identity:
    """What an episode is known by for ever, however often it is made again."""

    slug: str
    """ASCII, unique in the show, safe as a folder name."""
    guid: str
    number: int | None = None
    season: int | None = None


@dataclass(frozen=True, slots=True)
class Media:
    """An encoded file and what was measured of it once decoded."""

    format: str
    """Its row in :data:`pipeline.tools.formats.FORMATS`."""
    path: Path
    mime_type: str
    n_bytes: int
    sha256: str
    """Hex digest of the file's bytes."""
    measured: Measured
    target_lufs: float | None = None
    """Loudness that was asked for, where it is not the enclosure's."""
    made_from: str | None = None
    """Digest of what a film is made from; None for other files."""
    faults: tuple[LaidFault, ...] = ()
    """Where its sound is not what was laid on the timeline."""


@dataclass(frozen=True, slots=True)
class Episode:
    """All of an episode, ready to be published."""

    identity: Identity
    essay: Essay
    script: Script
    timeline: Timeline
    media: tuple[Media, ...]
    """The enclosure first, then the same episode in other formats; none until it is encoded."""
    artwork: Path | None = None
    """The episode's own artwork, square JPEG, already made."""

    @property
    def audio(self) -> Media:
        """The enclosure."""
        return self.media[0]
