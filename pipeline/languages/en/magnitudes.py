"""Magnitudes: what K, M, B and T behind a number mean, by the words around."""

from __future__ import annotations

import re

from pipeline.languages.en.context import FUNCTION_WORDS, attributive, next_word
from pipeline.languages.scanner import Place

MAGNITUDES = {
    "k": "thousand", "K": "thousand", "M": "million", "m": "million", "mm": "million",
    "MM": "million", "mn": "million", "B": "billion", "b": "billion", "bn": "billion",
    "Bn": "billion", "T": "trillion", "t": "trillion", "tn": "trillion", "trn": "trillion",
    "hundred": "hundred", "thousand": "thousand", "million": "million", "billion": "billion",
    "trillion": "trillion", "quadrillion": "quadrillion", "crore": "crore", "lakh": "lakh",
}  # fmt: skip
MONEY_ONLY = {"t", "mm", "mn"}
"""Letters that mean a magnitude after a currency only."""
_MODEL_NEAR = re.compile(
    r"(?:,? ?(?:and |& |or |to )?\d[\d.]*B)*"
    r"[ -](?:\w+[ -])?(?:base|checkpoints?|instruct|LLMs?|models?|MoEs?|variants?|versions?"
    r"|weights|ones?)\b"
)
_NAME_BEFORE = re.compile(r"(?:\b[A-Z][\w.]*|[a-z][A-Z]\w*)(?: [\d.]+)? $")
_NO_NAME = re.compile(
    r"\b(?:A|All|An|And|At|But|By|For|From|In|Its|Just|Of|On|Only|Or|Our|Over|The|Their|These|"
    r"This|To|Under|We|With|About|Around|Nearly|Some|Roughly|Only|Every|Each|Any) $"
)
_SIZE_BEFORE = re.compile(
    r"\b[A-Z][\w.]*[ -](?:[\d.]+ )?[\d.]+B(?:, [\d.]+B){0,5},? (?:(?:and|&|or|to) )?$"
)
_SIZES_BEFORE = re.compile(
    r"\b(?:sizes?|models?|variants?|versions?|flavors?|checkpoints?|weights)(?::| of| at| from| in|"
    r" like|,? namely| \()? ?(?:[\d.]+B(?:,? (?:and |or |to )?|-))*$"
)
_DETERMINED = re.compile(
    r"(?:\b(?:the|this|that|an?|our|their|my|your|its)|['’]s) $", re.IGNORECASE
)
_LIST_BEFORE = re.compile(r"(?<![$€£])\b[\d.]+B(?:,|,? (?:and|or|to|vs\.?|versus))? $")
_LIST_AFTER = re.compile(r"(?:(?:, |,? (?:and|or|to|vs\.?|versus) )[\d.]+B\b)+")
_NAME_AFTER = re.compile(r" (?:[A-Z]\w*-?\d|[A-Z]{2,}s?\b)")
_OF_PARAMETERS = re.compile(r"[ -](?:total |active |trainable )?(?:param|token|people|users?\b)")
_CONTEXT_AFTER = re.compile(
    r"[ -](?:\w+ )?(?:context|ctx|window|sequence|seqlen|vocab(?:ulary)?)\b"
)
_CONTEXT_BEFORE = re.compile(
    r"\b(?:context|sequence|seq)[ -](?:lengths?|len|windows?|sizes?)\b[^.;]{0,30}$|"
    r"\bcontexts? (?:to|of|from|at|beyond|past)(?: \d+[Kk] to)? $",
    re.IGNORECASE,
)
_TOKENS = re.compile(r"\+? tokens?\b")
_SHOWN = re.compile(
    r"(?: and [48]K)? (?:video|display|resolution|monitor|screen|TVs?|footage|run|race)"
)
_SHOWN_BEFORE = re.compile(r"\b(?:in|(?:\d{3,4}p|[48]K)(?:,? (?:and|or|to)|,)?) $")
_RACE_BEFORE = re.compile(r"\b(?:an?|[Tt]he|r[au]n|runs|running|raced|first|every|per) $")


def magnitude(match: re.Match[str], n: int, place: Place, money: str) -> str:
    """Return the word for a magnitude, perhaps only its letter; empty for none."""
    word, letter = match[f"word{n}"], match[f"letter{n}"]
    if word:
        return MAGNITUDES[word]
    if not letter:
        return ""
    if not money:
        if letter in "Kk" and (
            _SHOWN.match(place.after) or _in_four_k(match, n, place) or _of_context(place)
        ):
            return "K"
        if letter in "BbM" and _names_a_model(letter, place):
            return str(letter.upper())
        if letter == "m":
            return "meter" if match[f"number{n}"] == "1" or attributive(place) else "meters"
    return MAGNITUDES[letter]


def _of_context(place: Place) -> bool:
    """Tell whether the thousands are a context's: "a one hundred twenty-eight K context"."""
    if _CONTEXT_AFTER.match(place.after):
        return True
    return bool(_CONTEXT_BEFORE.search(place.before)) and not _TOKENS.match(place.after)


def _in_four_k(match: re.Match[str], n: int, place: Place) -> bool:
    resolution = (
        match[f"number{n}"] in {"4", "8"} and _SHOWN_BEFORE.search(place.before) is not None
    )
    return resolution or (
        match[f"number{n}"] in {"5", "10"}
        and _RACE_BEFORE.search(place.before) is not None
        and next_word(place).lower() in FUNCTION_WORDS | {""}
    )


def _names_a_model(letter: str, place: Place) -> bool:
    if _OF_PARAMETERS.match(place.after):
        return False
    if letter in "Bb" and _NAME_AFTER.match(place.after):
        return True
    if letter in "Bb" and (_SIZE_BEFORE.search(place.before) or _SIZES_BEFORE.search(place.before)):
        return True
    if letter in "Bb" and (_in_a_list(place) or _alone(place)):
        return True
    named = _NAME_BEFORE.search(place.before) and not _NO_NAME.search(place.before)
    return bool(named) or (letter in "Bb" and bool(_MODEL_NEAR.match(place.after)))


def _alone(place: Place) -> bool:
    """Tell whether a size is a model by itself: "last year's 70B", "the 8B is enough"."""
    if not _DETERMINED.search(place.before):
        return False
    word = next_word(place).lower()
    return not word or word in FUNCTION_WORDS


def _in_a_list(place: Place) -> bool:
    """Tell whether several sizes stand together and count nothing: "7B, 13B, and 70B"."""
    more = _LIST_AFTER.match(place.after)
    if not more and not _LIST_BEFORE.search(place.before):
        return False
    rest = place.after[more.end() if more else 0 :]
    word = re.match(r" ([A-Za-z-]+)", rest)
    return not word or word.group(1).lower() in FUNCTION_WORDS
