"""German nouns: their gender as their endings tell it, and the case that words before ask for."""

from __future__ import annotations

import re

_FEMININE = frozenset(
    """
    tür stadt frau nacht hand wand bank maus kuh zahl uhr woche kraft macht stunde minute sekunde
    wurst haut brust luft braut faust frucht gans laus nuss axt schnur burg bahn form figur art
    arbeit antwort fahrt tat welt zeit post person mark tonne meile million milliarde billion
    hälfte schlacht prüfung gefahr jugend tugend mutter tochter schwester butter feder leiter
    nummer mauer kammer oper steuer ziffer zeder regel gabel kartoffel insel schüssel
    """.split()  # noqa: SIM905 - a list of words reads as words
)
_NEUTER = frozenset(
    """
    jahr haus kind buch fenster dorf land bild boot brot ei fass feld glas gramm kilogramm pfund
    hemd herz huhn jahrhundert kapitel kilo kleid licht lied mal paar pferd prozent rad schiff
    schwein spiel stück tier tor volk wasser wort zimmer blatt auge bett viertel drittel grad volt
    watt ampere byte gigabyte kilobyte megabyte terabyte bit barrel jahrzehnt jahrtausend auto radio
    foto büro kino konto leben essen gramm milligramm bad tal loch
    """.split()  # noqa: SIM905 - a list of words reads as words
)
_FEMININE_ENDING = re.compile(
    r"(?:ung|heit|keit|schaft|ion|tät|ik|ur|enz|anz|ei|in|ie|[^e]e)$", re.IGNORECASE
)
_NEUTER_ENDING = re.compile(r"(?:chen|lein|ment|um|tum|nis|zeug)$")
_MASCULINE = frozenset(
    """
    name käse junge löwe hase affe rabe bote kunde zeuge erbe riese see neffe gedanke wille friede
    buchstabe haufe kollege experte franzose brite termin kamin urin ruin rubin delfin stein wein
    verein schein beginn sinn gewinn schrei brei teil
    """.split()  # noqa: SIM905 - a list of words reads as words
)
_NO_NOUNS = frozenset("Uhr Euro Prozent Sie Ihnen Ihr".split())  # noqa: SIM905 - likewise
_DATIVE = re.compile(
    r"\b(?:nach|vor|mit|in|seit|von|aus|zu|bei|ab|binnen|außer|gegenüber|unter|über|zwischen|auf)\s$",
    re.IGNORECASE,
)
_ACCUSATIVE = re.compile(
    r"\b(?:kostet|kosten|kostete|zahlt|zahlte|zahlen|hat|haben|hatte|nimm|nimmt|nahm|für|um|gegen"
    r"|ohne|durch|je|wiegt|wog|sieht|sah|findet|fand|braucht|brauchte|trinkt|trank|kauft|kaufte)\s$",
    re.IGNORECASE,
)


def gender(noun: str) -> str:
    """Return ``m``, ``f`` or ``n`` for a noun; empty for a word that is none.

    A noun has a capital. What its ending does not tell is taken as masculine.
    """
    if not noun[:1].isupper() or noun in _NO_NOUNS:
        return ""
    lower = noun.lower()
    if lower in _MASCULINE:
        return "m"
    if lower in _FEMININE:
        return "f"
    if lower in _NEUTER or _NEUTER_ENDING.search(lower):
        return "n"
    return "f" if _FEMININE_ENDING.search(lower) else "m"


def case_after(before: str) -> str:
    """Return the case of a noun after the text *before*: by the preposition or the verb."""
    if _DATIVE.search(before):
        return "dative"
    return "accusative" if _ACCUSATIVE.search(before) else "nominative"
