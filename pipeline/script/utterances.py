"""Passages become utterances: sentences, or clauses of long ones, each with its spoken form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from pipeline.languages import Spoken
from pipeline.languages.sentences import sentences
from pipeline.script.audible import Audible, audible, settled
from pipeline.script.clauses import COMFORTABLE, clauses
from pipeline.script.desk import Desk
from pipeline.script.directing import LEFT_OUT, place_of
from pipeline.script.mark_policy import parentheses
from pipeline.script.passages import LINE_BREAK, ROW_BREAK, Change, Passage, SpokenPassage
from pipeline.script.tongues import tongues
from pipeline.values.directions import AS_USUAL, SentenceDirection
from pipeline.values.script import Omission, Pause, Piece, Role, Span, Utterance

HARD_CAP = 1_000
"""Spoken characters no utterance exceeds: far below the 13,000 that espeak survives."""

_BREAK = re.compile(f"[{LINE_BREAK}{ROW_BREAK}]")
_PAUSES = {LINE_BREAK: Pause.CLAUSE, ROW_BREAK: Pause.ITEM}

_Form = tuple[Utterance | None, tuple[tuple[Span, str], ...]]
"""An utterance, none where there is nothing to say, and what is written there but not said, with
the reason."""

NO_WORDS = "no words in it"


def utter(passage: Passage, text: str, desk: Desk) -> SpokenPassage:
    """Return what is said of *passage*, and what of it is not.

    Args:
        passage: The passage.
        text: Its block's text; the show's own words if it has no block.
        desk: How things are said.

    Returns:
        Utterances and omissions in order; every visible character of the passage is in one.
        The last pause is the passage's neighbours' to decide.
    """
    prefix = Change(passage.start, passage.start, passage.prefix)
    if passage.block is None:
        heard = audible(text, 0, len(text), ())
        return SpokenPassage(
            passage, tuple(u for u, _ in _all_spoken(heard, passage, text, desk) if u)
        )
    changes = tuple(settled((prefix, *passage.changes), passage.start, passage.end))
    heard = audible(text, passage.start, passage.end, changes)
    forms = tuple(_all_spoken(heard, passage, text, desk))
    forms_kept = tuple(utterance for utterance, _ in forms if utterance)
    silent = [
        Omission(text[c.start : c.end], c.reason, Span(passage.block, c.start, c.end))
        for c in changes
        if not c.words and text[c.start : c.end].strip()
    ]
    within = [
        Omission(text[span.start : span.end], reason, span)
        for _, silences in forms
        for span, reason in silences
    ]
    spans = [*(u.span for u in forms_kept), *(o.span for o in (*silent, *within))]
    wordless = _wordless(text, passage, spans)
    omitted = sorted({*silent, *within, *wordless}, key=lambda o: (o.span.start, o.span.end))
    title = " ".join(heard.text.split()) if passage.level else ""
    return SpokenPassage(replace(passage, changes=()), forms_kept, tuple(omitted), title)


def _all_spoken(heard: Audible, passage: Passage, text: str, desk: Desk) -> Iterator[_Form]:
    aside = replace(passage, role=Role.ASIDE, speaker="")
    for start, end, pause in _stretches(heard, desk):
        for a, b, is_aside in _voices(heard.text, start, end, desk):
            by = aside if is_aside else passage
            for first, last, language in tongues(heard.text, a, b, desk):
                after = pause if last == end else Pause.NONE
                teller = replace(desk, language=language, lexicon=None) if language else desk
                for utterance, silences in _spoken(heard, first, last, after, by, text, teller):
                    yield replace(utterance, language=language) if utterance else None, silences


def _voices(text: str, start: int, end: int, desk: Desk) -> Iterator[tuple[int, int, bool]]:
    """Yield spans of a sentence that one voice says, and whether it is the one for asides."""
    at = start
    if desk.policies.parentheses == "aside":
        for opened, closed in parentheses(text[start:end]):
            tail = text[start + closed : end]
            until = start + closed + len(tail) - len(tail.lstrip(".,;:!?…”’\"'"))
            yield at, start + opened, False
            yield start + opened, until, True
            at = until
    yield at, end, False


def _stretches(heard: Audible, desk: Desk) -> Iterator[tuple[int, int, Pause]]:
    """Yield audible spans of sentences, cut at hard breaks, with the pause after each."""
    begin = 0
    for found in _BREAK.finditer(heard.text + LINE_BREAK):
        spans = sentences(heard.text[begin : found.start()], desk.language)
        start = begin + spans[0][0] if spans else begin
        for (_, end), (following, _) in pairwise(spans):
            if not _is_one(heard, start, begin + end, begin + following):
                yield start, begin + end, Pause.SENTENCE
                start = begin + following
        if spans:
            yield start, begin + spans[-1][1], _PAUSES[found[0]]
        begin = found.end()


def _is_one(heard: Audible, start: int, end: int, following: int) -> bool:
    """Tell whether a sentence from *start* to *end* goes on after all.

    It does if all of it are words put in, which go with those they announce, or if it ends within
    words that stand for one thing, such as a piece of code.
    """
    last, first = heard.run_at(end - 1), heard.run_at(following)
    written = heard.written(start, end)
    return written[0] == written[1] or (last == first and not last.verbatim)


def _spoken(
    heard: Audible,
    start: int,
    end: int,
    pause: Pause,
    passage: Passage,
    text: str,
    desk: Desk,
    limit: int = COMFORTABLE,
) -> Iterator[_Form]:
    for a, b in clauses(heard.text, start, end, limit, desk.row.conjunctions):
        piece = heard.text[a:b]
        visible = piece.strip()
        if not visible:
            continue
        first = a + len(piece) - len(piece.lstrip())
        last = first + len(visible)
        direction = _direction(heard, first, last, passage, text, desk)
        if direction and direction.say is False:
            if passage.block is not None:
                yield None, ((Span(passage.block, *heard.written(first, last)), LEFT_OUT),)
            continue
        teller = desk.for_sentence(direction) if direction else desk
        form = teller.spoken(visible)
        if direction and direction.spoken:
            form = teller.spoken(direction.spoken).over(visible)
        if len(form.text) > HARD_CAP and limit > 1 and len(visible) > 1:
            yield from _spoken(heard, first, last, pause, passage, text, desk, limit // 2)
        elif any(character.isalnum() for character in form.text):
            after = pause if b >= end else _pause_within(visible)
            utterance = replace(
                _utterance(heard, first, last, form, after, passage, text),
                readings=teller.readings(form, visible),
                delivery=direction.delivery if direction else AS_USUAL,
            )
            yield utterance, tuple(_silences(heard, first, form, utterance.span, utterance.pieces))
        elif passage.block is not None and form.silences:
            span = Span(passage.block, *heard.written(first, last))
            yield None, tuple(_silences(heard, first, form, span, ()))


def _direction(
    heard: Audible, first: int, last: int, passage: Passage, text: str, desk: Desk
) -> SentenceDirection | None:
    if not desk.directed:
        return None
    start, end = heard.written(first, last)
    return desk.directed.get(place_of(passage.block, start, end, text[start:end]))


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


_piece = lru_cache(maxsize=1 << 13)(Piece)
"""Words of few letters at the same places recur: each such piece is held once."""


def _pieces(heard: Audible, first: int, form: Spoken, start: int, end: int) -> Iterator[Piece]:
    for piece in form.pieces:
        if piece.end > piece.start:
            a, b = heard.written(first + piece.start, first + piece.end)
            a, b = max(a, start) - start, min(b, end) - start
            if b > a:
                yield _piece(a, b, piece.spoken_start, piece.spoken_end)


def _silences(
    heard: Audible, first: int, form: Spoken, whole: Span, pieces: Sequence[Piece]
) -> Iterator[tuple[Span, str]]:
    """Yield what is not said within *whole*; of words put in for others, all or none."""
    begin, block = whole.start, whole.block
    forms_kept = [(begin + piece.start, begin + piece.end) for piece in pieces]
    for silence in form.silences:
        start, end = heard.written(first + silence.start, first + silence.end)
        start, end = max(start, begin), min(end, whole.end)
        if end > start and not any(a < end and start < b for a, b in forms_kept):
            yield Span(block, start, end), silence.reason


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
