"""When each word and each sound of a text is heard, from the onsets of a model's symbols."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.speech.engines.neural.alphabet import is_sound, sound_of
from pipeline.speech.engines.neural.pronunciation import Sounds

_WRITTEN_WORD = re.compile(r"\S+")


def word_times(
    text: str, sounds: Sounds, heard: Sequence[tuple[int, int]], last: int
) -> tuple[tuple[int, int, int], ...]:
    """Return when each written word begins to sound; one without sound when the next does.

    Args:
        text: What is written.
        sounds: The text in the model's alphabet.
        heard: Index of a symbol, and the sample it begins at.
        last: Samples of the whole.
    """
    spans = [match.span() for match in _WRITTEN_WORD.finditer(text)]
    first: dict[int, int] = {}
    which = 0
    for index, at in heard:
        place = sounds.places[index]
        if place < 0 or not is_sound(sounds.symbols[index]):
            continue
        while which < len(spans) and spans[which][1] <= place:
            which += 1
        first.setdefault(which, at)
    words: list[tuple[int, int, int]] = []
    following = last
    for index in reversed(range(len(spans))):
        following = first.get(index, following)
        words.append((*spans[index], following))
    return tuple(reversed(words))


def phoneme_times(
    sounds: Sounds, heard: Sequence[tuple[int, int]], end: int
) -> tuple[tuple[str, int], ...]:
    """Return when each sound begins, in IPA, and at last where all of them end."""
    symbols = ((sounds.symbols[index], at) for index, at in heard)
    told = tuple((sound_of(symbol), at) for symbol, at in symbols if is_sound(symbol))
    return (*told, ("", end))
