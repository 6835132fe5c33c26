"""What a run of the produce flow gives back, and its JSON."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pipeline.speech.listening.checking import Checked
from pipeline.tools.timecode import length, seconds
from pipeline.values.episode import Media
from pipeline.values.sound import Chapter


@dataclass(frozen=True, slots=True)
class Produced:
    """A published episode, as ``produce --json`` tells it."""

    slug: str
    title: str
    source: str
    mp3: str
    """Path of the published file, whatever its format."""
    n_samples: int
    sample_rate_hz: int
    loudness_lufs: float
    true_peak_dbtp: float
    chapters: tuple[Chapter, ...]
    chunks: int
    chunks_cached: int
    elapsed_s: float
    """Wall time from the first task's start to the last one's end."""
    timings_s: tuple[tuple[str, float], ...]
    """Wall time of each stage, in their order."""
    media: tuple[Media, ...]
    """All published files of sound, the enclosure first."""
    checked: Checked = field(default_factory=Checked)
    """What its ears heard of it."""
    online: str = ""
    """Address of its page where it was put online; empty where it was not."""
    listeners: int = 0
    """Who have private feeds there with it; none where it is public."""
    not_online: str = ""
    """Why it was not, though ``[publish] url`` asks for it."""

    @property
    def duration_s(self) -> float:
        """Length in seconds."""
        return seconds(self.n_samples, self.sample_rate_hz)

    @property
    def length(self) -> str:
        """Length for people: ``6:08``, ``1:02:05``."""
        return length(self.n_samples, self.sample_rate_hz)

    def as_json(self) -> dict[str, Any]:
        """Return the item of ``episodes`` that ``produce --json`` prints."""
        rate = self.sample_rate_hz
        whereabouts = {
            "online": self.online,
            "listeners": self.listeners,
            "not_online": self.not_online,
        }
        return {
            **{name: value for name, value in whereabouts.items() if value},
            "slug": self.slug,
            "title": self.title,
            "source": self.source,
            "mp3": self.mp3,
            "duration_s": round(self.duration_s, 3),
            "n_samples": self.n_samples,
            "sample_rate_hz": rate,
            "loudness_lufs": round(self.loudness_lufs, 2),
            "true_peak_dbtp": round(self.true_peak_dbtp, 2),
            "chapters": [
                {
                    "start_s": round(seconds(chapter.start, rate), 3),
                    "end_s": round(seconds(chapter.end, rate), 3),
                    "title": chapter.title,
                }
                for chapter in self.chapters
            ],
            "chunks": {"total": self.chunks, "cached": self.chunks_cached},
            "elapsed_s": round(self.elapsed_s, 3),
            "timings_s": {stage: round(time_s, 3) for stage, time_s in self.timings_s},
            "sha256": self.media[0].sha256,
            "media": [
                {
                    "format": one.format,
                    "path": str(one.path),
                    "bytes": one.n_bytes,
                    "sha256": one.sha256,
                }
                for one in self.media
            ],
        }
