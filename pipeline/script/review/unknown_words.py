"""Words that an engine may say wrong, and that no lexicon knows yet."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from pipeline.languages.language import Language
from pipeline.languages.language_table import language_row
from pipeline.languages.lexicon import Lexicon
from pipeline.values.script import Role, Script

MOST_WORDS = 60

_NAME = "a name"
_EDGES = frozenset({"", "\n", "\t"})
"""What stands before a sentence's first word, or a table cell's."""
_TOKEN = re.compile(r"[^\W_][\w’'-]*[^\W_]")
_MIXED = re.compile(r"[a-z][A-Z]|[A-Z]{2,}[a-z]{2,}|[A-Za-z]\d|\d[A-Za-z]")


@dataclass(frozen=True, slots=True)
class UnknownWord:
    """A word worth hearing, and perhaps an entry of the lexicon."""

    word: str
    count: int
    why: str


def unknown_words(script: Script, lexicon: Lexicon) -> tuple[UnknownWord, ...]:
    """Return words of *script* that an engine has to guess at, names last, frequent ones first.

    They are said as they are written, no lexicon knows them, and they are written with capitals
    or digits inside, with letters that are not the language's, or as names: with a capital
    within a sentence, and never without, or first in a sentence where the language tells that it
    is a name. Headings, in which every word may have one, do not count.
    """
    row = language_row(script.language)
    calendar = _calendar_words(script.language)
    names: Counter[str] = Counter()
    lower: set[str] = set()
    first: dict[str, list[str]] = {}
    for utterance in script.utterances:
        if utterance.span.block is None or utterance.role is Role.HEADING:
            continue
        spoken = set(_TOKEN.findall(utterance.spoken))
        for found in _TOKEN.finditer(utterance.text):
            word = re.sub(r"['’].*", "", found[0])
            if word.islower():
                lower.add(word)
            if found[0].replace("’", "'") not in spoken:
                continue
            begins = utterance.text[max(0, found.start() - 1) : found.start()] in _EDGES
            if not begins or _MIXED.search(word):
                names[word] += 1
            elif word[:1].isupper() and word.lower() not in row.common_words:
                first.setdefault(word, []).append(utterance.text)
    for word, texts in first.items():
        if word in names or (word.lower() not in lower and word in row.proper_nouns(texts[0])):
            names[word] += len(texts)
    unknown = [
        UnknownWord(word, count, why)
        for word, count in names.most_common()
        if (why := _why(word, lower, row))
        and lexicon.alias_of(word) is None
        and word.lower() not in calendar
    ]
    return tuple(sorted(unknown, key=lambda u: u.why == _NAME)[:MOST_WORDS])


@cache
def _calendar_words(language: str) -> frozenset[str]:
    """Return the names of months and days in *language*, lower case."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - for scripts that are reviewed

    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return frozenset()
    names = (locale.months["format"]["wide"], locale.days["format"]["wide"])
    return frozenset(str(name).lower() for table in names for name in table.values())


def _why(word: str, lower: set[str], row: Language) -> str:
    if _MIXED.search(word):
        return "capitals or digits inside"
    if row.letters and _has_foreign(word, row.letters):
        return f"letters beyond {row.name}"
    is_name = word[:1].isupper() and word.lower() not in lower and len(word) > 2
    return _NAME if is_name and not row.capital_nouns else ""


def _has_foreign(word: str, letters: str) -> bool:
    return not word.isnumeric() and any(
        not character.isascii() and character not in letters for character in word.lower()
    )
