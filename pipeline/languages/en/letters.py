"""Letters and capitals: what is spelled, what is a word, what is only shouted."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.languages.lexicon import Lexicon, with_ending

LONGEST_SPELLED = 12
"""Letters up to which a word in capitals may be an acronym. espeak-ng 1.51 aborts on some
eighty dotted letters in a row."""

_ENDING = re.compile(r"(?:['’](?:s|d|ed|ing)|s['’]?)$")

_ONSET = (
    r"(?:S(?:CH|PH|[CPT]R|PL|QU|[CHKLMNPTW])|CHR|SHR|THR|[BCFGKP]L|[BCDFGKPTW]R|[CGPRTW]H|"
    r"[GKP]N|PS|QU|[DT]W|[BCDFGHJKLMNPRSTVWYZ])"
)
_CODA = (
    r"(?:GHT|L[DFKMPT]|LTH|M[BP]|N[DGKST]|NCH|N?GTH|R[BCDFGKLMNPST]|RCH|RLD|RST|RTH|TCH|[CFPSXW]T|"
    r"[CGPST]H|[CRS]K|SP|W[KLN]|FF|GG|LL|NN|PT|RR|SS|TT|ZZ|[BCDFGKLMNPRSTVWXZ])S?"
)
_SAYABLE = re.compile(
    rf"{_ONSET}?[AEIOUY]{{1,3}}(?:[BCDFGKLMNPRSTVWXZ]{{0,1}}{_ONSET}[AEIOUY]{{1,3}}){{0,5}}"
    rf"(?:{_CODA}|(?<=E)D)?$"
)
"""Capitals that read like a word; five of them or more mostly are said as one (``ELIZA``)."""

SHOUTED = frozenset(
    """
    a able about above after again ago all almost also always and another any anyone anything
    are area as ask at ate away back bad base be because become bed been before being best bet
    better between big blog both bought boy break bring build built burn but buy by call came
    can cannot car care case change chat cheap check city clear close code cold come core cost
    could count cut data day dead deal dear deep did die dig do does dog doing done doubt down
    draw dream drop drove due dumb each ear earn earth easy eat edge eight either else empty end
    enough error even ever every everyone everything exactly eye face fact fail fair fall false
    far fast feel feet fell felt few fight file fill find fine fire first fish fit five fix flat
    flow fly food foot for force form forth four free from full fun gave get gets getting gift
    girl give glad go goal goes going gold gone good got great grew grow guess had hair half
    hand hang happen hard has hate have he head hear heard heart heat heavy held hell help her
    here hide him hire his hit hold hole home hope hot hour how huge hurt hype i idea if ignore
    in inch into is it it's its job joke joy jump just keep kept key kid kill kind kinda knew
    know known labs lack laid land large last late laugh law lay lead learn least left legal
    less let lie life lift like line link list little live load lock long look loss lost lot
    lots loud love loved low luck made mail main make makes making man many math may maybe me
    mean meet met might mile mind mine miss mode month mood moon more most move much must my
    myself near neat need needs never new news next nice nine no none nor not note nothing now
    odd of off often okay old on once one only onto open or other our ours out over own pack
    page paid pain pair park part pass past path peak people phone pick place plan play please
    plus point pool poor post pro probably pull pure push put question quit quite race rain ran
    rare rate rather raw read real really rest rich ride right ring rise risk road rock role
    roof room root rose rule run rush sad safe said sale same save say says seat see seem seen
    self sell send sent set seven shape share she ship shoe shop short shot should show shut
    sick side sign simple since sing sit site six size skill skip sky slow small smart so soft
    sold some someone something soon sort soul spend spot star start stay step stick still stop
    store strong stuff such super sure swear sweet take takes task team tear tell term test text
    than thank that the their them then there these they thin thing things think third this
    those though thought three throw till time tiny tired to today together told tone tons too
    took tool top tree true trust truth try turn two type ugly under until up update upon use
    used user vast very view vote wait wake walk wall want wants war warm warning was wash waste
    watch water way ways we weak wear week weird well went were wet what when where which while
    who whole whom why wide wife wild will win wind wise wish with within without woke woman
    won't wood word words wore work works world worse worst worth would wow wrap write wrong
    yeah year years yell yep yes yet you your zero
    """.split()  # noqa: SIM905 - five hundred quotation marks help nobody
)
"""Common words, which in capitals are emphasis and no acronym."""

_OF_THREE = frozenset(
    """
    ace ache act add ado age aid aim air ale ant ape apt arc arm art ash awe awl axe bag ban bar bat
    bay bed bee beg bet bib bid bin bit boa bog bow bud bug bun bus cab cap cat cob cod cog cot cow
    coy cry cub cud cue cup dab dam day den dew dim din dip doc doe dog dot dry dub dud due dug dye
    ebb eel egg ego elf elk elm ice icy ill imp ink inn ion irk ivy jab jam jar jaw jay jet jig jog
    jot jug keg kin kit lad lag lamb lap lax led leg lid lip lit lob log low lug mad man map mat mob
    mop mud mug nag nap net nip nod nun nut oak oar oat oil orb ore owe owl pad pal pan pat paw pay
    pea peg pen pet pew pie pig pin pit pod pop pot pub pug pun pup rag ram rap rat ray red rib rid
    rig rim rip rob rod rot row rub rug rum rut rye sap sat saw sea set sew shy sin sip sir sky sly
    sob sod son sow soy spa spy sub sue sum sun tab tag tan tap tar tax tea ten tie tin tip toe ton
    tow toy tub tug urn van vat vet via vow wag wax web wed wet wig wit wok wry yam yap zip zoo
    """.split()  # noqa: SIM905 - see above
)
"""Words of three letters, which in a line of capitals are no acronyms."""


@lru_cache(maxsize=64)
def shouted_whole(text: str) -> bool:
    """Tell whether all of *text*, a heading perhaps, is in capitals and holds common words."""
    if len(text) > _LONGEST_HEADING or not text.isupper():
        return False
    words = re.findall(r"[^\W\d_]+", text)
    if len(words) < _FEWEST_WORDS:
        return False
    return any(
        len(w) > 1
        and w.lower() in SHOUTED | _PARTS_OF_BOOKS
        and w not in SPELLED_THOUGH_WORDS - _IN_HEADINGS
        for w in words
    )


_PARTS_OF_BOOKS = {"act", "book", "canto", "chapter", "epilogue", "prologue", "scene", "volume"}
_LONGEST_HEADING = 300
_FEWEST_WORDS = 2
_IN_HEADINGS = {"IN", "OR", "IT"}

SPELLED_THOUGH_WORDS = frozenset({"IT", "US", "AM", "PM", "WHO", "AI", "ID", "OR", "IN", "ME"})
"""Capitals that are letters, unless the words around are capitals too."""


def spell(letters: str, ending: str = "") -> str:
    """Return ``A.P.I.`` for *letters* ``API``; ``A.P.I.s`` with an *ending*; ``B`` for ``B``."""
    upper = letters.upper()
    if len(upper) == 1:
        return upper + ending.replace("’", "'")
    dotted = "".join(f"{letter}." for letter in upper)
    return with_ending(dotted, ending.replace("’", "'")) if ending else dotted


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
    known = lexicon.alias_of(word)
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
    if shouting and lower in _OF_THREE:
        return word.lower().replace("’", "'")
    if shouting and len(stem) > 3 and re.search("[AEIOUY]", stem):
        return word.lower().replace("’", "'")
    if len(stem) > 4 and _SAYABLE.match(stem):
        return word.capitalize().replace("’", "'")
    if len(stem) > LONGEST_SPELLED or (len(stem) > 6 and re.search("[AEIOU]", stem)):
        return word.lower().replace("’", "'")
    return spell(stem, ending) if stem.isascii() else word
