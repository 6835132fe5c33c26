"""A cue's written words, each whole and with its own time."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline.tools.characters import folded
from pipeline.values.sound import Cue, CueWord

_WRITTEN = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class TimedWord:
    """What stands between two white spaces, punctuation included, and when it is heard."""

    text: str
    start: int
    """Sample."""
    end: int


@lru_cache(maxsize=1_024)  # each format of an episode's transcript asks for the same
def timed_words(cue: Cue) -> tuple[TimedWord, ...]:
    """Return the words of *cue*: in order, never overlapping, together all of its text.

    What is written but has no sound of its own (a dash, an emoji) stands with the word before it,
    or, at the cue's beginning, with the one after it. Where the engine told no words, the cue's
    time is shared out by their letters.
    """
    words = [word for word in (_heard(cue) if cue.words else _shared_out(cue)) if word.text]
    ends = [word.start for word in words[1:]] + [cue.end]
    return tuple(
        TimedWord(word.text, word.start, max(word.start, min(word.end, end)))
        for word, end in zip(words, ends, strict=True)
    )


def _heard(cue: Cue) -> list[TimedWord]:
    words: list[TimedWord] = []
    silent: list[str] = []
    for token, heard in _tokens(cue):
        if heard:
            start = max(heard[0].start, words[-1].start if words else cue.start)
            words.append(TimedWord(folded(" ".join([*silent, token])), start, heard[-1].end))
            silent = []
        elif words:
            last = words[-1]
            words[-1] = TimedWord(folded(f"{last.text} {token}"), last.start, last.end)
        else:
            silent.append(token)
    return words


def _tokens(cue: Cue) -> Iterator[tuple[str, list[CueWord]]]:
    """Yield each token with the words that begin in it."""
    waiting = list(reversed(cue.words))
    for match in _WRITTEN.finditer(cue.text):
        heard: list[CueWord] = []
        while waiting and waiting[-1].text_start < match.end():
            heard.append(waiting.pop())
        yield match.group(), heard


def _shared_out(cue: Cue) -> list[TimedWord]:
    tokens = folded(cue.text).split()
    letters = [0, *itertools.accumulate(len(token) for token in tokens)]
    at = [cue.start + (cue.end - cue.start) * n // (letters[-1] or 1) for n in letters]
    return [
        TimedWord(token, start, end) for token, start, end in zip(tokens, at, at[1:], strict=False)
    ]
