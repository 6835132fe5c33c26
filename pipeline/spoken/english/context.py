"""What the words around say about a number."""

from __future__ import annotations

import re

from pipeline.spoken.scanner import Place

FUNCTION_WORDS = frozenset(
    """
    a about above across after again against ago all almost along already also although among an
    and any are around as at away back be because been before being below between but by can could
    did do does down during each either even every except for from had has have he her here his
    how i if in instead into is it its just less like made may me might more most much must my
    near neither no nor not now of off on once one only onto or our out over per plus rather said
    she should since so some spent still such than that the their them then there these they this
    those though through throughout to today together too toward under until up upon us versus vs
    was we went were what when where whether which while who whom whose why will with within
    without worth would yearly yes yet you your annually long tall wide deep high old away apart left right fast later
    earlier thick short larger smaller faster slower better worse apiece total overall alone combined
    """.split()  # noqa: SIM905 - a list of words reads as words
)
_DETERMINER = re.compile(
    r"(?:^|[\s(\"“])(?P<word>an?|each|every|another|the|this|that|its|their|his|her|our|your|my|single|one|sub-)"
    r"[\s-]?(?:[\w-]{2,20},?\s){0,2}[~≈<>]?$",
    re.IGNORECASE,
)
_NEXT = re.compile(r" ([A-Za-z][\w’'-]*)")
_OPERAND = re.compile(r"(?:[\w)\]]*[A-Z\d)\]²³|]|(?:^|[\s(])[a-zα-ω]|[α-ωΑ-Ω])\s?$")


def next_word(place: Place) -> str:
    """Return the word after the match and a blank, or nothing."""
    found = _NEXT.match(place.after)
    return found.group(1) if found else ""


def attributive(place: Place) -> bool:
    """Tell whether the quantity stands before its noun: "a $5 billion company"."""
    determiner = _DETERMINER.search(place.before)
    if determiner is None:
        return False
    word = next_word(place)
    if not word or word.lower() in FUNCTION_WORDS:
        return False
    sure = determiner["word"].lower() in {"a", "an", "another", "each", "every", "sub-"}
    return sure or not word.endswith(("ed", "ly"))


def operand_before(place: Place) -> bool:
    """Tell whether what precedes a comparison sign is one side of it: "p < 0.05"."""
    return bool(_OPERAND.search(place.before))
