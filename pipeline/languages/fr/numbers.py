"""French numbers: cardinals that agree, ordinals, fractions."""

from __future__ import annotations

import re
from functools import lru_cache

from num2words import num2words

from pipeline.languages.fr.nouns import gender

_PARTS = {2: ("demi", "demis"), 3: ("tiers", "tiers"), 4: ("quart", "quarts")}
_NO_ONE = re.compile(r"un (?=mille\b)")
_FINAL = {"cinq": "cinquième", "neuf": "neuvième"}


@lru_cache(maxsize=4096)
def cardinal(number: int) -> str:
    """Return "vingt et un" for 21; figure by figure what is beyond counting."""
    if number >= 10**33:
        return " ".join(cardinal(int(figure)) for figure in str(number))
    return str(num2words(number, lang="fr"))


def agreeing(number: int, of_gender: str, _before: str) -> str:
    """Return *number* before a noun: "une table", "vingt et une chèvres"."""
    words = cardinal(number)
    if of_gender == "f" and re.search(r"\bun$", words):
        return f"{words}e"
    return words


def year(number: int) -> str:
    """Return a year, or the number of something in a row: without the plural's s."""
    return unmarked(number)


def unmarked(number: int) -> str:
    """Return a number that counts nothing: "page quatre-vingt", "mille neuf cent"."""
    return re.sub(r"\b(vingt|cent)s$", r"\1", cardinal(number))


@lru_cache(maxsize=1024)
def ordinal(number: int, *, feminine: bool = False) -> str:
    """Return "premier", "première", "vingt et unième"."""
    if number == 1:
        return "première" if feminine else "premier"
    words = unmarked(number)
    if number % 1_000_000 == 0 and words.endswith("s"):
        words = words[:-1]
    head, space, last = words.rpartition(" ")
    head, hyphen, last = (
        (head + space + last).rpartition("-") if "-" in last else (head, space, last)
    )
    if last in _FINAL:
        return f"{head}{hyphen}{_FINAL[last]}"
    return f"{head}{hyphen}{last.removesuffix('e')}ième"


def fraction(top: int, under: int, _noun: str, _before: str) -> str | None:
    """Return "trois quarts", "un demi"."""
    if under == 1:
        return None
    one, many = _PARTS.get(under) or (ordinal(under), f"{ordinal(under)}s")
    return f"{cardinal(top)} {one if top == 1 else many}"


def mixed(whole: int, top: int, under: int, units: tuple[str, str], gender: str) -> str | None:
    """Return "une heure et demie", "quatre et un tiers"."""
    half = "demie" if gender == "f" else "demi"
    part = half if (top, under) == (1, 2) else fraction(top, under, "", "")
    unit = units[whole > 1]
    counted = f"{agreeing(whole, gender, '')} {unit}" if unit else cardinal(whole)
    return f"{counted} et {part}" if part else None


def decimals(figures: str) -> str:
    """Return the figures after the comma, as numbers: "quatorze", "trois cent trois"."""
    return grouped(figures, cardinal)


def grouped(figures: str, say: object) -> str:
    """Return figures in numbers of two, or of three if there are three; zeros one by one."""
    assert callable(say)
    size = 3 if len(figures) == 3 else 2
    spoken = []
    for at in range(0, min(len(figures), 40), size):
        group = figures[at : at + size]
        alone = group.startswith("0")
        spoken += [say(int(figure)) for figure in group] if alone else [say(int(group))]
    return " ".join(spoken)


def range_(first: str, last: str, _before: str) -> str:
    """Return "dix à vingt"."""
    return f"{first} à {last}"


def of(noun: str) -> str:
    """Return what joins "millions" and what they count."""
    return " d'" if noun[:1].lower() in "aeiouéèêh" else " de "


__all__ = [
    "agreeing",
    "cardinal",
    "decimals",
    "fraction",
    "gender",
    "mixed",
    "of",
    "ordinal",
    "year",
]
