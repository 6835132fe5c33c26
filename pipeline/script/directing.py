"""Directing: the author's directions find their sentences, and what they leave out or have said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from pipeline.languages.lexicon import Lexeme, Lexicon
from pipeline.script.passages import Passage, Plan
from pipeline.values.directions import Directions, SentenceDirection, WordSound, folded
from pipeline.values.script import Omission, Role, Utterance

Place: TypeAlias = tuple[int | None, int, int, str]
"""Block, start and end of an utterance; and its words, where they are the show's own."""

LEFT_OUT = "left out by its author"


def place_of(block: int | None, start: int, end: int, text: str) -> Place:
    """Return the place of an utterance of the characters ``[start, end)`` of *block*."""
    return (None, 0, 0, text) if block is None else (block, start, end, "")


def with_words(lexicon: Lexicon | None, words: Iterable[WordSound]) -> Lexicon | None:
    """Return *lexicon* with *words* before its own."""
    lexemes = tuple(
        Lexeme((word.written,), alias=word.alias, phoneme=word.phoneme) for word in words
    )
    return Lexicon((*lexemes, *(lexicon.lexemes if lexicon else ()))) if lexemes else lexicon


def found_sentences(
    utterances: Sequence[Utterance], directions: Directions
) -> tuple[Mapping[Place, SentenceDirection], tuple[str, ...]]:
    """Return the directions by the utterance that each is for, and what fits none, in words.

    A text that stands once is found wherever it stands; of several alike, those are meant that
    have the most of the neighbours named.
    """
    texts = [folded(utterance.text) for utterance in utterances]
    at: dict[str, list[int]] = defaultdict(list)
    for index, text in enumerate(texts):
        at[text].append(index)
    found: dict[Place, SentenceDirection] = {}
    unmet = []
    for wanted in directions.sentences:
        if wanted.say:
            continue
        here = _meant(wanted, at.get(wanted.text, []), texts)
        for index in here:
            span = utterances[index].span
            place = place_of(span.block, span.start, span.end, utterances[index].text)
            found[place] = wanted
        if not here:
            alike = len(at.get(wanted.text, ()))
            why = f"fits {alike} sentences alike" if alike else "its sentence is gone"
            unmet.append(in_words(wanted, why))
    return found, tuple(unmet)


def _meant(wanted: SentenceDirection, alike: list[int], texts: Sequence[str]) -> list[int]:
    """Return which of the places *alike* are meant."""
    if len(alike) < 2 or not (wanted.after or wanted.before):
        return alike
    scores = {
        index: (bool(wanted.after) and texts[index - 1 : index] == [wanted.after])
        + (bool(wanted.before) and texts[index + 1 : index + 2] == [wanted.before])
        for index in alike
    }
    best = max(scores.values())
    return [index for index in alike if scores[index] == best] if best else []


def in_words(direction: SentenceDirection, why: str) -> str:
    """Return what is wrong with *direction*, as people read it."""
    text = direction.text if len(direction.text) <= 80 else f"{direction.text[:79]}…"
    return f"{direction.where}: {why}: “{text}”"


def said_after_all(
    index: int, plan: Plan, text: str, wanted: Mapping[str, SentenceDirection], met: set[str]
) -> Plan:
    """Return *plan* with what it leaves out and *wanted* says, said in its place.

    Args:
        index: The essay's block.
        plan: What its policy makes of it.
        text: Its text.
        wanted: Directions that have something said, by its folded text.
        met: Learns which of them were for something here.
    """
    again = [omission for omission in plan.omitted if folded(omission.text) in wanted]
    passages = []
    for passage in plan.passages:
        kept = tuple(
            change
            for change in passage.changes
            if change.words or folded(text[change.start : change.end]) not in wanted
        )
        met |= {folded(text[c.start : c.end]) for c in set(passage.changes) - set(kept)}
        if passage.block is not None or not again:  # what was announced is said itself now
            passages.append(replace(passage, changes=kept))
    for omission in again:
        met.add(folded(omission.text))
        span = omission.span
        passages.append(Passage(Role.NARRATOR, block=index, start=span.start, end=span.end))
    rest: tuple[Omission, ...] = tuple(it for it in plan.omitted if it not in again)
    return Plan(tuple(sorted(passages, key=lambda it: it.start)), rest)
