"""Passages become utterances: sentences, or clauses of long ones, each with its spoken form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.lexicon import Lexicon
from pipeline.script.audible import Audible, audible, settled
from pipeline.script.clauses import COMFORTABLE, clauses
from pipeline.script.passages import Passage
from pipeline.sentences import sentences
from pipeline.spoken import Spoken, spoken
from pipeline.values.script import Omission, Pause, Piece, Span, Utterance

HARD_CAP = 1_000
"""Spoken characters no utterance exceeds: far below the 13,000 that espeak survives."""

LINE_BREAK = "\u2028"
"""Stands for a hard line break in audible text: an utterance ends there."""

NO_WORDS = "no words in it"


@dataclass(frozen=True, slots=True)
class Speech:
    """How text becomes its spoken form in this script."""

    language: str = "en"
    lexicon: Lexicon | None = None
    emoji: str = "omit"
    bare_urls: str = "site"

    def of(self, text: str) -> Spoken:
        """Return the spoken form of *text*."""
        return spoken(
            text,
            language=self.language,
            lexicon=self.lexicon,
            emoji=self.emoji,
            bare_urls=self.bare_urls,
        )


def utter(
    passage: Passage, text: str, speech: Speech
) -> tuple[tuple[Utterance, ...], tuple[Omission, ...]]:
    """Return what is said of *passage*, and what of it is not.

    Args:
        passage: The passage.
        text: Its block's text; the show's own words if it has no block.
        speech: How text becomes its spoken form.

    Returns:
        Utterances in order, and omissions; every visible character of the passage is in one.
    """
    changes = tuple(settled(passage.changes, passage.start, passage.end))
    heard = audible(text, passage.start, passage.end, changes)
    said = [
        utterance
        for start, end, pause in _stretches(heard, passage, speech.language)
        for utterance in _said(heard, start, end, pause, passage, text, speech)
    ]
    if said:
        said[-1] = replace(said[-1], pause=passage.pause)
    if passage.block is None:
        return tuple(said), ()
    silent = [
        Omission(text[c.start : c.end], c.reason, Span(passage.block, c.start, c.end))
        for c in changes
        if not c.words and text[c.start : c.end].strip()
    ]
    spans = [u.span for u in said] + [o.span for o in silent]
    wordless = _wordless(text, passage, spans)
    omitted = sorted([*silent, *wordless], key=lambda o: o.span.start)
    return tuple(said), tuple(omitted)


def _stretches(heard: Audible, passage: Passage, language: str) -> Iterator[tuple[int, int, Pause]]:
    """Yield audible spans of sentences, cut at hard breaks, with the pause after each."""
    begin = 0
    while begin < len(heard.text):
        found = heard.text.find(LINE_BREAK, begin)
        until = len(heard.text) if found < 0 else found
        spans = sentences(heard.text[begin:until], language)
        start = None
        for a, b in spans:
            start = begin + a if start is None else start
            is_last = (a, b) == spans[-1]
            written = heard.written(start, begin + b)
            if written[0] == written[1] and not is_last:
                continue  # words put in go with the written ones they announce
            yield start, begin + b, Pause.CLAUSE if is_last and found >= 0 else Pause.SENTENCE
            start = None
        begin = until + 1


def _said(
    heard: Audible,
    start: int,
    end: int,
    pause: Pause,
    passage: Passage,
    text: str,
    speech: Speech,
    limit: int = COMFORTABLE,
) -> Iterator[Utterance]:
    for a, b in clauses(heard.text, start, end, limit):
        piece = heard.text[a:b]
        visible = piece.strip()
        if not visible:
            continue
        first = a + len(piece) - len(piece.lstrip())
        last = first + len(visible)
        form = speech.of(visible)
        if len(form.text) > HARD_CAP and limit > 1 and len(visible) > 1:
            yield from _said(heard, first, last, pause, passage, text, speech, limit // 2)
        elif form.text.strip():
            after = pause if b >= end else _pause_within(visible)
            yield _utterance(heard, first, last, form, after, passage, text)


def _utterance(
    heard: Audible,
    first: int,
    last: int,
    form: Spoken,
    pause: Pause,
    passage: Passage,
    text: str,
) -> Utterance:
    start, end = heard.written(first, last)
    own = passage.block is None
    return Utterance(
        role=passage.role,
        text=text[start:end],
        spoken=form.text,
        pause=pause,
        span=Span(None) if own else Span(passage.block, start, end),
        pieces=tuple(_pieces(heard, first, form, start, end)),
        speaker=passage.speaker,
    )


def _pieces(heard: Audible, first: int, form: Spoken, start: int, end: int) -> Iterator[Piece]:
    for piece in form.pieces:
        if piece.end > piece.start:
            a, b = heard.written(first + piece.start, first + piece.end)
            a, b = max(a, start) - start, min(b, end) - start
            if b > a:
                yield Piece(a, b, piece.spoken_start, piece.spoken_end)


def _pause_within(visible: str) -> Pause:
    return Pause.NONE if visible[-1].isalnum() else Pause.CLAUSE


def _wordless(text: str, passage: Passage, spans: Sequence[Span]) -> Iterator[Omission]:
    at = passage.start
    for span in [*sorted(spans, key=lambda s: s.start), Span(None, passage.end, passage.end)]:
        gap = text[at : span.start]
        visible = gap.strip()
        if visible:
            start = at + len(gap) - len(gap.lstrip())
            yield Omission(visible, NO_WORDS, Span(passage.block, start, start + len(visible)))
        at = max(at, span.end)
