"""What the words around say about a number."""

from __future__ import annotations

import re

from pipeline.languages.scanner import Place

FUNCTION_WORDS = frozenset(
    """
    a about above across after again against ago all almost alone along already also although
    among an and annually any apart apiece are around as at away back be because been before
    being below better between but by can combined could deep did do does down during each
    earlier either even every except fast faster for from had has have he her here high his how
    i if in instead into is it its just larger later left less like long made may me might more
    most much must my near neither no nor not now of off old on once one only onto or our out
    over overall per plus rather right said she short should since slower smaller so some spent
    still such tall than that the their them then there these they thick this those though
    through throughout to today together too total toward under until up upon us versus vs was
    we went were what when where whether which while who whom whose why wide will with within
    without worse worth would yearly yes yet you your
    """.split()  # noqa: SIM905 - a list of words reads as words
)
_DETERMINER = re.compile(
    r"(?:(?:^|[\s(\"“])(?P<word>an?|each|every|another|the|this|that|its|their|his|her|our|your|my|"
    r"single|one)\s|(?<=\w)['’]s\s|(?:^|[\s(\"“])(?P<sub>sub-))(?P<between>(?:[\w-]{2,20},?\s){0,2})[~≈<>]?$",
    re.IGNORECASE,
)
_ARTICLE_BEFORE = re.compile(r"(?:^|[\s(\"“])(?:an?|another|every) [~≈<>]?$", re.IGNORECASE)
_VERBS = frozenset(
    """
    adds beats becomes buys comes costs feels fits gets gives goes helps keeps lets looks makes
    means needs puts remains runs says seems shows sits sounds stays takes wins works
    """.split()  # noqa: SIM905 - a list of words reads as words
)
_HEADS = frozenset(
    """
    bag battery budget cable campus cap card charger chip cluster dash datacenter delay device disk
    display drive fee fine flight gap gift grant home house interval laptop latency limit line link
    machine model monitor node panel plant power process race reactor run screen server shift slot
    ticket timeout tower video wafer wait walk window workload
    """.split()  # noqa: SIM905 - a list of words reads as words
)
"""Things that a unit before them measures, with or without an article: "ten second timeout"."""
_PLURAL = re.compile(r"[a-z]{2}[^s’'\W]s$")
_NEXT = re.compile(r" ([A-Za-z][\w’'-]*)")
_OPERAND = re.compile(r"(?:[\w)\]]*[A-Z\d)\]²³|]|(?:^|[\s(])[b-zα-ω]|[α-ωΑ-Ω])\s?$")
_CLAUSE = re.compile(
    r"(?:^|[.:;,]\s|\s)(?:if|when|whenever|where|while|unless|until|because|since|then|that) "
    r"[^\s.;,]{1,12} $",
    re.IGNORECASE,
)


def next_word(place: Place) -> str:
    """Return the word after the match and a blank, or nothing."""
    found = _NEXT.match(place.after)
    return found.group(1) if found else ""


def attributive(place: Place, *, unit: bool = False) -> bool:
    """Tell whether the quantity stands before its noun: "a $5 billion company".

    Args:
        place: Where the quantity is.
        unit: Whether it has a unit, which a noun may follow without an article.
    """
    word = next_word(place)
    if not word or word.lower() in FUNCTION_WORDS:
        return False
    if unit and word in _HEADS:
        return True
    determiner = _DETERMINER.search(place.before)
    if determiner is None:
        return word not in _VERBS and _PLURAL.search(word) is not None
    if any(part.strip(",") in FUNCTION_WORDS for part in determiner["between"].split()):
        return False
    sure = (determiner["word"] or "").lower() in {"a", "an", "another", "each", "every"}
    return sure or bool(determiner["sub"]) or not word.endswith(("ed", "ly"))


def operand_before(place: Place) -> bool:
    """Tell whether what precedes a comparison sign is one side of it: "p < 0.05"."""
    return bool(_OPERAND.search(place.before))


def verb_of_clause(place: Place) -> bool:
    """Tell whether a relation's sign is the verb of its clause: "if x is less than two"."""
    return bool(_CLAUSE.search(place.before))


def of_one_thing(place: Place) -> bool:
    """Tell whether an article and a noun enclose the quantity: "a $100K/yr job"."""
    return attributive(place) and _ARTICLE_BEFORE.search(place.before) is not None
