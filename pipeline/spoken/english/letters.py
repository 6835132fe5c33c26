"""Letters and capitals: what is spelled, what is a word, what is only shouted."""

from __future__ import annotations

import re

from pipeline.lexicon import Lexicon, with_ending
from pipeline.spoken.english.context import FUNCTION_WORDS

LONGEST_SPELLED = 12
"""Letters up to which a word in capitals may be an acronym. espeak-ng 1.51 aborts on some
eighty dotted letters in a row."""

_ENDING = re.compile(r"(?:['’](?:s|d|ed|ing)|s['’]?)$")

_SAYABLE = re.compile(
    r"(?:[BCDFGHJKLMNPRSTVWZ]|[BCFGP][LR]|[CPSTW]H|[DT]R|QU|S[CKLMNPTW])?"
    r"(?:[AEIOUY]|AI|EA|EE|IA|OO|OU)"
    r"(?:[BCDFGHJKLMNPRSTVWXZ]?[BDFGKLMNPRSTVZ](?:[AEIOUY]|AI|EA|EE|IA|OO|OU)){0,3}"
    r"(?:[BDFGKLMNPRSTX]|[CS]K|[CS]T|[CS]H|[LNR]D|N[GST]|P[ST]|R[KST]|TS|SS|LL)?$"
)
"""Capitals that read like a word; five of them or more mostly are said as one (``ELIZA``)."""

SHOUTED = frozenset(
    """
    a about above after again all almost also always and another any anyone anything are as at
    away back bad be because become been before being best better between big both but by call
    came can cannot change come could day did do does doing done down each easy either else end
    enough even ever every everyone everything exactly far fast few find first for free from
    full fun get gets getting give go goes going gone good got great had half happen hard has
    have he help her here him his hold how huge i if in into is it it's its job just keep key
    kind know large last least less let life like list little live long look lot love made main
    make makes making man many may maybe me mean might mind more most much must my need needs
    never new next nice no none nor not note nothing now of off often old on once one only open
    or other our out over own part people place please point pro probably put question quite rather
    read real really right run same save say says see seem seen set she should show side since
    small so some someone something soon start still stop such sure take takes tell than that
    the their them then there these they thing things think this those though thought time to
    today together told too took top try turn two under until up update use used very want wants
    warning was way we well went were what when where which while who whole why will win wish
    with within without won't word words work works world worse worst would wow write wrong year
    years yes yet you your
    """.split()  # noqa: SIM905 - five hundred quotation marks help nobody
)
"""Common words, which in capitals are emphasis and no acronym."""

SPELLED_THOUGH_WORDS = frozenset({"IT", "US", "AM", "PM", "WHO", "AI", "ID", "OR", "IN", "ME"})
"""Capitals that are letters, unless the words around are capitals too."""


def spell(letters: str, ending: str = "") -> str:
    """Return ``A.P.I.`` for *letters* ``API``; ``A-P-I's`` with an *ending*; ``B`` for ``B``."""
    upper = letters.upper()
    if len(upper) == 1:
        return upper + ending.replace("’", "'")
    dotted = "".join(f"{letter}." for letter in upper)
    return with_ending(dotted, ending.replace("’", "'")) if ending else dotted


def liaison(last: str, following: str) -> str:
    """Return the spoken words *last* without a full stop that would sound like a sentence's end.

    espeak-ng makes a pause after ``A.I.`` where a capital follows ("the A.I. Act"); it makes
    none after ``A-I``. Before a word that begins sentences the full stop stays.
    """
    if not following[:1].isupper() or following.partition(" ")[0].lower() in FUNCTION_WORDS:
        return last
    return _DOTTED_LAST.sub(_hyphened, last)


def bound(said: str) -> str:
    """Return *said* with the same done inside it."""
    return _DOTTED_INSIDE.sub(_hyphened, said)


_DOTTED_INSIDE = re.compile(r"(?:[A-Z]\.){2,20}(?= [A-Z])")
_DOTTED_LAST = re.compile(r"(?:[A-Z]\.){2,20}$")


def _hyphened(match: re.Match[str]) -> str:
    """Put hyphens for full stops, but not where an A would become the article."""
    if "A" in match.group()[1:]:
        return match.group()
    return "-".join(match.group().replace(".", ""))


def stem_and_ending(word: str) -> tuple[str, str]:
    """Split ``GPUs`` into ``GPU`` and ``s`` where capitals take a small ending."""
    found = _ENDING.search(word)
    if found and word[: found.start()].isupper():
        return word[: found.start()], found.group()
    return word, ""


def capitals(word: str, lexicon: Lexicon, *, shouting: bool = False) -> str | None:  # noqa: PLR0911 - a case a line
    """Return how a word in capitals, perhaps with a small ending, is said; None if it is none.

    Args:
        word: Letters, with an apostrophe at most.
        lexicon: Asked first.
        shouting: Whether the words around are in capitals too.
    """
    known = lexicon.said(word)
    if known is not None:
        return known
    stem, ending = stem_and_ending(word)
    if not (stem.isalpha() and stem.isupper()):
        return None
    if len(stem) == 1:
        return word.replace("’", "'")
    lower = stem.lower()
    if lower in SHOUTED and (stem not in SPELLED_THOUGH_WORDS or shouting):
        return word.lower().replace("’", "'")
    if shouting and len(stem) > 3 and re.search("[AEIOUY]", stem):
        return word.lower().replace("’", "'")
    if len(stem) > 4 and _SAYABLE.match(stem):
        return word.capitalize().replace("’", "'")
    if len(stem) > LONGEST_SPELLED or (len(stem) > 6 and re.search("[AEIOU]", stem)):
        return word.lower().replace("’", "'")
    return spell(stem, ending) if stem.isascii() else word
