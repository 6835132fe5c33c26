"""How the words of a spoken form sound, where their letters do not say it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias

from pipeline.languages.language_table import language_row
from pipeline.languages.lexicon import Lexicon
from pipeline.values.script import Reading

FROM_LEXICON = "lexicon"


Respelled: TypeAlias = tuple[int, int, str]
"""Start and end of a stretch of a spoken form, and how the words it stands for are written."""


def readings(
    text: str,
    *,
    language: str = "en",
    lexicon: Lexicon | None = None,
    respelled: Sequence[Respelled] = (),
) -> tuple[Reading, ...]:
    """Return the sounds that the lexicon gives, and those that the sentence decides.

    Args:
        text: A spoken form: one sentence, or a clause of it.
        language: BCP 47 tag; its region decides between ``en-US`` and ``en-GB``.
        lexicon: It overrules everything else.
        respelled: Words that the lexicon spells otherwise, in order. The others are decided on as
            they are written with these: a name's new sound changes no other word's.

    Returns:
        In order, never overlapping; offsets into *text*.
    """
    row = language_row(language)
    known = [
        Reading(start, end, phonemes, FROM_LEXICON)
        for start, end, phonemes in (lexicon.phonemes(text, row.ending_sound) if lexicon else ())
    ]
    found = row.readings(text, language)
    if respelled:
        within = [it for it in found if any(a <= it.start and it.end <= b for a, b, _ in respelled)]
        found = (*within, *_around(text, respelled, language))
    free = [it for it in found if not any(k.start < it.end and it.start < k.end for k in known)]
    return tuple(sorted([*known, *free], key=lambda it: it.start))


def _around(text: str, respelled: Sequence[Respelled], language: str) -> Iterator[Reading]:
    """Yield the readings of the words of *text* that are not *respelled*, by how it is written."""
    written, places, at = "", list[int](), 0
    for start, end, word in (*respelled, (len(text), len(text), "")):
        written += text[at:start] + word
        places += [*range(at, start), *(-1 for _ in word)]
        at = end
    for one in language_row(language).readings(written, language):
        if places[one.start] >= 0 and places[one.end - 1] >= 0:
            yield replace(one, start=places[one.start], end=places[one.end - 1] + 1)
