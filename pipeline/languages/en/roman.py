"""Roman numerals, where the words around say that they are numbers."""

from __future__ import annotations

import re
from itertools import product

from pipeline.languages.en.context import FUNCTION_WORDS
from pipeline.languages.en.numbers import cardinal, ordinal, year
from pipeline.languages.scanner import Kind, Place

_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_NUMERAL = r"C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
_COUNTED = (
    "act", "app", "appendix", "art", "article", "bk", "book", "bowl", "canto", "ch", "chap",
    "chapter", "class", "episode", "fig", "figure", "generation", "grade", "group", "level",
    "mark", "part", "phase", "pl", "plate", "psalm", "pt", "round", "sc", "scene", "sec", "section",
    "stage", "step", "table", "tier", "title", "type", "vatican", "vol", "volume", "war",
)  # fmt: skip
_REIGNING = (
    "abdulhamid", "adrian", "albert", "alexander", "alexei", "alfonso", "alphonse", "amenhotep",
    "antiochus", "artaxerxes", "baldwin", "baudouin", "benedict", "boniface", "callixtus", "carlos",
    "casimir", "catherine", "celestine", "charles", "christian", "clement", "cleopatra", "conrad",
    "constantine", "cyrus", "darius", "edward", "elizabeth", "eugene", "felipe", "ferdinand",
    "francis", "franz", "frederick", "friedrich", "george", "gregory", "gustav", "gustavus",
    "haakon", "harald", "henri", "henry", "honorius", "innocent", "isabella", "ivan", "james",
    "joseph", "juan", "julius", "justinian", "karl", "leo", "leopold", "louis", "ludwig", "magnus",
    "margrethe", "mary", "maximilian", "mehmed", "murad", "napoleon", "nicholas", "olaf",
    "otto", "paul", "pedro", "peter", "philip", "philippe", "pius", "ptolemy", "rama", "ramesses",
    "ramses", "richard", "robert", "rudolf", "selim", "sigismund", "sixtus", "stephen", "suleiman",
    "theodosius", "thutmose", "umberto", "urban", "victor", "wilhelm", "william", "xerxes",
)  # fmt: skip
_TITLED = frozenset(
    """
    adventure axiom case definition dialogue discourse division elegy essay exercise experiment
    fragment hymn installment law lecture lemma lesson letter meditation movement night ode opus
    prelude principle problem proposition region rule sermon sonata sonnet story study symphony
    tablet tale theorem zone
    """.split()  # noqa: SIM905 - a list of words reads as words
)
"""Parts that a numeral counts where they are written as names: ``Adventure I``."""
_LONGEST_TITLE = 80
_ALONE = re.compile(r"(?:That was )?(?P<word>[A-Z][a-z]{3,15}) $")
"""Before a numeral that the text begins or ends with: a heading, or the line that names it."""
_SURE = re.compile(r"(?:II|III|IV|VI{1,3}|IX|XI{1,3}|XIV|XVI{0,3}|XIX)$")
"""Numerals that are nothing else after a name: ``Diablo II``."""
_SMALL_BEFORE = re.compile(
    r"\b(?:act|scene|pages?|p\.|pp\.|item|clause|parts?|chapters?|chap\.|ch\.|chs\.|volumes?|vols?\.|"
    r"books?|bk\.|canto|sections?|sec\.|sc\.|note|appendix|article|art\.|verse) $",
    re.IGNORECASE,
)
_RULER_BEFORE = re.compile(
    r"\b(?:King|Queen|Pope|Emperor|Empress|Tsar|Czar|Kaiser|Sultan|Shah|Pharaoh|Patriarch|Prince|"
    r"Duke|Antipope|Saint|St\.?) (?:[A-Z][\w’'-]+ ){1,2}$"
)
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
_VERBS = frozenset("should could would might must shall will does were have".split())  # noqa: SIM905 - likewise
"""Before an ``I`` that ends a question: "Should I"."""
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
        return cardinal(value(match["numeral"]))
    if before is None:
        return None
    word, numeral = before.group(1), match["numeral"]
    lower = word.lower()
    if (
        numeral == "I"
        and _GOES_ON.match(place.after)
        and not _IS_A_NUMERAL.search(f"{place.before}|{place.after}")
    ):
        return None
    own = "'s" if match["own"] else ""
    reigning = lower in _REIGNING or _RULER_BEFORE.search(place.before)
    if reigning and word[0].isupper() and not _counted(lower):
        return f"the {ordinal(value(numeral))}{own}"
    if _counted(lower):
        return _both(match, own)
    if word[0].isupper() and (lower in _TITLED or _heads(place)):
        return _both(match, own)
    if _SURE.match(numeral) and word[0].isupper() and lower not in FUNCTION_WORDS:
        return cardinal(value(numeral)) + own
    return None


def _heads(place: Place) -> bool:
    """Tell whether a name and the numeral are all of the text, or a title follows them."""
    alone = _ALONE.fullmatch(place.text[: place.start])
    rest = place.text[place.end :].strip()
    titled = re.fullmatch(r"[.:—–-] ?[A-Z][^.!?]{0,79}|[.:]?", rest)
    return bool(alone and titled and alone["word"].lower() not in FUNCTION_WORDS | _VERBS)


def _heading(match: re.Match[str], place: Place) -> str | None:
    """Read the number that a heading is or begins with: ``IV``, ``I. The Boat``."""
    before = place.before.strip("( ")
    if before or len(place.text) - place.end > 2 * _LONGEST_TITLE:
        return None
    rest = place.text[place.end :].lstrip(" .:)-–—").rstrip()
    named = len(rest) <= _LONGEST_TITLE and rest[:1].isupper() and rest[-1:] not in ".!?"
    if rest and not (named and re.match(r"[.:)] | [-–—] ", place.after)):
        return None
    return cardinal(value(match["numeral"]))


def _both(match: re.Match[str], own: str = "") -> str:
    """Return a numeral, or a range of two, in words."""
    last = match["last"]
    spoken = cardinal(value(match["numeral"].upper()))
    return f"{spoken} to {cardinal(value(last.upper()))}" if last else spoken + own


def _century(match: re.Match[str], _place: Place) -> str:
    """Read ``XIX century`` and ``XIXth century``."""
    last = match["last"]
    spoken = ordinal(value(match["numeral"]))
    return f"{spoken} to {ordinal(value(last))}" if last else spoken


def _lettered(match: re.Match[str], place: Place) -> str | None:
    """Read ``stage IIIa`` and ``Type IIB``."""
    before = _WORD_BEFORE.search(place.before)
    if before is None or not _counted(before.group(1)):
        return None
    return f"{cardinal(value(match['numeral']))} {match['letter'].upper()}"


def _year(match: re.Match[str], _place: Place) -> str:
    """Read a year in numerals: ``MDCCLXXVI``."""
    return year(value(match.group()))


def _counted(word: str) -> bool:
    return word.lower() in _COUNTED or word.lower().removesuffix("s") in _COUNTED


def _war(match: re.Match[str], _place: Place) -> str:
    """Read ``WWII`` and ``WW2``."""
    which = match["which"]
    return f"World War {cardinal(int(which) if which.isdecimal() else value(which))}"


def _small(match: re.Match[str], place: Place) -> str | None:
    """Read the number of an item, ``(ii)``, or of a scene."""
    listed = re.search(r"(?<![\w)\]])\($", place.before) and place.after.startswith(")")
    if not (listed or _SMALL_BEFORE.search(place.before)):
        return None
    return _both(match)


_LAST = r"(?:\s?[-–—]\s?(?P<last>"
_END = r"(?P<own>['’]s)?(?![\w'’]|-(?!-))"
KINDS = (
    Kind(
        "heading's number",
        "A",
        re.compile(
            rf"(?<!\w)(?P<numeral>(?=[IVX]|[LC][IVXLC]){_NUMERAL})(?=[.:)]| [-–—] |\s*(?![\s\S]))"
        ),
        _heading,
    ),
    Kind("Roman numeral", "A", re.compile(r"WW(?P<which>I{1,2}|1|2)(?!\w)"), _war),
    Kind(
        "Roman numeral",
        "A",
        re.compile(
            rf"(?P<numeral>(?=[ivxl]){_NUMERAL.lower()}){_LAST}(?=[ivxl]){_NUMERAL.lower()}))?"
            r"(?![\w'’-])"
        ),
        _small,
    ),
    Kind(
        "century",
        "A",
        re.compile(
            rf"(?P<numeral>(?=[IVX]){_NUMERAL})(?:th|st|nd|rd)?"
            rf"(?:\s?[-–—]\s?(?P<last>(?=[IVX]){_NUMERAL})(?:th|st|nd|rd)?)?"
            r"(?=(?:th|st|nd|rd)?[\s-](?:century|centuries|Century)\b)(?<=[IVXthsnrd])(?<!\bI)"
        ),
        _century,
    ),
    Kind(
        "Roman numeral",
        "A",
        re.compile(rf"(?P<numeral>(?=[IVX]){_NUMERAL})(?P<letter>[a-hAB])(?![\w'’])"),
        _lettered,
    ),
    Kind(
        "year",
        "A",
        re.compile(
            r"(?=[MDCLXVI]{4})M{1,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})(?![\w'’-])"
        ),
        _year,
    ),
    Kind(
        "Roman numeral",
        "A",
        re.compile(
            rf"(?P<numeral>(?=[IVX]|[LC][IVXLC]){_NUMERAL}){_LAST}(?=[IVX]|[LC][IVXLC]){_NUMERAL}))?{_END}"
        ),
        _numeral,
    ),
)
_LOWER = [
    "".join(part)
    for part in product(
        ("", "x", "xx", "xxx", "xl", "l", "lx"),
        ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"),
    )
]
WATCHED = frozenset(_LOWER) - {"", "v"}
"""Lower-case words these kinds want to see."""
