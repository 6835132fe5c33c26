"""How an essay writes its words, large or small: what is met small elsewhere is no name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.reading.frequent_words import COMMON_WORDS

_MET = re.compile(r"[^\W\d_][\w'’-]*|[.!?:]|\[[^\]\s]*\]")
_OUTSIDE = "“”‘\"'()[],.;:!?—–*_"
_OFTEN_LARGE = 3
"""Times a frequent name is met large within sentences."""
_OFTEN_SMALL = 5
"""Times a frequent word is met small."""


def bare(word: str) -> str:
    """Return *word* without the punctuation around it, its apostrophe straight."""
    return word.strip(_OUTSIDE).replace("’", "'")


@dataclass(frozen=True, slots=True)
class Usage:
    """How often words stand small, and how often large where no sentence begins."""

    small: Mapping[str, int]
    large: Mapping[str, int]

    def kind(self, word: str, *, after_small: bool = False) -> str:
        """Return whether *word* is ``common``, a ``name``, or ``unknown`` to the essay.

        Args:
            word: A word written large.
            after_small: Whether it stands behind a small one here, and was so counted once.
        """
        name = bare(word)
        small = self.small.get(name.lower(), 0) + 2 * (name.lower() in COMMON_WORDS)
        large = self.large.get(name, 0) - after_small
        if small and small >= 2 * large:
            return "common"
        return "name" if large > small else "unknown"

    def is_frequent(self, word: str) -> bool:
        """Return whether the essay uses *word* often in the way that it takes it."""
        name = bare(word)
        small = self.small.get(name.lower(), 0)
        return self.large.get(name, 0) >= _OFTEN_LARGE or small >= _OFTEN_SMALL


def usage_in(text: str) -> Usage:
    """Return how *text* writes its words."""
    small: Counter[str] = Counter()
    large: Counter[str] = Counter()
    before = ""
    for found in _MET.finditer(text):
        word = found[0]
        if word[0] == "[":
            continue
        if word.islower():
            small[word] += 1
        elif before.islower():
            large[bare(word)] += 1
        before = word
    return Usage(small, large)
