"""Proper nouns: which words of a sentence are names, by the tagger of the homographs."""

from __future__ import annotations

import re

from pipeline.languages.en.homographs.model_weights import weights
from pipeline.languages.en.homographs.sentence_words import words
from pipeline.languages.en.homographs.tagger import tags

_DERIVED = re.compile(r"(?:ing|ity|ness|tion|sion|ment|ism|ly|ed)$")
"""Endings of words that are made from others, which begin sentences more often than names do."""


def proper_nouns(text: str) -> frozenset[str]:
    """Return the words of the sentence *text* that are names, where a capital alone tells nothing.

    >>> sorted(proper_nouns("Mireille wrote it down."))
    ['Mireille']
    >>> sorted(proper_nouns("Nobody wrote it down."))
    []
    """
    found = [word.text for word in words(text)]
    small = [found[0].lower(), *found[1:]] if found else []
    both = zip(found, tags(found, weights().tags), tags(small, weights().tags), strict=True)
    return frozenset(
        word
        for word, part, small_part in both
        if part == "NNP" and small_part != "NNS" and word.isalpha() and not _DERIVED.search(word)
    )
