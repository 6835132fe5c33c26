"""What lies between blocks and utterances: passages, and the changes made on the way to speech."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.values.essay import Block, Container
from pipeline.values.script import Omission, Pause, Role, Span, Utterance

LINE_BREAK = "\u2028"
"""Stands for a hard line break in audible text: an utterance ends there."""
ROW_BREAK = "\u2029"
"""Stands for the end of a table's row or the like: an utterance ends there, with a longer rest."""


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
    block: int | None = None
    """None for the show's own words."""
    start: int = 0
    end: int = 0
    changes: tuple[Change, ...] = ()
    within: tuple[Container, ...] = ()
    """Of its block."""
    pause: Pause | None = None
    """After it, where what it is decides; None where its neighbours do."""
    prefix: str = ""
    """Words of the show's own put in front."""
    words: str = ""
    """The show's own words; empty for a pause that nothing is said in."""
    speaker: str = ""
    level: int = 0
    """Of the heading, 1 to 6; 0 for anything else."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a policy makes of a block."""

    passages: tuple[Passage, ...] = ()
    omitted: tuple[Omission, ...] = ()


@dataclass(frozen=True, slots=True)
class SpokenPassage:
    """A passage and what became of it."""

    passage: Passage
    """Without its changes, which have been made."""
    utterances: tuple[Utterance, ...]
    omitted: tuple[Omission, ...] = ()
    heard: str = ""
    """Of a heading, its audible text on one line: chapter titles are made of it."""


def left_out(index: int, block: Block, reason: str, start: int = 0) -> Omission:
    """Return the omission of *block* from *start* on, without the white space around it."""
    text = block.text[start:]
    visible = text.strip()
    first = start + len(text) - len(text.lstrip())
    return Omission(visible, reason, Span(index, first, first + len(visible)))
