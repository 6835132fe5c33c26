"""What a published episode says and when, as its transcript tells anyone who reads it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import PublicationError
from pipeline.publication.catalogue import Record
from pipeline.tools.characters import folded

_APART_S = 0.2
"""Between words: mostly longer between sentences, and seldom within one."""
_LONGEST_S = 40.0
"""A passage is ended at the next word after that, where nothing else ends it."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A word, or words that follow each other."""

    text: str
    """As written, every run of white space one space."""
    start_s: float
    end_s: float


def transcribed_words(folder: Path, record: Record) -> tuple[Passage, ...]:
    """Return the words of the episode in *folder*, in order.

    Raises:
        PublicationError: It has no transcript, or none that can be read.
    """
    for file in record.files_of("transcript"):
        try:
            segments = json.loads((folder / file.name).read_bytes())["segments"]
            return tuple(
                Passage(folded(str(it["body"])), float(it["startTime"]), float(it["endTime"]))
                for it in segments
            )
        except (OSError, ValueError, KeyError, TypeError) as error:
            where = f"{record.slug}/{file.name}"
            mend = "Produce the episode again"
            raise PublicationError("it cannot be read", where=where, mend=mend) from error
    raise PublicationError("it has no transcript", where=record.slug)


def passages(words: Sequence[Passage], texts: Iterable[str] = ()) -> tuple[Passage, ...]:
    """Return *words* in passages.

    Args:
        words: Of an episode, in order.
        texts: What was said, sentence by sentence, where that is known; where it is not what the
            words say, they are parted at their pauses.
    """
    found = []
    at = 0
    for text in map(folded, texts):
        said = ""
        first = at
        while at < len(words) and len(said) < len(text):
            said = f"{said} {words[at].text}" if said else words[at].text
            at += 1
        if said != text:
            return _parted(words)
        if said:
            found.append(Passage(said, words[first].start_s, words[at - 1].end_s))
    return tuple(found) if found and at == len(words) else _parted(words)


def _parted(words: Sequence[Passage]) -> tuple[Passage, ...]:
    found: list[Passage] = []
    for word in words:
        last = found[-1] if found else None
        if (
            last
            and word.start_s - last.end_s <= _APART_S
            and word.start_s - last.start_s < _LONGEST_S
        ):
            found[-1] = Passage(f"{last.text} {word.text}", last.start_s, word.end_s)
        else:
            found.append(word)
    return tuple(found)
