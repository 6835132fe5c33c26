"""What speaks for a heading that ran into the sentence after it, and what against it.

Each thing seen is a pair, the kind of evidence and what was seen of it; what a pair weighs stands
in :mod:`pipeline.reading.weights`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.reading.function_words import (
    ANSWERS,
    CONJUNCTIONS,
    DETERMINERS,
    KNOWN_HEADINGS,
    OPENERS,
    PERSONS,
    PREPOSITIONS,
    SAYING,
    SMALL,
    SUBJECTS,
    VERBS,
    WORKS,
)
from pipeline.reading.usage import Usage, bare

_PARTS = re.compile(r"[IVX]+[.)]|(?:Part|Step|Chapter)")
_NAMING_ENDS = re.compile(r"(?:ing|tion|ment|ness|ity|ly|ies|ers|ors|ists|ings|ents)$")


@dataclass(frozen=True, slots=True)
class Split:
    """A heading that may be one, and the sentence that would follow it."""

    heading: Sequence[str]
    """Its words, at least one."""
    after: Sequence[str]
    """The first words of what follows, at least one."""
    rest: Sequence[str]
    """All of what follows up to the sentence's end, bare and small, without addresses."""
    before: str
    """The character that stands before, ``.`` at the very beginning."""
    asked: bool = False
    """Whether the heading is a sentence of its own, a question or a cry."""
    answered: bool = False
    """Whether what follows is a question too."""


def evidence(split: Split, usage: Usage) -> Iterator[tuple[str, str]]:
    """Yield what is seen at *split*: the kind of evidence, and what was seen of it."""
    lower = [bare(word).lower() for word in split.heading]
    shape, opener = shape_of(split.heading), opener_of(split, usage)
    group = _group(opener)
    head = _first_kind(split.heading[0], usage)
    yield "length", _length(len(lower))
    yield "shape", f"{shape} {opener}"
    yield "first", f"{head} {group}"
    yield "last", _last_kind(split.heading, usage)
    if len(lower) > 1:
        verbal = "verb" if any(word in VERBS for word in lower[1:]) else "verbless"
        yield "verb", f"{verbal} {opener if group == 'other' else group}"
    yield "second", f"{group} {_second_kind(split.after)}"
    yield "rest", _rest_kind(split.rest)
    yield "before", _before_kind(split.before)
    if split.asked:
        yield from _of_question(split, lower, head, f"{shape} {group}")
    yield from (("sign", sign) for sign in _signs(split, lower, shape, opener, usage))


_LOOKS = (("quote", "“\"‘'("), ("number", "0123456789$€£#@`~"))


def opener_of(split: Split, usage: Usage) -> str:
    """Return what kind of word the sentence after the heading begins with."""
    word = split.after[0]
    lower, name = bare(word).lower(), bare(word)
    for kind, signs in _LOOKS:
        if word[0] in signs:
            return kind
    for kind, listed in OPENERS:
        if lower in listed:
            return kind
    if name[1:] != name[1:].lower():
        return "inner capital"
    kind = usage.kind(word, after_small=split.heading[-1].islower())
    if kind == "unknown" and _NAMING_ENDS.search(lower):
        return "suffix"
    plural = lower.endswith("s") and not lower.endswith("ss") and "'" not in lower
    return "plural" if kind == "unknown" and plural else kind


def _group(opener: str) -> str:
    if opener in {"common", "plural", "suffix"}:
        return "common"
    return "opener" if opener in dict(OPENERS) else "other"


def is_large(word: str) -> bool:
    """Return whether *word* begins with a capital, behind brackets and quotation marks."""
    return word.lstrip("“\"'‘([")[:1].isupper()


def is_titled(heading: Sequence[str]) -> bool:
    """Return whether a heading is cased as a title: all but small words written large."""
    large = [word for word in heading if not word[0].isalpha() or word[0].isupper()]
    within = heading[1:]
    return len(large) > 1 and all(not w[0].islower() or w.strip(".") in SMALL for w in within)


def shape_of(heading: Sequence[str]) -> str:
    """Return ``one``, ``titled``, ``mixed`` with some capitals, or ``plain``."""
    if len(heading) == 1:
        return "one"
    if is_titled(heading):
        return "titled"
    return "mixed" if any(map(is_large, heading[1:])) else "plain"


def _length(n: int) -> str:
    return next((f"up to {most}" for most in (1, 2, 4, 6, 9) if n <= most), "more")


def _first_kind(word: str, usage: Usage) -> str:
    lower = bare(word).lower()
    if word[0].isdigit() or _PARTS.fullmatch(word):
        return "number"
    for kind, listed in OPENERS:
        if lower in listed:
            return kind
    return "ing" if lower.endswith("ing") else usage.kind(word)


_LASTS: tuple[tuple[str, frozenset[str]], ...] = (
    ("determiner", DETERMINERS),
    ("preposition", PREPOSITIONS),
    ("conjunction", CONJUNCTIONS),
    ("person", PERSONS | SUBJECTS),
    ("saying", SAYING),
    ("verb", VERBS),
)


def _last_kind(heading: Sequence[str], usage: Usage) -> str:
    lower = bare(heading[-1]).lower()
    titled = is_titled(heading) and is_large(heading[-1])
    for kind, listed in _LASTS:
        if lower in listed:
            return f"large {kind}" if titled else kind
    if len(heading) == 1:
        return "other"
    if lower in WORKS:
        return "work"
    for ending in ("ed", "ly"):
        if lower.endswith(ending):
            return ending
    return f"large {usage.kind(heading[-1])}" if is_large(heading[-1]) else "other"


def _second_kind(after: Sequence[str]) -> str:
    if len(after) < 2:
        return "none"
    lower = bare(after[1]).lower()
    seen = {
        "verb": lower in VERBS,
        "large": is_large(after[1]),
        "digit": after[1][0].isdigit(),
        "s ed": lower.endswith(("s", "ed")),
        "preposition": lower in PREPOSITIONS or lower in CONJUNCTIONS,
        "determiner": lower in DETERMINERS,
    }
    return next((kind for kind, holds in seen.items() if holds), "other")


def _rest_kind(rest: Sequence[str]) -> str:
    if len(rest) < 4:
        return "short"
    verbal = any(w in VERBS or (w.endswith("ed") and len(w) > 4) for w in rest[:12])
    return "verb" if verbal else "verbless"


def _before_kind(before: str) -> str:
    named = {"?": "question", ":": "colon", "]": "address"}
    return named.get(before, "stop" if before in '.!”")' else "no stop")


def _of_question(
    split: Split, lower: Sequence[str], head: str, shape: str
) -> Iterator[tuple[str, str]]:
    yield "question", shape
    yield "question", head
    named = head == "asking" and len(lower) > 1 and is_large(split.heading[1])
    if named and lower[1] not in PERSONS | SUBJECTS:
        yield "question", "of a name"
    if not {*lower, *split.heading}.isdisjoint(SUBJECTS | {"that", "this"}):
        yield "question", "of a person"
    if bare(split.after[0]).lower() in ANSWERS:
        yield "question", "answered"
    if len(lower) <= 3 or len(lower) >= 9:
        yield "question", "short" if len(lower) <= 3 else "long"
    if split.answered:
        yield "question", "another follows"


def _signs(
    split: Split, lower: Sequence[str], shape: str, opener: str, usage: Usage
) -> Iterator[str]:
    """Yield the names of what is seen by itself."""
    heading, after = split.heading, split.after
    word = bare(after[0]).lower()
    group = _group(opener)
    is_second_large = len(after) > 1 and is_large(after[1])
    seen = {
        "known heading": " ".join(lower) in KNOWN_HEADINGS,
        "cry": heading[-1][-1] == "!",
        "comma": any(w.endswith(",") for w in heading[:-1]),
        "colon": any(w.endswith(":") for w in heading[:-1]),
        "dash": any(w == "-" or "–" in w or "—" in w for w in heading),
        "echo": group != "opener" and len(word) > 2 and word not in SMALL and word in lower,
        "often small": opener == "common" and usage.is_frequent(word),
        "often a name": opener == "name" and usage.is_frequent(after[0]),
        "name beside name": group == "other" and shape == "mixed" and is_large(heading[-1]),
        f"large after a large opener, {shape}": is_second_large
        and group == "opener"
        and opener != "I",
        "capitals go on": sum(map(is_large, after[1:5])) >= 2,
        "person within": not SUBJECTS.isdisjoint(lower[1:]),
        "possessive": bare(after[0]).endswith("'s"),
    }
    return (name for name, holds in seen.items() if holds)
