"""Sentence boundaries: sentencex, and a thin layer over what it misses."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import sentencex

from pipeline.languages.boundaries import CAPITAL
from pipeline.languages.language_table import language_row

LONGEST_ASIDE = 600
"""Characters between brackets that keep a sentence whole."""
WINDOW = 5_000
"""Characters that sentencex sees at a time: its time is quadratic in quotation marks that stay
open (version 1.0.32: 100,000 of them take 4 s)."""

_WIDE_SPACE = re.compile(r"[^\S\n\r\x00-\x7f]")
"""Spaces outside ASCII, each a character."""
_PLAIN_END = re.compile(r"[.!?…][”\"')\]]*\s+(?=\S)")
_SURROGATE = re.compile("[\ud800-\udfff]")
_OPENERS, _CLOSERS = "([", ")]"

_NOTE = r"(?:[¹²³⁰⁴-⁹*†‡]|[  ]?\[[^\]\s]{1,12}(?: \d{1,4})?\])"

_AFTER_NOTES = re.compile(
    rf"[.!?…][”\"’')]{{0,3}}{_NOTE}{{1,12}}(?:\s[¹²³⁰⁴-⁹]{{1,3}}){{0,3}}\s+(?={CAPITAL})"
)
"""Sentences end after note marks, though sentencex goes on."""

_NOTE_BEFORE_TEXT = re.compile(rf"[.!?…][”\"’')]{{0,3}}{_NOTE}{{1,12}}")
"""The marks that belong to the sentence before them: no sentence ends within."""

_GOES_ON = re.compile(
    r"""(?:
        (?<=[^\W_])[.!?](?=[A-Z]{2,}|[a-z\d])       # "ASP.NET", "Character.AI"
      | \b[a-z]\w{0,40}(?:\.[a-z]\w{0,40}){1,6}\.(?=[A-Z]\w)  # "sun.misc.Unsafe"
      | (?<![^\s(])['"“‘][.!?]{1,3}['"”’]\s+(?=[a-z])  # "the '!' method"
      | (?:^|\n|(?<=[.!?][ ]))[ \t]*(?:\d{1,3}|[A-Za-z]|[ivx]{1,4})[.)]\s+  # "1. Open the lid."
    )""",
    re.VERBOSE,
)
"""Where a sentence goes on though sentencex ends it."""


def sentences(text: str, language: str = "en") -> list[tuple[int, int]]:
    """Return the spans of the sentences of *text*, in order.

    Args:
        text: Any text; the time taken is linear in its length.
        language: BCP 47 tag; only its first part matters.

    Returns:
        Spans ``(start, end)`` that begin and end with visible characters. Nothing but white space
        lies between them, so that joined with it they give back the text.

    >>> [text[start:end] for text in ("See Fig. 3. It helps.",) for start, end in sentences(text)]
    ['See Fig. 3.', 'It helps.']
    """
    whole = _SURROGATE.sub("\ufffd", text)
    spans = []
    for start, end in pairwise([0, *_cuts(whole, language), len(whole)]):
        piece = whole[start:end]
        visible = piece.strip()
        if visible:
            first = start + len(piece) - len(piece.lstrip())
            spans.append((first, first + len(visible)))
    return spans


def asides(text: str, longest: int = LONGEST_ASIDE) -> list[tuple[int, int]]:
    """Return the spans of the outermost brackets of *text* that close, brackets included.

    Args:
        text: Any text; the time taken is linear in its length.
        longest: Characters that a span may have; longer ones are none.
    """
    spans: list[tuple[int, int]] = []
    opened: list[int] = []
    for found in re.finditer(r"[()\[\]]", text):
        at = found.start()
        if found[0] in _OPENERS:
            opened.append(at)
        elif opened and _OPENERS.index(text[opened[-1]]) == _CLOSERS.index(found[0]):
            start = opened.pop()
            if at - start < longest:
                while spans and spans[-1][0] > start:
                    spans.pop()
                spans.append((start, at + 1))
    return spans


def _cuts(text: str, language: str) -> list[int]:
    """Return the places, in order, at which a new sentence begins."""
    row = language_row(language)
    cuts = set(_first_cuts(text, row.tag))
    cuts -= _ends(text, (_GOES_ON, *row.boundaries.goes_on))
    cuts |= _ends(text, (_AFTER_NOTES, *row.boundaries.ends))
    brackets = asides(text)
    cuts |= set(_after_whole_asides(text, brackets))
    notes = [m.span() for m in _NOTE_BEFORE_TEXT.finditer(text)]
    return [at for at in sorted(cuts) if not _inside(at, brackets) and not _inside(at, notes)]


def _ends(text: str, patterns: Iterable[re.Pattern[str]]) -> set[int]:
    return {found.end() for pattern in patterns for found in pattern.finditer(text)}


def _first_cuts(text: str, primary: str) -> Iterator[int]:
    """Yield the places at which sentencex begins a sentence, a window at a time.

    The next window begins at the last sentence of the one before, whose end was not in sight.
    """
    at = 0
    while at < len(text):
        until = at + WINDOW
        window = _WIDE_SPACE.sub(" ", text[at:until])
        starts = [at + start for start in _starts(window, primary)]
        yield from starts
        at = starts[-1] if starts and until < len(text) else until


def _starts(window: str, primary: str) -> list[int]:
    """Return where sentences begin in *window* but for its first.

    sentencex takes bytes for characters at some spaces outside ASCII (``X&nbsp;.``) and then
    panics, which is no ``Exception``; a plain rule stands in where it does.
    """
    try:
        found = sentencex.get_sentence_boundaries(primary, window)
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        return [end.end() for end in _PLAIN_END.finditer(window)]
    return [boundary["start_index"] for boundary in found[1:]]


def _after_whole_asides(text: str, brackets: Sequence[tuple[int, int]]) -> Iterator[int]:
    """Yield the ends of asides that are sentences of their own, as in ``It was. (It is.)``."""
    for start, end in brackets:
        before = text[max(start - 3, 0) : start].rstrip()
        if text[end - 2] in ".!?…" and (not before or before[-1] in '.!?…”"’)'):
            yield end


def _inside(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Tell whether *at* lies within one of *spans*, which are in order and apart."""
    last = bisect_left(spans, (at, 0)) - 1
    return last >= 0 and spans[last][0] < at < spans[last][1]
