"""A film: the stills and the lettered sentences that are shown while an episode is heard."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the picture, in pixels from its upper left corner."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Still:
    """A picture that is shown from a sample on, until the next one."""

    start: int
    picture: Path


@dataclass(frozen=True, slots=True)
class ShownWord:
    """A written word and the sample it is heard from."""

    text: str
    start: int


@dataclass(frozen=True, slots=True)
class ShownLine:
    """Words on one line."""

    baseline: int
    """Pixels from the top."""
    words: tuple[ShownWord, ...]
    end: int
    """Sample at which the last of them has been heard."""


@dataclass(frozen=True, slots=True)
class ShownSentence:
    """What is being read: shown in the samples ``[start, end)``, its words marked in turn."""

    start: int
    end: int
    size: int
    """Pixels to the em."""
    x: int
    """Where lines begin: the left edge, or the right one of a script that runs to the left."""
    lines: tuple[ShownLine, ...]


@dataclass(frozen=True, slots=True)
class FilmInks:
    """Colours of what moves, ``#rrggbb``."""

    unread: str
    read: str
    marked: str
    progress: str


@dataclass(frozen=True, slots=True)
class Film:
    """Everything that is seen of an episode at one size, and when."""

    width: int
    height: int
    stills: tuple[Still, ...]
    """In order, the first at sample 0."""
    sentences: tuple[ShownSentence, ...]
    """In order, never overlapping."""
    progress: tuple[Box, ...]
    """A bar for each chapter, which fills while it is heard."""
    inks: FilmInks
    font: Path
    """File of the typeface that :attr:`sentences` were set in."""
    family: str
    """What the font calls itself."""
    ascent: float
    """Of the font, as a share of the em."""
    descent: float
    captions: str
    """The whole episode as SubRip."""
    language: str
    """ISO 639-2/B, three letters."""
    leftward: bool = False
    """Whether the script runs from right to left."""
