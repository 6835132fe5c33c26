"""Words that an engine may say wrong, and that no lexicon knows yet."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.languages.language import Language
from pipeline.languages.language_table import language_row
from pipeline.languages.lexicon import Lexicon
from pipeline.values.script import Role, Script, Utterance

MOST_WORDS = 60

_NAME = "a name"
_EDGES = frozenset({"", *'\n\t“„‘‚«‹"([¿¡'})
"""What stands before a sentence's first word, a table cell's or a quotation's."""
_MOST_ASKED = 3
"""Sentences in which the language is asked whether a common word is a name."""
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
    within a sentence, and never without, or where the language tells that it is a name: first in a
    sentence, or a common word too (*in Reading*, *told Mark*). Headings, in which every word may
    have one, count where the language tells so too; what its author is called is a name.
    """
    row = language_row(script.language)
    calendar = _calendar_words(script.language)
    names, lower = _of_body(script, row)
    for word in _of_headings(script, row):
        if word not in names and word.lower() not in lower:
            names[word] = 1
    unknown = [
        UnknownWord(word, count, why)
        for word, count in names.most_common()
        if (why := _why(word, lower, row))
        and lexicon.alias_of(word) is None
        and word.lower() not in calendar
    ]
    return tuple(sorted(unknown, key=lambda u: u.why == _NAME)[:MOST_WORDS])


def _of_body(script: Script, row: Language) -> tuple[Counter[str], set[str]]:
    """Return the words of sentences that may be worth hearing, and those that are no names."""
    body = [
        it for it in script.utterances if it.span.block is not None and it.role is not Role.HEADING
    ]
    words = (_bare(token) for it in body for token in _TOKEN.findall(it.text))
    lower = {word for word in words if word.islower()}
    names: Counter[str] = Counter()
    first: dict[str, list[str]] = {}
    within: defaultdict[str, list[str]] = defaultdict(list)
    for word, at, text in _said_as_written(body):
        if text[max(0, at - 1) : at] not in _EDGES or _MIXED.search(word):
            names[word] += 1
            within[word].append(text)
        elif word[:1].isupper() and word.lower() not in row.common_words:
            first.setdefault(word, []).append(text[at:])
    for word, texts in first.items():
        if word in names or (word.lower() not in lower and word in row.proper_nouns(texts[0])):
            names[word] += len(texts)
    for word in {word for word in within if word.lower() in lower - row.common_words} - lower:
        if any(word in row.proper_nouns(text) for text in within[word][:_MOST_ASKED]):
            lower.discard(word.lower())
    return names, lower


def _said_as_written(body: Iterable[Utterance]) -> Iterator[tuple[str, int, str]]:
    """Yield words of sentences, where each begins, and the sentence."""
    for utterance in body:
        spoken = set(_TOKEN.findall(utterance.spoken))
        for found in _TOKEN.finditer(utterance.text):
            if found[0].replace("’", "'") in spoken:
                yield _bare(found[0]), found.start(), utterance.text


def _bare(token: str) -> str:
    """Return *token* without an apostrophe and what follows it."""
    return re.sub(r"['’].*", "", token)


def _of_headings(script: Script, row: Language) -> Iterator[str]:
    """Yield names of the title, of headings and of the author, as far as they are said.

    The language tells names in a heading that is written as a sentence would be: each word is
    asked about with a small letter before all the others.
    """
    said = {
        word
        for it in script.utterances
        if it.role is Role.HEADING or it.span.block is None
        for word in _TOKEN.findall(it.spoken)
    }
    headings = [it.text for it in script.utterances if it.role is Role.HEADING]
    for text in (script.title, *headings):
        for found in _TOKEN.finditer(text):
            word = _bare(found[0])
            rest = f"{text[: found.start()].lower()}{found[0]}{text[found.end() :].lower()}"
            is_candidate = word[:1].isupper() and word.lower() not in row.common_words
            if (
                is_candidate
                and found[0].replace("’", "'") in said
                and word in row.proper_nouns(rest)
            ):
                yield word
    yield from (word for word in _TOKEN.findall(script.author) if word in said)


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
