"""An essay in numbers, for its picture: how long its paragraphs and sections are."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

from pipeline.values.essay import BlockKind, Essay


@dataclass(frozen=True, slots=True)
class EssayShape:
    """Words by paragraph and by section, in the order of the essay."""

    paragraphs: tuple[int, ...]
    sections: tuple[int, ...]

    def beats(self, n: int) -> list[float]:
        """Return the paragraphs as *n* values, 0 to 1: each the share of the longest there."""
        return _shares(_spread(self.paragraphs, n))

    def parts(self, most: int, least: int = 3) -> list[float]:
        """Return the sections, *least* to *most* of them, as shares of the longest, 0 to 1."""
        if len(self.sections) >= least:
            sections = self.sections
            return _shares(_spread(sections, most) if len(sections) > most else list(sections))
        return _shares(_spread(self.paragraphs, least + len(self.paragraphs) % 3))


def essay_shape(essay: Essay) -> EssayShape:
    """Return the shape of *essay*; a heading begins a section."""
    paragraphs: list[int] = []
    sections = [0]
    for block in essay.blocks:
        n_words = len(block.text.split())
        if block.kind is BlockKind.HEADING:
            sections.append(0)
        elif n_words:
            paragraphs.append(n_words)
            sections[-1] += n_words
    return EssayShape(tuple(paragraphs), tuple(n for n in sections if n))


def shape_of_words(text: str) -> EssayShape:
    """Return the shape of a text that is a title only: its words, by their letters."""
    words = [len(word) for word in text.split()[:60]] or [4]
    return EssayShape(tuple(words), ())


def _spread(values: tuple[int, ...], n: int) -> list[float]:
    """Return *values* as *n*: sums over equal stretches of many, few drawn out in between."""
    if not values:
        return [1.0] * n
    if len(values) >= n:
        edges = [round(i * len(values) / n) for i in range(n + 1)]
        return [sum(values[a:b]) / (b - a) for a, b in pairwise(edges)]
    found = []
    for i in range(n):
        at = i * (len(values) - 1) / max(n - 1, 1)
        low = min(int(at), len(values) - 1)
        high = min(low + 1, len(values) - 1)
        swell = 0.72 + 0.28 * math.sin(2.4 * i + len(values))
        found.append((values[low] * (low + 1 - at) + values[high] * (at - low)) * swell)
    return found


def _shares(values: list[float]) -> list[float]:
    largest = max(values)
    return [value / largest for value in values]
