"""A script: what is said, in order, and what is not, with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pipeline.values.directions import AS_USUAL, Delivery


class Role(StrEnum):
    """Who says an utterance; show.toml gives each role a voice profile."""

    NARRATOR = "narrator"
    HEADING = "heading"
    QUOTE = "quote"
    SPEAKER = "speaker"
    ASIDE = "aside"


class Pause(StrEnum):
    """Why there is silence after an utterance; show.toml gives each reason a length."""

    NONE = "none"
    """The next utterance continues the same sentence."""
    CLAUSE = "clause"
    SENTENCE = "sentence"
    ITEM = "item"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    QUOTE = "quote"
    TURN = "turn"
    DIVIDER = "divider"
    CHAPTER = "chapter"
    END = "end"


@dataclass(frozen=True, slots=True)
class Span:
    """Characters ``[start, end)`` of a block; *block* is None for the show's own words."""

    block: int | None
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """Which written characters became which spoken ones."""

    start: int
    """Offset into :attr:`Utterance.text`."""
    end: int
    spoken_start: int
    """Offset into :attr:`Utterance.spoken`."""
    spoken_end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """How words of an utterance sound, where their letters do not say it: "read", "Kokotajlo"."""

    start: int
    """Offset into :attr:`Utterance.spoken`."""
    end: int
    phonemes: str
    """IPA; words apart by spaces, stress marked before the syllable."""
    why: str
    """A phrase for people: ``lexicon``, ``past tense after "had"``."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """One stretch of speech by one voice: a sentence, or a clause of a long one."""

    role: Role
    text: str
    """As written: exactly ``essay.blocks[span.block].text[span.start:span.end]``; for the show's
    own words (opening, closing, announcements), those words."""
    spoken: str
    """Exactly what the engine is given. Never blank."""
    pause: Pause
    span: Span
    pieces: tuple[Piece, ...] = ()
    """Ordered word by word; the page marks written words with them."""
    speaker: str = ""
    """Name of the speaker, for :attr:`Role.SPEAKER`."""
    language: str = ""
    """Primary subtag, where it is not the script's: another voice says it."""
    readings: tuple[Reading, ...] = ()
    """In order, never overlapping; every engine that takes phonemes follows them."""
    delivery: Delivery = AS_USUAL
    """What its author wants of how it is delivered."""


@dataclass(frozen=True, slots=True)
class Omission:
    """Visible characters that are not said."""

    text: str
    reason: str
    """A phrase for people, the same for the same policy: ``code block: announced, not read``."""
    span: Span


@dataclass(frozen=True, slots=True)
class ScriptChapter:
    """Consecutive utterances under one title."""

    title: str
    utterances: tuple[Utterance, ...]


@dataclass(frozen=True, slots=True)
class NoteLink:
    """A link or figure kept for the show notes."""

    text: str
    url: str
    kind: str
    """``link`` or ``figure``."""


@dataclass(frozen=True, slots=True)
class Script:
    """What will be said of one essay.

    Law: every character of every block that is not white space lies in the span of an utterance
    or of an omission. A place may lie in both: a footnote mark inside a sentence is written
    there, and omitted.
    """

    title: str
    author: str
    date: str
    """ISO 8601, or empty."""
    url: str
    language: str
    chapters: tuple[ScriptChapter, ...]
    omitted: tuple[Omission, ...]
    links: tuple[NoteLink, ...] = ()
    unmet: tuple[str, ...] = ()
    """Directions of the author's that fit no sentence, each in words with its file and line."""

    @property
    def utterances(self) -> tuple[Utterance, ...]:
        """All utterances in the order they are said."""
        return tuple(u for chapter in self.chapters for u in chapter.utterances)
