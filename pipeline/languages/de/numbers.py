"""German numbers: cardinals that agree, ordinals with their endings, years, fractions."""

from __future__ import annotations

import re
from functools import lru_cache

from num2words import num2words

from pipeline.languages.de.nouns import case_after, gender

_TENS = {
    20: "zwanziger", 30: "dreißiger", 40: "vierziger", 50: "fünfziger", 60: "sechziger",
    70: "siebziger", 80: "achtziger", 90: "neunziger",
}  # fmt: skip
_ARTICLES = {
    ("m", "nominative"): "ein", ("m", "accusative"): "einen", ("m", "dative"): "einem",
    ("f", "nominative"): "eine", ("f", "accusative"): "eine", ("f", "dative"): "einer",
    ("n", "nominative"): "ein", ("n", "accusative"): "ein", ("n", "dative"): "einem",
}  # fmt: skip
_HALF = {"m": "halber", "f": "halbe", "n": "halbes"}
_WEAK = re.compile(
    r"\b(?:am|im|vom|zum|zur|beim|ins|den|dem|des|diesen|diesem|dieses|jenem|jenen|jedem|jeden"
    r"|seinen|seinem|ihren|ihrem|meinem|meinen|unserem|unseren|einem|einen|eines|einer|keinem"
    r"|keinen|ab|bis|seit|bis zum|vor dem|nach dem|dieser|jeder|ihrer|seiner)\s$",
    re.IGNORECASE,
)
"""Words after which an ordinal ends in -en."""
_AFTER_PREPOSITION = re.compile(
    r"\b(?:in|auf|mit|bei|von|aus|nach|seit|zu|an|vor|unter|über|zwischen|während|wegen|trotz)"
    r" der\s$",
    re.IGNORECASE,
)
_STRONG = re.compile(
    r"\b(?:ein|kein|mein|dein|sein|ihr|unser|euer)\s$|(?:^|[.!?;:,„(]\s?)$", re.IGNORECASE
)
"""Words after which it ends as the article would: "ein dritter Versuch"."""
_DEFINITE = re.compile(r"\b(?:der|die|das|diese|dieses|jede|jedes)\s$", re.IGNORECASE)


@lru_cache(maxsize=4096)
def cardinal(number: int) -> str:
    """Return "einundzwanzig" for 21; figure by figure what is beyond counting."""
    if number >= 10**33:
        return " ".join(cardinal(int(figure)) for figure in str(number))
    words = str(num2words(number, lang="de"))
    return "eins" if number == 1 else words


def agreeing(number: int, of_gender: str, before: str) -> str:
    """Return *number* before a noun: "ein Kilometer", "nach einer Stunde", "eine Million"."""
    if number == 1:
        return _ARTICLES[of_gender if of_gender in {"m", "f", "n"} else "m", case_after(before)]
    words = cardinal(number)
    return words.removesuffix("s") if words.endswith("eins") else words


def year(number: int) -> str:
    """Return "neunzehnhundertfünf" for 1905."""
    if 1100 <= number < 2000:
        return str(num2words(number, lang="de", to="year"))
    return cardinal(number)


def decade(written: int) -> str | None:
    """Return "achtziger" for 80, "neunzehnhundertzwanziger" for 1920."""
    if written in _TENS:
        return _TENS[written]
    hundreds, tens = divmod(written, 100)
    if tens in _TENS and 11 <= hundreds <= 20:
        stem = cardinal(hundreds) + "hundert" if hundreds < 20 else "zweitausend"
        return stem + _TENS[tens]
    return None


@lru_cache(maxsize=1024)
def ordinal_stem(number: int) -> str:
    """Return "dritt" for 3: an ordinal without its ending."""
    if number == 100:
        return "hundertst"
    if number == 1000:
        return "tausendst"
    return str(num2words(number, lang="de", to="ordinal")).removesuffix("e")


def ordinal(number: int, before: str, after: str = "") -> str:
    """Return an ordinal with the ending that the words around ask for.

    Args:
        number: The number.
        before: The text before it.
        after: The word after it, its noun.
    """
    return ordinal_stem(number) + _ending(before, after)


def _ending(before: str, noun: str) -> str:
    of_gender = gender(noun)
    if _WEAK.search(before) or _AFTER_PREPOSITION.search(before):
        return "en"
    if re.search(r"\bder\s$", before, re.IGNORECASE):
        return "en" if of_gender == "f" and not re.search(r"(?:^|[.!?]\s)Der\s$", before) else "e"
    if _DEFINITE.search(before) or re.search(r"\beine\s$", before, re.IGNORECASE):
        return "e"
    if _STRONG.search(before) or not before.strip():
        return {"f": "e", "n": "es"}.get(of_gender, "er")
    return "er" if not of_gender else {"f": "e", "n": "es"}.get(of_gender, "er")


def fraction(top: int, under: int, noun: str, before: str) -> str | None:
    """Return "drei Viertel"; before a noun "einen halben Liter"."""
    if under == 1:
        return None
    if (top, under) == (1, 2) and noun[:1].isupper():
        of_gender, case = gender(noun) or "m", case_after(before)
        article = _ARTICLES[of_gender, case]
        return (
            f"{article} {'halben' if article in {'einen', 'einem', 'einer'} else _HALF[of_gender]}"
        )
    part = "halb" if under == 2 and top == 1 else "Halbe" if under == 2 else _part(under)
    return f"{'ein' if top == 1 else cardinal(top)} {part}"


def _part(under: int) -> str:
    if under == 100:
        return "Hundertstel"
    if under == 1000:
        return "Tausendstel"
    stem = ordinal_stem(under)
    return f"{stem[:1].upper()}{stem[1:].removesuffix('t')}tel"


def mixed(whole: int, top: int, under: int, units: tuple[str, str], _gender: str) -> str | None:
    """Return "eineinhalb Liter", "zwei drei Viertel"."""
    if (top, under) == (1, 2):
        return f"{agreeing(whole, 'm', '').removesuffix('s')}einhalb {units[1]}".rstrip()
    part = fraction(top, under, "", "")
    return f"{agreeing(whole, 'm', '')} {part} {units[1]}".rstrip() if part else None


def decimals(figures: str) -> str:
    """Return the figures after the comma, one by one."""
    return " ".join(cardinal(int(figure)) for figure in figures[:40])


def range_(first: str, last: str, _before: str) -> str:
    """Return "zehn bis zwanzig"."""
    return f"{first} bis {last}"
