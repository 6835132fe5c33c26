"""Roman numerals, where the words around say that they are numbers."""

from __future__ import annotations

import re

from pipeline.languages.en.context import FUNCTION_WORDS
from pipeline.languages.en.numbers import cardinal, ordinal
from pipeline.languages.scanner import Kind, Place

_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_NUMERAL = r"(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
_COUNTED = (
    "act", "appendix", "article", "book", "bowl", "canto", "chapter", "class", "episode", "figure",
    "generation", "grade", "group", "level", "mark", "part", "phase", "round", "section", "stage",
    "step", "table", "tier", "title", "type", "vol", "volume", "war",
)  # fmt: skip
_REIGNING = (
    "alexander", "alfonso", "benedict", "catherine", "charles", "christian", "edward", "elizabeth",
    "ferdinand", "francis", "frederick", "george", "gregory", "gustav", "henry", "innocent",
    "james", "leo", "louis", "ludwig", "napoleon", "nicholas", "olaf", "otto", "paul", "peter",
    "philip", "pius", "ramesses", "richard", "robert", "victor", "wilhelm", "william",
)  # fmt: skip
_SURE = re.compile(r"(?:II|III|IV|VI{1,3}|IX|XI{1,3}|XIV|XVI{0,3}|XIX)$")
"""Numerals that are nothing else after a name: ``Diablo II``."""
_ITEM_BEFORE = re.compile(r"\b(?:[Ss]cene|[Pp]age|p\.|pp\.|[Ii]tem|[Cc]lause|part) $")
_WORD_BEFORE = re.compile(r"([A-Za-z]+)s?\.? $")
_IS_A_NUMERAL = re.compile(
    r"World War \||\b(?:[Tt]ype|[Pp]hase|[Cc]lass|[Ss]tage|[Ll]evel|[Gg]rade|[Tt]ier|[Pp]art) \| "
    r"(?:errors?|trials?|stud(?:y|ies)|diabetes|civili[sz]ations?|clinical|supernova|multiverse|"
    r"results?|data|approval|funding|grants?|awards?|testing|cancer|disease|patients?|reactions?|"
    r"muscle|fibers?|collagen|interferons?|devices?|recall|drugs?|schools?|false)\b"
)
"""Before and after an ``I`` that is no pronoun, with a bar between."""
_LIST_BEFORE = re.compile(
    r"\b(?P<word>[A-Za-z]{3,12}) (?:[IVXL]{1,5}, ){0,4}"
    r"(?:[IVXL]{1,5}, |[IVXL]{1,5},? (?:and|or|to|through|vs\.?|versus) )$"
)
"""Before a later one of several numerals: "World Wars I and II"."""
_GOES_ON = re.compile(r" (?!of\b|and\b|is\b|was\b|to\b|or\b|in\b|covers?\b)[a-z]")


def value(numeral: str) -> int:
    """Return 4 for ``IV``."""
    numbers = [_VALUES[letter] for letter in numeral]
    pairs = zip(numbers, [*numbers[1:], 0], strict=True)
    return sum(-one if one < following else one for one, following in pairs)


def _numeral(match: re.Match[str], place: Place) -> str | None:  # noqa: PLR0911 - a case a line
    listed = _LIST_BEFORE.search(place.before)
    before = _WORD_BEFORE.search(place.before)
    if listed and _counted(listed["word"]):
        return cardinal(value(match.group()))
    if before is None:
        return None
    word, numeral = before.group(1), match.group()
    lower = word.lower()
    if (
        numeral == "I"
        and _GOES_ON.match(place.after)
        and not _IS_A_NUMERAL.search(f"{place.before}|{place.after}")
    ):
        return None
    if lower in _REIGNING and word[0].isupper():
        return f"the {ordinal(value(numeral))}"
    if _counted(lower):
        return cardinal(value(numeral))
    if _SURE.match(numeral) and word[0].isupper() and lower not in FUNCTION_WORDS:
        return cardinal(value(numeral))
    return None


def _counted(word: str) -> bool:
    return word.lower() in _COUNTED or word.lower().removesuffix("s") in _COUNTED


def _war(match: re.Match[str], _place: Place) -> str:
    """Read ``WWII`` and ``WW2``."""
    which = match["which"]
    return f"World War {cardinal(int(which) if which.isdecimal() else value(which))}"


def _small(match: re.Match[str], place: Place) -> str | None:
    """Read the number of an item, ``(ii)``, or of a scene."""
    numeral = match["numeral"]
    listed = place.before.endswith("(") and place.after.startswith(")")
    if not (
        listed or re.search(r"\b(?:[Ss]cene|[Pp]age|p\.|[Ii]tem|[Cc]lause|part) $", place.before)
    ):
        return None
    return cardinal(value(numeral.upper()))


KINDS = (
    Kind("Roman numeral", "A", re.compile(r"WW(?P<which>I{1,2}|1|2)(?!\w)"), _war),
    Kind(
        "Roman numeral",
        "A",
        re.compile(r"(?P<numeral>i{1,3}|iv|vi{1,3}|ix|xi{1,2})(?![\w'’-])"),
        _small,
    ),
    Kind("Roman numeral", "A", re.compile(rf"(?=[IVXL]){_NUMERAL}(?![\w'’-])"), _numeral),
)
WATCHED = frozenset({"i", "ii", "iii", "iv", "vi", "vii", "viii", "ix", "xi", "xii"})
"""Lower-case words these kinds want to see."""
