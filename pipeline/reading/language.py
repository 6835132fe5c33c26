"""The language of a text, where its source does not say."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.languages.scripts import language_of
from pipeline.reading.vocabulary import words
from pipeline.values.essay import Block, BlockKind

_ENOUGH = 160
"""Letters below which a guess is worse than the show's own language."""
_SAMPLE = 6_000
_PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.CAPTION})
_ENGLISH = words("the of and to that is was with for it as are this which from have not but they")
_PLAINLY = 0.18
"""Share of the commonest English words that no other language reaches; English prose has a
quarter. It saves loading a model, which takes longer than reading the essay."""


def detected_language(blocks: Iterable[Block]) -> str:
    """Return the language the prose of *blocks* is in, empty where there is too little of it.

    Below the length that a guess needs, the script alone settles Chinese, Japanese, Korean,
    Hebrew, Arabic, Greek, Cyrillic and their like.

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
        return language_of(sample)  # which letters are told at any length
    found = sample.lower().split()
    if sum(word in _ENGLISH for word in found) > _PLAINLY * len(found):
        return "en"
    import py3langid  # noqa: PLC0415 - loads its model

    language, _ = py3langid.classify(sample)
    return str(language)


def language_tag(text: str) -> str:
    """Return *text* as a BCP 47 tag (``en-US``), empty if it is none."""
    parts = text.strip().replace("_", "-").split("-")
    if not (2 <= len(parts[0]) <= 3 and parts[0].isalpha() and parts[0].isascii()):
        return ""
    rest = [part.upper() if len(part) == 2 else part for part in parts[1:] if part.isalnum()]
    return "-".join((parts[0].lower(), *rest))
