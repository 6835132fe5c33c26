"""What lies between blocks and utterances: passages, and the changes made on the way to speech."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.values.script import Omission, Pause, Role


@dataclass(frozen=True, slots=True)
class Change:
    """What is done with the characters ``[start, end)`` of a block on their way to speech.

    An empty range puts words in without taking any away.
    """

    start: int
    end: int
    words: str = ""
    """Said in their place; empty for silence."""
    reason: str = ""
    """Why they are left out, for changes that leave out."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one block said in one role, or words of the show's own."""

    role: Role
    pause: Pause
    """After its last utterance."""
    block: int | None = None
    """None for the show's own words."""
    start: int = 0
    end: int = 0
    changes: tuple[Change, ...] = ()
    words: str = ""
    """The show's own words."""
    speaker: str = ""
    level: int = 0
    """Of the heading, 1 to 6; 0 for anything else."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a policy makes of a block."""

    passages: tuple[Passage, ...] = ()
    omitted: tuple[Omission, ...] = ()
