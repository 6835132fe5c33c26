"""Choosing: which reading each homograph of a sentence has."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.languages.en.homographs.features import syntactic, topical
from pipeline.languages.en.homographs.known_readings import Sense, homographs
from pipeline.languages.en.homographs.model_weights import (
    PLACE,
    TOPIC,
    Weights,
    hashes,
    places,
    weights,
)
from pipeline.languages.en.homographs.sentence_words import words
from pipeline.languages.en.homographs.tagger import expected, tags
from pipeline.values.script import Reading

_LETTERS = re.compile(r"[a-z]+")


def readings(text: str, language: str = "en") -> tuple[Reading, ...]:
    """Return how each homograph of *text* sounds there.

    Args:
        text: One sentence, spoken form or as written.
        language: BCP 47 tag; ``en-GB`` gives British sounds.

    Returns:
        In order, one reading a homograph; offsets into *text*.
    """
    known = homographs()
    if known.keys().isdisjoint(_LETTERS.findall(text.lower())):
        return ()
    found = words(text)
    places_in = [i for i, word in enumerate(found) if word.text.lower() in known]
    if not places_in:
        return ()
    learned = weights()
    texts = [word.text for word in found]
    parts = tags(texts, learned.tags)
    chosen = []
    for at in places_in:
        sense = choose(texts, parts, at, known[texts[at].lower()], learned)
        start, end = found[at].start, found[at].end
        chosen.append(Reading(start, end, sense.phonemes(language), sense.why))
    return tuple(chosen)


def choose(
    texts: Sequence[str], parts: Sequence[str], at: int, senses: Sequence[Sense], learned: Weights
) -> Sense:
    """Return the best of *senses* for word *at*.

    Of two, the second is weighed against the first; of more, each against the rest. A word
    without sentences of its own (some forms with an s) is judged by what all homographs share.
    """
    place = hashes(syntactic(texts, parts, at, expected(texts, parts, at, learned.tags)))
    shared = _score(learned, places(place))
    scores: list[float] = [sense.side * shared for sense in senses]
    if texts[at].lower() in learned.words:
        topic = hashes(topical(texts, parts, at))
        scores = [
            score
            + PLACE * _score(learned, places(place, sense.id))
            + TOPIC * _score(learned, places(topic, sense.id))
            for score, sense in zip(scores, senses, strict=True)
        ]
    if len(senses) == 2:
        return senses[1] if scores[1] > 0 else senses[0]
    return senses[int(np.argmax(scores))]


def _score(learned: Weights, at: NDArray[np.uint32]) -> int:
    return int(learned.senses[at].sum(dtype=np.int32))
