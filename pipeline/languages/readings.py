"""How the words of a spoken form sound, where their letters do not say it."""

from __future__ import annotations

from pipeline.languages.language_table import language_row
from pipeline.languages.lexicon import Lexicon
from pipeline.values.script import Reading

FROM_LEXICON = "lexicon"


def readings(
    text: str, *, language: str = "en", lexicon: Lexicon | None = None
) -> tuple[Reading, ...]:
    """Return the sounds that the lexicon gives, and those that the sentence decides.

    Args:
        text: A spoken form: one sentence, or a clause of it.
        language: BCP 47 tag; its region decides between ``en-US`` and ``en-GB``.
        lexicon: It overrules everything else.

    Returns:
        In order, never overlapping; offsets into *text*.
    """
    row = language_row(language)
    known = [
        Reading(start, end, phonemes, FROM_LEXICON)
        for start, end, phonemes in (lexicon.phonemes(text, row.ending_sound) if lexicon else ())
    ]
    found = row.readings(text, language)
    free = [it for it in found if not any(k.start < it.end and it.start < k.end for k in known)]
    return tuple(sorted([*known, *free], key=lambda it: it.start))
