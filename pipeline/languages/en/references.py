"""References: figures, pages, sections, volumes, and "circa" before a year."""

from __future__ import annotations

import re

from pipeline.languages.en.numbers import name_number, whole
from pipeline.languages.scanner import Kind, Place

_NUMBERED = {
    "no": ("number", "numbers"), "nos": ("numbers", "numbers"), "fig": ("figure", "figures"),
    "figs": ("figures", "figures"), "eq": ("equation", "equations"),
    "eqs": ("equations", "equations"), "eqn": ("equation", "equations"),
    "sec": ("section", "sections"), "secs": ("sections", "sections"),
    "sect": ("section", "sections"), "ch": ("chapter", "chapters"),
    "chs": ("chapters", "chapters"), "chap": ("chapter", "chapters"),
    "vol": ("volume", "volumes"), "vols": ("volumes", "volumes"), "p": ("page", "pages"),
    "pp": ("pages", "pages"), "pg": ("page", "pages"), "pt": ("part", "parts"),
    "bk": ("book", "books"),
    "bks": ("books", "books"), "cl": ("clause", "clauses"), "n": ("note", "notes"),
    "nn": ("notes", "notes"),
    "tab": ("table", "tables"), "tbl": ("table", "tables"), "ref": ("reference", "references"),
    "refs": ("references", "references"), "app": ("appendix", "appendices"),
    "appx": ("appendix", "appendices"),
    "rt": ("route", "routes"), "rte": ("route", "routes"), "hwy": ("highway", "highways"),
    "apt": ("apartment", "apartments"), "ste": ("suite", "suites"), "lec": ("lecture", "lectures"),
    "cor": ("corollary", "corollaries"), "prop": ("proposition", "propositions"),
    "lem": ("lemma", "lemmas"), "fn": ("footnote", "footnotes"),
    "ser": ("series", "series"), "sess": ("session", "sessions"),
    "art": ("article", "articles"), "alg": ("algorithm", "algorithms"),
    "thm": ("theorem", "theorems"), "def": ("definition", "definitions"),
    "ex": ("example", "examples"), "ver": ("version", "versions"), "ed": ("edition", "editions"),
    "par": ("paragraph", "paragraphs"), "para": ("paragraph", "paragraphs"), "ln": ("line",
    "lines"), "ep": ("episode", "episodes"),
    "col": ("column", "columns"), "cols": ("columns", "columns"), "ll": ("lines", "lines"),
    "lat": ("latitude", "latitudes"), "long": ("longitude", "longitudes"),
    "ext": ("extension", "extensions"), "op": ("opus", "opuses"), "opp": ("opuses", "opuses"),
}  # fmt: skip
_WITHOUT_POINT_NUMBERED = {"fig", "figs", "eq", "eqs", "eqn", "vol", "ch", "pp"}
_ONLY_FIGURES = {
    "rt",
    "rte",
    "hwy",
    "apt",
    "ste",
    "fn",
    "pl",
    "prop",
    "cor",
    "ser",
    "no",
    "p",
    "pg",
    "ed",
    "ex",
    "ln",
    "par",
    "def",
    "art",
    "ref",
    "cl",
    "n",
    "nn",
    "ext",
    "op",
    "opp",
    "col",
    "cols",
    "ll",
    "lat",
    "long",
}
_CENTURIES = re.compile(
    r"\d(?:th|st|nd|rd)?(?:\s?[-–—]\s?|,? (?:and|or|to) )(?:the )?\d{1,2}(?:th|st|nd|rd)[ -]$"
)
_COUNTED_BOOKS = {
    "vol": "volume", "vols": "volumes", "ed": "edition", "eds": "editions", "figs": "figures",
    "chs": "chapters", "pls": "plates", "pts": "parts", "bks": "books", "nos": "numbers",
}  # fmt: skip


def _reference(match: re.Match[str], place: Place) -> str | None:
    word = match["word"].lower()
    numbered = _numbered_in_a_sentence(match, place) if word == "no" else False
    if not match["point"] and word not in _WITHOUT_POINT_NUMBERED and not numbered:
        return None
    if word in {"n", "nn"} and not re.search(r"\d,? $", place.before):
        return None
    if word in _ONLY_FIGURES and not re.match(r"\s?\(?\d|\sof\b", place.after):
        return None
    if word == "long" and not re.search(r"\b[Ll]at(?:\.|itude)? ", place.text[: place.start]):
        return None
    if place.after.startswith(" of") and word != "no":
        return None
    one, many = _NUMBERED[word]
    several = re.match(r"\s?\(?[\d.]+\)?\s?(?:[-–—,&]|and\b)\s?\(?\d", place.after)
    return many if several and word != "no" else one


def _numbered_in_a_sentence(match: re.Match[str], place: Place) -> bool:
    """Tell whether ``No 5`` is a number: it stands within a sentence, and counts nothing."""
    within = re.search(r"[a-z,;] $", place.before)
    return bool(
        match["word"] == "No" and within and re.match(r" \d{1,4}(?! [a-z]{3,}s\b)", place.after)
    )


def _ended(words: str, place: Place) -> str:
    """Return *words* with a full stop, if the abbreviation's ends the sentence."""
    return words if re.match(r"[,;:]|\s+[a-z(\d]|\s+[A-Z.]+(?![a-z])", place.after) else f"{words}."


def _of_a_century(_match: re.Match[str], place: Place) -> str:
    """Read ``18th cent.`` and ``9th-c.``."""
    return _ended("centuries" if _CENTURIES.search(place.before) else "century", place)


def _books(match: re.Match[str], place: Place) -> str:
    """Read ``2 vols.``."""
    return _ended(_COUNTED_BOOKS[match["word"]], place)


def _section(match: re.Match[str], _place: Place) -> str:
    several = match["last"] or match["more"] is not None
    name = {"§": "section", "¶": "paragraph"}[match["sign"][0]]
    name += "s" if len(match["sign"]) > 1 or several else ""
    numbers = [
        " point ".join(whole(n) for n in written.split("."))
        for written in (match["number"], match["last"])
        if written
    ]
    parts = [
        whole(part) if part.isdecimal() else part.upper() if len(part) == 1 else part
        for part in re.findall(r"\w+", match["parts"] or "")
    ]
    if parts and not match["last"]:
        numbers = [name_number(match["number"])] if match["number"].isdecimal() else numbers
    return " ".join([name, *([" to ".join(numbers)] if numbers else []), *parts])


def _circa(match: re.Match[str], _place: Place) -> str:
    return "Circa" if match.group()[0] == "C" else "circa"


def _panels(match: re.Match[str], _place: Place) -> str:
    """Read ``3b–d``."""
    first, last = match["first"].upper(), match["last"].upper()
    return f"{whole(match['number'])} {first} to {last}"


_OF_A_LAW = re.compile(
    r"(?:\b(?:[Aa]rt|[Aa]rticle|[Ss]ec|[Ss]ection|[Rr]ule|[Pp]ara|[Pp]aragraph|[Rr]egulation"
    r"|[Cc]lause|[Cc]h|[Rr]eg)s?\.?|§) $"
)


def _clause(match: re.Match[str], place: Place) -> str | None:
    """Read ``4(b)``, ``230(c)(1)``; behind the name of a part of a law ``5(1)(a)`` as well."""
    if match["parts"][1].isdecimal() and not _OF_A_LAW.search(place.before):
        return None
    parts = re.findall(r"\((\w+)\)", match["parts"])
    spoken = [whole(p) if p.isdecimal() else p.upper() if len(p) == 1 else p for p in parts]
    return " ".join([name_number(match["number"]), *spoken])


_SHORT = "|".join(
    sorted((w for k in _NUMBERED for w in (k, k.capitalize())), key=len, reverse=True)
)


def _bracketed(match: re.Match[str], place: Place) -> str | None:
    """Read ``(4)–(6)`` behind the name of what is numbered."""
    named = re.search(
        r"\b(?:[Ee]q|[Ee]qn|[Ee]quation|[Rr]ef|[Rr]ow|[Ii]tem|[Pp]art|[Ss]tep)s?\.? $", place.before
    )
    return f"{whole(match['first'])} to {whole(match['last'])}" if named else None


KINDS = (
    Kind(
        "bracketed",
        "(",
        re.compile(r"\((?P<first>\d{1,3})\)\s?[-–—]\s?\((?P<last>\d{1,3})\)"),
        _bracketed,
    ),
    Kind(
        "panels",
        "9",
        re.compile(r"(?P<number>\d{1,3})(?P<first>[a-h])\s?[-–]\s?(?P<last>[b-h])(?!\w)"),
        _panels,
    ),
    Kind(
        "clause",
        "9",
        re.compile(
            r"(?P<number>\d{1,4})"
            r"(?P<parts>\((?:[a-z]|\d{1,2})\)(?:\((?:\d{1,2}|[a-z]{1,3})\)){0,3})(?![\w(])"
        ),
        _clause,
    ),
    Kind(
        "section",
        "§¶",
        re.compile(
            r"(?P<sign>§\s?§|§|¶¶?)\s?(?:(?P<number>\d{1,4}(?:\.\d{1,4}){0,4})"
            r"(?:\s?[-–—]\s?(?P<last>\d{1,4}(?:\.\d{1,4}){0,4}))?"
            r"(?P<parts>(?:\((?:[a-z]{1,3}|\d{1,2})\)){1,3})?(?P<more>(?= (?:and|&) \d))?)?"
        ),
        _section,
    ),
    Kind(
        "reference",
        "A",
        re.compile(
            rf"(?P<word>{_SHORT})"
            rf"(?P<point>\.)?(?=\s?\(?\d|\sof\b|\s(?![IA]\b)[A-Z]\b|\s[IVXL]{{2,6}}\b|\s[ivxl]{{1,6}}\b)"
        ),
        _reference,
    ),
    Kind("circa", "A", re.compile(r"(?:ca?|Ca)\.(?=\s?[$€£]?\d)"), _circa),
    Kind("century", "A", re.compile(r"(?<=(?:th|st|nd|rd)[ -])c(?:ent)?\."), _of_a_century),
    Kind(
        "books",
        "A",
        re.compile(r"(?<=\d\s)(?P<word>vols?|eds?|figs|chs|pls|bks|nos)\.(?!\s?\d)"),
        _books,
    ),
)
WATCHED = frozenset({*_NUMBERED, *_COUNTED_BOOKS, "c", "ca", "cent"})
"""Lower-case words these kinds want to see."""
