"""Directions: how an author wants words and sentences of one essay said, whatever the rules say."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class WordSound:
    """A word and what it sounds like."""

    written: str
    """Without a capital it stands for every case; with one, for itself."""
    alias: str = ""
    """Plain letters that an engine says right; empty where :attr:`phoneme` is given."""
    phoneme: str = ""
    """IPA."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """How one utterance is delivered, where that is not left to its role."""

    pause_ms: int | None = None
    """Silence after it, in milliseconds; None for what its reason gives."""
    pace: float = 1.0
    """Its speed, as a factor of the voice's own."""
    voice: str = ""
    """Voice profile; empty for the role's."""
    recording: str = ""
    """Absolute path of a sound file that is heard in its place; empty for none."""
    recording_sha256: str = ""
    take: int = 0
    """Which take of it is heard; 0 for the first."""


AS_USUAL = Delivery()


@dataclass(frozen=True, slots=True)
class SentenceDirection:
    """What is wanted of one sentence, found by its text and, if there are several, its neighbours.

    A sentence is what one utterance says; white space is folded in all three texts.
    """

    text: str
    """As written."""
    after: str = ""
    """What stands before it; empty where that does not matter."""
    before: str = ""
    """What follows it."""
    spoken: str = ""
    """Said in place of its words; empty for these."""
    words: tuple[WordSound, ...] = ()
    """How words sound here only."""
    say: bool | None = None
    """False leaves it out; True says what a policy leaves out; None leaves that as it is."""
    delivery: Delivery = AS_USUAL
    where: str = field(default="", compare=False, repr=False)
    """File and line, for messages."""


@dataclass(frozen=True, slots=True)
class Directions:
    """All directions of one essay."""

    words: tuple[WordSound, ...] = ()
    """How words sound in all of it."""
    sentences: tuple[SentenceDirection, ...] = ()

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self.words or self.sentences)


def word_sound(written: str, like: str) -> WordSound:
    """Return the sound of *written* that *like* says: IPA between slashes, or plain letters.

    >>> word_sound("read", "/rɛd/").phoneme
    'rɛd'
    >>> word_sound("Goodfellow", "good fellow").alias
    'good fellow'
    """
    like = like.strip()
    if len(like) > 2 and like[0] == like[-1] == "/":
        return WordSound(written, phoneme=like[1:-1].strip())
    return WordSound(written, alias=like)


def like_of(sound: WordSound) -> str:
    """Return *sound* as it is written in files: the inverse of :func:`word_sound`."""
    return f"/{sound.phoneme}/" if sound.phoneme else sound.alias


def folded(text: str) -> str:
    """Return *text* with runs of white space as single spaces."""
    return " ".join(text.split())
