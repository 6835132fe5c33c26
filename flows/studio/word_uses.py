"""Where a word stands: every sentence of the show that a change of it reaches."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from flows.shelf import Shelved
from flows.studio.rooms import Rooms, essay_id
from pipeline.languages.sentences import sentences
from pipeline.settings.show import Show

MOST_USES = 60


@dataclass(frozen=True, slots=True)
class WordUse:
    """A sentence with the word, in an essay."""

    id: str
    title: str
    text: str


def word_uses(
    word: str, rooms: Rooms, show: Show, most: int | None = MOST_USES
) -> tuple[tuple[WordUse, ...], int]:
    """Return sentences that hold *word*, at most *most* if given, and how many there are."""
    pattern = _pattern(word)
    found: list[WordUse] = []
    n = 0
    for one in rooms.shelf(show):
        if not isinstance(one, Shelved):
            continue
        for text in _holding(pattern, one):
            n += 1
            if most is None or len(found) < most:
                found.append(WordUse(essay_id(one.essay.key), one.essay.title, text))
    return tuple(found), n


def _holding(pattern: re.Pattern[str], one: Shelved) -> Iterator[str]:
    for block in one.essay.blocks:
        if not pattern.search(block.text):
            continue
        for start, end in sentences(block.text, one.essay.language):
            if pattern.search(block.text[start:end]):
                yield block.text[start:end]


def _pattern(word: str) -> re.Pattern[str]:
    """Return what finds *word* as lexicons do: in any case if it has no capital."""
    flags = re.IGNORECASE if word == word.lower() else re.NOFLAG
    return re.compile(rf"(?<!\w){re.escape(word)}(?:['’]?s)?(?!\w)", flags)
