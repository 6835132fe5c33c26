"""Where the subject of a text without headings turns, and what each part is about.

Lexical cohesion after Hearst, "TextTiling: Segmenting Text into Multi-paragraph Subtopic
Passages" (1997): the words before a place and those after it are compared, and a place where they
have least in common, measured from the peaks around it, is a turn.
"""

from __future__ import annotations

import math
import re
from array import array
from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from pipeline.settings.script_settings import ChapterRules

WINDOW_WORDS = 120
"""Content words compared on each side of a place."""
VOCABULARY = 500
"""Most frequent content words that are compared."""
PARAGRAPH_BONUS = 0.25
"""How much deeper a place at a paragraph's start counts."""
TITLE_WORDS = 4
_LINES_AT_ONCE = 128

_WORD = re.compile(r"[^\W\d_][\w’'-]*")


@dataclass(frozen=True, slots=True)
class Turn:
    """A place where the subject turns."""

    at: int
    """Index of the first sentence of the new subject."""
    title: str
    """What it is about, in the text's own words."""


def turns(
    lines: Sequence[str],
    lengths_s: Sequence[float],
    opens: Sequence[bool],
    rules: ChapterRules,
    common: frozenset[str],
) -> list[Turn]:
    """Find where the subject turns.

    Args:
        lines: Sentences in order.
        lengths_s: Seconds each takes.
        opens: Whether each begins a paragraph.
        rules: How long chapters may be.
        common: Words too common to tell what a text is about, lower case.

    Returns:
        Turns in order, none at the first sentence; time and memory linear in the text.
    """
    words = _coded(lines, common)
    until_s = np.cumsum(np.asarray(lengths_s, dtype=np.float64))
    starts_s = np.concatenate([[0.0], until_s[:-1]])
    total_s = float(until_s[-1]) if len(until_s) else 0.0
    ideal_s = math.sqrt(max(rules.shortest_s, 1) * rules.longest_s) * 1.5
    wanted = min(max(1, round(total_s / ideal_s) - 1), 200)
    depths = _depths(words) * np.where(np.asarray(opens), 1 + PARAGRAPH_BONUS, 1.0)
    nearest_s = max(float(rules.shortest_s), ideal_s / 2)
    chosen = _chosen(depths, starts_s, total_s, wanted, nearest_s)
    return _titled(chosen, lines, common)


@dataclass(frozen=True, slots=True)
class _Words:
    """The content words of lines, as numbers in the order of their first use."""

    codes: NDArray[np.uint32]
    """Of all words in their order."""
    ends: NDArray[np.int64]
    """Words up to the end of each line, with a 0 in front."""


def _coded(lines: Sequence[str], common: frozenset[str]) -> _Words:
    known: dict[str, int] = {}
    codes, ends = array("I"), array("q", [0])
    for line in lines:
        codes.extend(known.setdefault(stem, len(known)) for stem in _content(line, common))
        ends.append(len(codes))
    return _Words(np.array(codes, dtype=np.uint32), np.array(ends))


def _content(line: str, common: frozenset[str]) -> Iterator[str]:
    for found in _WORD.finditer(line.lower().replace("’", "'")):
        stem = _stem(found[0])
        if len(stem) > 2 and found[0] not in common:
            yield stem


def _stem(word: str) -> str:
    word = word.removesuffix("'s")
    for ending in ("ing", "ed", "es", "s", "ly"):
        if word.endswith(ending) and len(word) - len(ending) > 3:
            return word.removesuffix(ending)
    return word


def _depths(words: _Words) -> NDArray[np.float64]:
    """Return for each line how deep the valley of cohesion before it is."""
    cohesion = _cohesion(words)
    smooth = np.convolve(np.pad(cohesion, 1, mode="edge"), np.full(3, 1 / 3), mode="valid")
    peaks = _peak_before(smooth) + _peak_before(smooth[::-1])[::-1]
    depths: NDArray[np.float64] = peaks - 2 * smooth
    return depths


def _cohesion(words: _Words) -> NDArray[np.float64]:
    """Return for each line how much the words before it and from it on have in common.

    A few lines at a time: bags of words of a whole book take forty times its size.
    """
    counts = np.bincount(words.codes) if len(words.codes) else np.zeros(1, dtype=np.int64)
    frequent = np.argsort(-counts, kind="stable")[:VOCABULARY]
    frequent = frequent[counts[frequent] > 1]
    columns = np.full(len(counts), -1)
    columns[frequent] = np.arange(len(frequent))
    starts = words.ends[:-1]
    before = np.searchsorted(words.ends, starts - WINDOW_WORDS)
    after = np.minimum(np.searchsorted(words.ends, starts + WINDOW_WORDS), len(starts))
    cohesion = np.empty(len(starts))
    for first in range(0, len(starts), _LINES_AT_ONCE):
        here = slice(first, first + _LINES_AT_ONCE)
        places = np.stack([words.ends[before[here]], starts[here], words.ends[after[here]]])
        sums = _sums_at(places, words.codes, columns, max(len(frequent), 1))
        left, right = sums[1] - sums[0], sums[2] - sums[1]
        norms = np.linalg.norm(left, axis=1) * np.linalg.norm(right, axis=1)
        cohesion[here] = np.einsum("ij,ij->i", left, right) / np.maximum(norms, 1e-9)
    return cohesion


def _sums_at(
    places: NDArray[np.int64], codes: NDArray[np.uint32], columns: NDArray[np.int64], width: int
) -> NDArray[np.float64]:
    """Return how often each frequent word stands before each of *places*, from the least on."""
    edges, at = np.unique(places, return_inverse=True)
    bags = np.zeros((len(edges), width))
    for row, (start, end) in enumerate(pairwise(edges), 1):
        found = columns[codes[start:end]]
        bags[row] = np.bincount(found[found >= 0], minlength=width)
    return np.cumsum(bags, axis=0)[at.reshape(places.shape)]


def _peak_before(cohesion: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return for each place the height that cohesion climbs to, going backwards from it."""
    peaks = cohesion.copy()
    for at in range(1, len(peaks)):
        if cohesion[at - 1] >= cohesion[at]:
            peaks[at] = peaks[at - 1]
    return peaks


def _chosen(
    depths: NDArray[np.float64],
    starts_s: NDArray[np.float64],
    total_s: float,
    wanted: int,
    nearest_s: float,
) -> list[int]:
    """Take the deepest valleys that are not too near to one another or to the ends."""
    chosen: list[int] = []
    taken_s = [0.0, total_s]
    for at in map(int, np.argsort(-depths, kind="stable")):
        start_s = float(starts_s[at])
        place = bisect(taken_s, start_s)
        if all(
            abs(start_s - other) >= nearest_s for other in taken_s[max(place - 1, 0) : place + 1]
        ):
            taken_s.insert(place, start_s)
            chosen.append(at)
        if len(chosen) == wanted:
            break
    return sorted(chosen)


def _titled(chosen: Sequence[int], lines: Sequence[str], common: frozenset[str]) -> list[Turn]:
    edges = [*chosen, len(lines)]
    parts = [lines[start:end] for start, end in pairwise(edges)]
    first = lines[: edges[0]]
    phrases = [Counter(_phrases(part, common)) for part in (first, *parts)]
    spread = Counter(key for found in phrases for key in found)
    found = []
    taken: set[str] = set()
    for at, part, counted in zip(chosen, parts, phrases[1:], strict=True):
        title = _title(part, counted, spread, len(phrases), taken)
        found.append(Turn(at, title))
    return found


def _phrases(part: Sequence[str], common: frozenset[str]) -> Iterator[str]:
    """Yield runs of content words, and the words of each, in lower case."""
    for run in _runs(part, common):
        words = run.lower().split()
        yield from words
        for size in range(2, min(len(words), TITLE_WORDS) + 1):
            yield " ".join(words[:size])


def _runs(part: Sequence[str], common: frozenset[str]) -> Iterator[str]:
    for line in part:
        end, run = -1, list[str]()
        for word in _WORD.finditer(line):
            joins = line[end : word.start()] == " " if run else True
            is_common = word[0].lower().replace("’", "'") in common
            if run and (is_common or not joins):
                yield " ".join(run)
                run = []
            if not is_common:
                run.append(word[0])
            end = word.end()
        if run:
            yield " ".join(run)


def _title(
    part: Sequence[str], counted: Counter[str], spread: Counter[str], n_parts: int, taken: set[str]
) -> str:
    """Return the phrase that is most this part's own, as it is first written."""

    def weight(key: str) -> float:
        own = math.log((n_parts + 1) / spread[key])
        often = counted[key] if counted[key] > 1 else 0.4
        names_a_thing = 0.5 if key.endswith(("ing", "ed", "ly")) else 1.0
        return often * own * (1 + 0.8 * key.count(" ")) * names_a_thing

    candidates = sorted(counted, key=lambda key: (-weight(key), key))
    words_taken = {word for title in taken for word in title.split()}
    fresh = [key for key in candidates if len(key) > 3 and not set(key.split()) & words_taken]
    key = next(iter(fresh or candidates), "")
    taken.add(key)
    written = next(
        (m[0] for line in part if (m := re.search(rf"\b{re.escape(key)}\b", line, re.IGNORECASE))),
        key,
    )
    return written[:1].upper() + written[1:]
