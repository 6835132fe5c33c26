"""Who speaks: a voice profile for each role."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import Field

from pipeline.settings.toml_table import Settings
from pipeline.values.script import Role


class Voices(Settings):
    """Which voice profile (a file of ``voices/``) speaks each role."""

    narrator: str = "narrator"
    heading: str = "heading"
    quote: str = "quote"
    aside: str = "aside"
    speakers: tuple[str, ...] = ("narrator", "quote", "guest", "aside")
    """Given to an interview's speakers in order of appearance, round and round."""
    named: dict[str, str] = Field(default_factory=dict)
    """A speaker's name → profile; goes before :attr:`speakers`."""
    languages: dict[str, str] = Field(default_factory=dict)
    """A language's tag → the profile that says passages in it within an essay in another."""

    def for_role(self, role: Role, speaker: str = "", speakers: tuple[str, ...] = ()) -> str:
        """Return the name of the profile for *role*.

        Args:
            role: The role.
            speaker: The speaker's name, for :attr:`Role.SPEAKER`.
            speakers: All speakers of the essay in order of appearance.
        """
        if role is not Role.SPEAKER:
            return str(getattr(self, role.value))
        if speaker in self.named:
            return self.named[speaker]
        place = speakers.index(speaker) if speaker in speakers else 0
        return self.speakers[place % len(self.speakers)] if self.speakers else self.narrator


class Listening(Settings):
    """What is done about what the ears hear."""

    then: Literal["warn", "set aside", "fail"] = "warn"
    """What becomes of an episode with a sentence that stays not as written: published and told;
    not published, and left alone at night until it changes; not published, and tried again as
    anything that failed."""
    listen: bool = False
    """Whether a recogniser listens too (the extra ``listen``): 0.15 CPU s a second of sound."""


@dataclass(frozen=True, slots=True)
class Casting:
    """Which voices speak, and where their profiles are."""

    voices: Voices
    voice_folders: tuple[Path, ...]
    """Where profiles and lexicons are looked for, the show's own first."""
    language: str = "en"
    """The show's, for samples."""
