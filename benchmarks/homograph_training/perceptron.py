"""The tagger's training: an averaged perceptron (Collins, 2002)."""

from __future__ import annotations

import random

import numpy as np
from material import Tagged
from numpy.typing import NDArray

from pipeline.languages.en.homographs.tagger import EDGE, ROWS, TAGS, static_rows, tag_rows


def train(sentences: list[Tagged], epochs: int = 6) -> NDArray[np.float32]:
    """Return weights, shape (ROWS, tags), averaged over all steps."""
    weights = np.zeros((ROWS, len(TAGS)), np.float32)
    summed = np.zeros_like(weights)
    step = 1
    number = {tag: i for i, tag in enumerate(TAGS)}
    prepared = [
        (
            [word for word, _ in sentence],
            static_rows([word for word, _ in sentence]),
            [number[tag] for _, tag in sentence],
        )
        for sentence in sentences
    ]
    order = random.Random(1)
    for _ in range(epochs):
        order.shuffle(prepared)
        for words, rows_of, golden in prepared:
            before = before_that = EDGE
            for word, static, gold in zip(words, rows_of, golden, strict=True):
                rows = static + tag_rows(word, before, before_that)
                guess = int(weights[rows].sum(axis=0).argmax())
                if guess != gold:
                    weights[rows, gold] += 1
                    weights[rows, guess] -= 1
                    summed[rows, gold] += step
                    summed[rows, guess] -= step
                step += 1
                before, before_that = TAGS[guess], before
    averaged: NDArray[np.float32] = weights - summed / step
    return averaged


def small(weights: NDArray[np.float32], clip: float) -> NDArray[np.int8]:
    """Return *weights* as integers from -127 to 127; *clip* of the range becomes 127."""
    top = np.quantile(np.abs(weights[weights != 0]), clip)
    return np.clip(np.rint(weights / top * 127), -127, 127).astype(np.int8)
