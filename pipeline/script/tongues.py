"""Which language each part of a sentence is in, where other languages have voices of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.languages.language_table import language_row
from pipeline.languages.scripts import foreign_runs
from pipeline.script.desk import Desk

_FEWEST_WORDS = 5
"""Words below which common words tell no language."""
_PLAINLY = 0.3
"""Share of a language's common words that its prose reaches."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def tongues(text: str, start: int, end: int, desk: Desk) -> Iterator[tuple[int, int, str]]:
    """Yield spans of the sentence ``text[start:end]`` that lie side by side, with their language.

    Args:
        text: The text.
        start: Where the sentence begins.
        end: Where it ends.
        desk: The essay's language, and those that have a voice.

    Returns:
        ``(start, end, language)``; the language is empty where it is the essay's.
    """
    if not desk.voiced:
        yield start, end, ""
        return
    if other := _of_common_words(text[start:end], desk):
        yield start, end, other
        return
    at = start
    for first, last, language in foreign_runs(text[start:end], desk.row.tag):
        if language in desk.voiced:
            if text[at : start + first].strip():
                yield at, start + first, ""
            yield start + first, start + last, language
            at = start + last
    if at < end:
        yield at, end, ""


def _of_common_words(sentence: str, desk: Desk) -> str:
    """Return the voiced language whose common words *sentence* plainly holds, empty for none."""
    words = [found[0].lower().replace("’", "'") for found in _WORD.finditer(sentence)]
    if len(words) < _FEWEST_WORDS:
        return ""
    own = _share(words, desk.row.common_words)
    shares = {tag: _share(words, language_row(tag).common_words) for tag in sorted(desk.voiced)}
    most = max(shares, key=lambda tag: shares[tag])
    return most if shares[most] >= _PLAINLY and shares[most] > 2 * own else ""


def _share(words: list[str], common: frozenset[str]) -> float:
    return sum(word in common for word in words) / len(words)
