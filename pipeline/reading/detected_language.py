"""The language of a text, where its source does not say."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.languages.language_table import FOLDERS, language_row
from pipeline.languages.scripts import language_of
from pipeline.reading.word_sets import words
from pipeline.values.essay import Block, BlockKind

_ENOUGH = 160
"""Letters below which a guess is worse than the show's own language."""
_FEWEST_WORDS = 10
_SHARE = 0.25
"""Share of a language's common words that a short text must hold to be taken as in it."""
_SAMPLE = 6_000
_PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.CAPTION})
_ENGLISH = words("the of and to that is was with for it as are this which from have not but they")
_PLAINLY = 0.18
"""Share of the commonest English words that no other language reaches; English prose has a
quarter. It saves loading a model, which takes longer than reading the essay."""


def detected_language(blocks: Iterable[Block]) -> str:
    """Return the language the prose of *blocks* is in, empty where there is too little of it.

    Below the length that a guess needs, the script alone settles Chinese, Japanese, Korean,
    Hebrew, Arabic, Greek, Cyrillic and their like; common words tell the languages with rules.

    Returns:
        An ISO 639-1 code.
    """
    sample = ""
    for block in blocks:
        if block.kind in _PROSE:
            sample += block.text[: _SAMPLE - len(sample)] + "\n"
        if len(sample) >= _SAMPLE:
            break
    if sum(char.isalpha() for char in sample) < _ENOUGH:
        return language_of(sample) or _by_common_words(sample.lower())
    found = sample.lower().split()
    if sum(word in _ENGLISH for word in found) > _PLAINLY * len(found):
        return "en"
    from pipeline.reading.language_model import most_likely_language  # noqa: PLC0415 - its model

    language = most_likely_language(sample)
    return "" if language == "zxx" else language  # BCP 47 of what holds no language


def _by_common_words(text: str) -> str:
    """Return the language with rules whose common words *text* plainly holds, empty for none."""
    found = re.findall(r"[^\W\d_]+", text)
    if len(found) < _FEWEST_WORDS:
        return ""
    shares = {
        tag: sum(word in common for word in found) / len(found)
        for tag in FOLDERS
        if (common := language_row(tag).common_words)
    }
    first, second = sorted(shares, key=lambda tag: -shares[tag])[:2]
    plain = shares[first] >= _SHARE and shares[first] > 1.5 * shares[second]
    return first if plain else ""


def language_tag(text: str) -> str:
    """Return *text* as a BCP 47 tag (``en-US``), empty if it is none."""
    parts = text.strip().replace("_", "-").split("-")
    if not (2 <= len(parts[0]) <= 3 and parts[0].isalpha() and parts[0].isascii()):
        return ""
    rest = [part.upper() if len(part) == 2 else part for part in parts[1:] if part.isalnum()]
    return "-".join((parts[0].lower(), *rest))
