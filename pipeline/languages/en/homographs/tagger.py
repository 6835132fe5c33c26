"""Parts of speech, word by word from left to right, by a linear model over hashed features.

The tags are those of the Penn Treebank, the rare ones merged. The model is an averaged perceptron
(Collins, 2002).
"""

from __future__ import annotations

from collections.abc import Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from pipeline.languages.en.homographs.sentence_words import folded, shape

TAGS = (
    *("NN", "NNS", "NNP", "PRP", "PRP$", "DT", "JJ", "RB", "IN", "TO", "MD", "VB"),
    *("VBP", "VBZ", "VBD", "VBN", "VBG", "CC", "CD", "W", "POS", "RP", "EX", "PUNCT"),
)
ROWS = 1 << 16
"""Rows of the weights' table; a feature's hash chooses its row."""
_OF_THE_WORD = frozenset({1, 2, 3, 4, 12, 13})
"""Which of a word's static features hold the word itself."""
_VERBS = [TAGS.index(tag) for tag in ("VB", "VBP", "VBZ")]
_OTHERS = [TAGS.index(tag) for tag in ("NN", "NNS", "JJ")]
_STEP, _STEPS = 40, 6
"""A margin between scores counts in steps, up to so many."""
EDGE = "-"
"""The tag and the word before the first and after the last."""


def static_rows(words: Sequence[str]) -> list[list[int]]:
    """Return for each word the rows of those features that need no tag."""
    n = [EDGE, EDGE, *map(folded, words), EDGE, EDGE]
    shapes = [EDGE, *map(shape, words), EDGE]
    return [
        [
            crc32(feature.encode()) % ROWS
            for feature in (
                "b",
                f"w{n[j]}",
                f"c{n[j][-3:]}",
                f"d{n[j][-2:]}",
                f"e{n[j][:3]}",
                f"h{shapes[j - 1]}{'0' if j == 2 else '1'}",
                f"p{n[j - 1]}",
                f"q{n[j - 1][-3:]}",
                f"r{n[j - 2]}",
                f"n{n[j + 1]}",
                f"o{n[j + 1][-3:]}",
                f"s{n[j + 2]}",
                f"t{n[j - 1]} {n[j]}",
                f"u{n[j]} {n[j + 1]}",
                f"v{shapes[j]}{shapes[j - 2]}",
            )
        ]
        for j in range(2, len(words) + 2)
    ]


def tag_rows(word: str, before: str, before_that: str) -> list[int]:
    """Return the rows of the features that hold the two tags before *word*."""
    features = (
        f"A{before}",
        f"B{before_that}",
        f"C{before}{before_that}",
        f"D{before} {folded(word)}",
    )
    return [crc32(feature.encode()) % ROWS for feature in features]


def tags(words: Sequence[str], weights: NDArray[np.generic]) -> list[str]:
    """Return the part of speech of each of *words*.

    Args:
        words: Words and signs of one sentence.
        weights: Shape (:data:`ROWS`, number of :data:`TAGS`).
    """
    found: list[str] = []
    before = before_that = EDGE
    for word, rows in zip(words, static_rows(words), strict=True):
        scores = weights[rows + tag_rows(word, before, before_that)].sum(axis=0, dtype=np.float32)
        before, before_that = TAGS[int(scores.argmax())], before
        found.append(before)
    return found


def expected(
    words: Sequence[str], found: Sequence[str], at: int, weights: NDArray[np.generic]
) -> tuple[str, int]:
    """Return what the words around word *at* let one expect there, whatever word it is.

    Args:
        words: Words and signs of one sentence.
        found: Their tags.
        at: Which word.
        weights: See :func:`tags`.

    Returns:
        The likeliest tag, and by how many steps a verb is likelier than a noun or adjective.
    """
    first = max(0, at - 3)
    static = static_rows(words[first : at + 4])[at - first]
    before = found[at - 1] if at else EDGE
    before_that = found[at - 2] if at > 1 else EDGE
    rows = [row for k, row in enumerate(static) if k not in _OF_THE_WORD]
    rows += tag_rows(words[at], before, before_that)[:3]
    scores = weights[rows].sum(axis=0, dtype=np.float32)
    margin = (scores[_VERBS].max() - scores[_OTHERS].max()) / _STEP
    return TAGS[int(scores.argmax())], int(np.clip(np.rint(margin), -_STEPS, _STEPS))
