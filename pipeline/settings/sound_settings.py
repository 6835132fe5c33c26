"""How an episode sounds: the file's target, pauses and music."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, model_validator

from pipeline.settings.toml_table import Milliseconds, Settings
from pipeline.values.script import Pause, Utterance


class Audio(Settings):
    """The finished file."""

    preset: Literal["apple", "spotify", "ebu-r128", "acx", "custom"] = "apple"
    """Loudness target; the two figures below go before it."""
    loudness_lufs: Annotated[float | None, Field(ge=-40, le=-5)] = None
    true_peak_dbtp: Annotated[float | None, Field(ge=-12, le=0)] = None
    format: Literal["mp3", "m4b", "m4a", "opus"] = "mp3"
    """The enclosure's."""
    also: tuple[Literal["mp3", "m4b", "m4a", "opus"], ...] = ()
    """Further formats of the same episode, named in feed and page beside the enclosure."""
    bitrate_kbps: Literal[32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 256, 320] = 96
    rate_hz: Literal[22_050, 24_000, 32_000, 44_100, 48_000] = 44_100
    room_tone_dbfs: Annotated[float | None, Field(ge=-90, le=-40)] = None
    """Level of the noise under pauses; None for digital silence."""

    @model_validator(mode="after")
    def _formats_agree(self) -> Audio:
        if self.format in self.also or len(set(self.also)) < len(self.also):
            raise ValueError("also: each format is named once")
        if self.also and "opus" in {self.format, *self.also} and self.rate_hz != 48_000:
            raise ValueError("also: beside opus, which has 48000 Hz, rate_hz must be 48000")
        return self

    @property
    def each(self) -> tuple[Audio, ...]:
        """One target for each file: the enclosure's first."""
        others = (self.model_copy(update={"format": name, "also": ()}) for name in self.also)
        return (self.model_copy(update={"also": ()}), *others)


class Pauses(Settings):
    """Silence in milliseconds, by reason (:class:`pipeline.values.script.Pause`)."""

    clause: Milliseconds = 200
    sentence: Milliseconds = 550
    item: Milliseconds = 550
    paragraph: Milliseconds = 900
    heading: Milliseconds = 950
    quote: Milliseconds = 800
    turn: Milliseconds = 650
    divider: Milliseconds = 1_400
    chapter: Milliseconds = 1_600
    end: Milliseconds = 1_000
    by_length: Annotated[float, Field(ge=1, le=2)] = 1.4
    """How much longer the pause after a long sentence is than that after a short one; 1: all
    alike. Readers pause up to 1.4 times as long.

    Source:
        Kazlauskienė and Kalašinskaitė, https://doi.org/10.15388/RESPECTUS.2019.37.42.37.
    """


_SHORT_CHARACTERS, _LONG_CHARACTERS = 20, 170
"""Of a spoken sentence: from here and up to here its length counts. Halfway, with 16 or 17 words as
essays have them, the pause is what the setting says."""
_STEP_MS = 10


def pause_ms(utterance: Utterance, pauses: Pauses) -> int:
    """Return the silence after *utterance* in milliseconds: its author's, or its reason's."""
    if utterance.delivery.pause_ms is not None:
        return utterance.delivery.pause_ms
    usual = int(getattr(pauses, utterance.pause.value, 0))
    return _by_length(usual, utterance, pauses) if utterance.pause is Pause.SENTENCE else usual


def _by_length(usual_ms: int, utterance: Utterance, pauses: Pauses) -> int:
    """Return the pause after a sentence, which is longer after a longer one."""
    counted = min(max(len(utterance.spoken), _SHORT_CHARACTERS), _LONG_CHARACTERS)
    length = (counted - _SHORT_CHARACTERS) / (_LONG_CHARACTERS - _SHORT_CHARACTERS)
    longer: float = pauses.by_length ** (length - 0.5)
    return usual_ms if longer == 1 else round(usual_ms * longer / _STEP_MS) * _STEP_MS


class Music(Settings):
    """Optional music, files in any format ffmpeg reads, relative to the show's folder."""

    intro: str = ""
    outro: str = ""
    section: str = ""
    """Played between chapters."""
    gain_db: Annotated[float, Field(ge=-60, le=12)] = -6.0
    fade_ms: Milliseconds = 1_500
    overlap_ms: Milliseconds = 2_000
    """How long the intro goes on under the first words, and the outro starts under the last."""
    duck_db: Annotated[float, Field(ge=-60, le=0)] = -14.0
    """How far music goes down under speech."""
    longest_s: Annotated[int, Field(ge=1, le=300)] = 20


@dataclass(frozen=True, slots=True)
class SoundSettings:
    """How an episode is laid out."""

    audio: Audio
    pauses: Pauses
    music: Music
    root: Path
    """Folder from which paths of music start."""
