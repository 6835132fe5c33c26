"""Weighs the evidence for flattened headings on Markdown essays, whose headings are known.

``python benchmarks/heading_weights.py FOLDER… [--held-out FOLDER…]`` flattens every essay of the
folders to one line, as a show's listing does, fits a conditional logit (which split of a sentence
is the heading, if any) and prints the weights as ``pipeline/reading/weights.py`` holds them, then
recall and precision on the essays held out. Precision is a lower bound: a paragraph that opens with
a bold phrase counts as no heading.
"""

from __future__ import annotations

import argparse
import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from benchmark_notes import print_taken

from pipeline.errors import SourceError
from pipeline.languages.sentences import sentences
from pipeline.reading.evidence import evidence
from pipeline.reading.flattened import blocks_of_flattened
from pipeline.reading.headings import splits
from pipeline.reading.markdown import blocks_of_markdown
from pipeline.reading.structure import refined
from pipeline.reading.usage import usage_in
from pipeline.values.essay import Block, BlockKind, ContainerKind, MarkKind

_FRONT_MATTER = re.compile(r"\A(?:---\n.*?\n---\n|\+\+\+\n.*?\n\+\+\+\n)", re.DOTALL)
_FIGURE = re.compile(r"\W*(?:Figure|Fig|Table)\b")
_SHORTEST, _LONGEST = 2_500, 120_000
_FEWEST = 20
"""Times something must be seen to be weighed."""
_RIDGE = 1.0

Seen = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Flat:
    """An essay on one line, and where its headings stand."""

    text: str
    headings: dict[int, int]


@dataclass(frozen=True, slots=True)
class Choice:
    """What is seen at each split of a sentence, and which of them is the heading, if any."""

    seen: tuple[tuple[Seen, ...], ...]
    right: int | None


def flattened(path: Path) -> Flat | None:
    """Return the essay at *path* on one line; None where it has no headings or is no essay."""
    text = _FRONT_MATTER.sub("", path.read_text(encoding="utf-8", errors="replace"))
    if not _SHORTEST <= len(text) <= _LONGEST:
        return None
    try:
        blocks = refined(blocks_of_markdown(text))
    except SourceError:
        return None
    parts: list[str] = []
    headings: dict[int, int] = {}
    at = 0
    for block in blocks:
        line = _line(block)
        if not line:
            continue
        if block.kind is BlockKind.HEADING and "[" not in line:
            headings[at] = at + len(line)
        parts.append(line)
        at += len(line) + 1
    return Flat(" ".join(parts), headings) if len(headings) > 1 else None


def _line(block: Block) -> str:
    """Return *block* as a listing shows it, empty for what a listing leaves out."""
    if block.kind not in {BlockKind.HEADING, BlockKind.PARAGRAPH} or _FIGURE.match(block.text):
        return ""
    if any(c.kind is ContainerKind.FOOTNOTE for c in block.within):
        return ""
    text = block.text
    for mark in sorted(block.marks, key=lambda mark: -mark.start):
        if mark.kind is MarkKind.LINK and mark.target.startswith("http"):
            address = mark.target.replace(" ", "%20")
            text = f"{text[: mark.end]} [{address}]{text[mark.end :]}"
        elif mark.kind is MarkKind.FOOTNOTE:
            text = text[: mark.start] + text[mark.end :]
    item = any(c.kind is ContainerKind.LIST_ITEM for c in block.within)
    return ("* " if item and text.strip() else "") + " ".join(text.split())


def choices(flat: Flat) -> Iterator[Choice]:
    """Yield a choice for each sentence of *flat* that could begin with a heading."""
    usage = usage_in(flat.text)
    spans = [*sentences(flat.text), (len(flat.text), len(flat.text))]
    for (start, end), following in itertools.pairwise(spans):
        at: int | None = start + len(flat.text[start:end]) - len(flat.text[start:end].lstrip())
        while at is not None and at < end:
            found = list(splits(flat.text, (at, end), following))
            right = flat.headings.get(at)
            ends = [stop for stop, _ in found]
            if found:
                seen = tuple(tuple(evidence(split, usage)) for _, split in found)
                yield Choice(seen, ends.index(right) if right in ends else None)
            at = right + 1 if right is not None else None


def fitted(chosen: Sequence[Choice]) -> dict[Seen, float]:
    """Return the weight of all that is seen often enough, by gradient ascent (Adam)."""
    counts = Counter(seen for choice in chosen for split in choice.seen for seen in split)
    names = {seen: n for n, seen in enumerate(s for s, times in counts.items() if times >= _FEWEST)}
    names[("any", "heading")] = len(names)
    rows: list[int] = []
    columns: list[int] = []
    group: list[int] = []
    right: list[bool] = []
    for at, choice in enumerate(chosen):
        for index, split in enumerate(choice.seen):
            known = [names[seen] for seen in (*split, ("any", "heading")) if seen in names]
            columns += known
            rows += [len(group)] * len(known)
            group.append(at)
            right.append(index == choice.right)
    weights = _ascended(np.array(rows), np.array(columns), np.array(group), np.array(right))
    return {seen: float(weights[n]) for seen, n in names.items()}


def _ascended(
    rows: npt.NDArray[np.int64],
    columns: npt.NDArray[np.int64],
    group: npt.NDArray[np.int64],
    right: npt.NDArray[np.bool_],
) -> npt.NDArray[np.float64]:
    weights = np.zeros(columns.max() + 1)
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, 1_200):
        likely = np.exp(np.clip(np.bincount(rows, weights[columns], len(group)), -40, 40))
        share = likely / (1 + np.bincount(group, likely))[group]
        slope = np.bincount(columns, (right - share)[rows], len(weights)) - _RIDGE * weights
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope * slope
        pace = 0.05 if step < 900 else 0.01
        weights += pace * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return weights


def scored(essays: Sequence[Flat]) -> str:
    """Return recall and precision of what is found in *essays* with the weights there are."""
    wanted = got = made_up = 0
    for flat in essays:
        there = {flat.text[start:end] for start, end in flat.headings.items()}
        found = {b.text for b in blocks_of_flattened(flat.text) if b.kind is BlockKind.HEADING}
        wanted, got, made_up = (
            wanted + len(there),
            got + len(there & found),
            made_up + len(found - there),
        )
    return (
        f"{got} of {wanted} headings found, {got / max(1, wanted):.0%}; {made_up} found that are "
        f"none, precision {got / max(1, got + made_up):.0%}"
    )


def _essays(folders: Sequence[Path]) -> list[Flat]:
    paths = sorted(p for folder in folders for p in folder.rglob("*.md"))
    return [flat for path in paths if (flat := flattened(path))]


def main() -> None:
    """Fit, print the weights, and score what is held out."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--held-out", nargs="*", type=Path, default=[])
    asked = parser.parse_args()
    print_taken()
    if asked.folders:
        weights = fitted([c for flat in _essays(asked.folders) for c in choices(flat)])
        for kind, seen in itertools.groupby(sorted(weights), key=lambda seen: seen[0]):
            print(f'    "{kind}": {{')
            for pair in seen:
                if abs(weights[pair]) >= 0.05:
                    print(f'        "{pair[1]}": {weights[pair]:.1f},')
            print("    },")
    if asked.held_out:
        print("with the weights in place:", scored(_essays(asked.held_out)))


if __name__ == "__main__":
    main()
