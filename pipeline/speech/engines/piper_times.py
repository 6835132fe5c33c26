"""When each word of piper's is heard, from the model's own durations.

piper's phonemes come from espeak-ng, which joins small words ("of the"); so a text's sounds are
held against those of its words alone, and each word begins where its first sound does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

DURATIONS = "/Ceil_output_0"
"""The model's tensor of durations, in frames of ``hop_length`` samples, one for each id."""
OFFSET_S = 0.049
"""By how much a sound is heard before its duration begins, against forced alignment."""
_WRITTEN_WORD = re.compile(r"\S+")
_NO_SOUND = frozenset(" .,;:!?¡¿—…\"“”«»()'-ˈˌːˑ^$_")


def sounding(phonemes: Sequence[str]) -> list[int]:
    """Return the places of those *phonemes* that sound: no stress, no length, no punctuation."""
    return [place for place, phoneme in enumerate(phonemes) if phoneme not in _NO_SOUND]


def word_spans(text: str) -> list[tuple[int, int]]:
    """Return where the written words of *text* stand."""
    return [match.span() for match in _WRITTEN_WORD.finditer(text)]


def word_times(
    spans: Sequence[tuple[int, int]],
    alone: Sequence[Sequence[str]],
    heard: Sequence[tuple[str, int]],
    last: int,
) -> tuple[tuple[int, int, int], ...]:
    """Return when each word begins to sound; one without sounds when the next does.

    Args:
        spans: Where each word stands in the text.
        alone: Its sounds when said by itself.
        heard: The sounds of the text and the sample each begins at, in order.
        last: Samples of the whole.

    Returns:
        ``(start, end, at)`` for each word, *at* never falling.
    """
    wanted = [sound for sounds in alone for sound in sounds]
    places = _places(wanted, [sound for sound, _ in heard])
    onsets = [at for _, at in heard]
    first: list[int | None] = []
    begun = 0
    for sounds in alone:
        place = places[begun] if sounds else len(onsets)
        first.append(onsets[place] if place < len(onsets) else None)
        begun += len(sounds)
    words: list[tuple[int, int, int]] = []
    following = last
    for span, at in zip(reversed(spans), reversed(first), strict=True):
        following = following if at is None else min(at, following)
        words.append((*span, following))
    return tuple(reversed(words))


def _places(wanted: list[str], heard: list[str]) -> list[int]:
    """Return for each of *wanted* the place in *heard* it is, or would be."""
    places: list[int] = []
    at = 0
    blocks = SequenceMatcher(None, wanted, heard, autojunk=False).get_matching_blocks()
    for start, begin, size in blocks:  # the last one is empty, at both ends
        missing = start - len(places)
        places += [at + index * (begin - at) // missing for index in range(missing)]
        places += range(begin, begin + size)
        at = begin + size
    return places
