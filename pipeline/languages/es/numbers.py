"""Spanish numbers: cardinals that agree, ordinals, fractions."""

from __future__ import annotations

import re
from functools import lru_cache

from num2words import num2words

_ONES = ("", "primero", "segundo", "tercero", "cuarto", "quinto", "sexto", "séptimo", "octavo",
         "noveno")  # fmt: skip
_TEENS = {11: "undécimo", 12: "duodécimo"}
_TENS = ("", "décimo", "vigésimo", "trigésimo", "cuadragésimo", "quincuagésimo", "sexagésimo",
         "septuagésimo", "octogésimo", "nonagésimo")  # fmt: skip
_HUNDREDS = ("", "centésimo", "ducentésimo", "tricentésimo", "cuadringentésimo", "quingentésimo",
             "sexcentésimo", "septingentésimo", "octingentésimo", "noningentésimo")  # fmt: skip
_PARTS = {2: ("medio", "medios"), 3: ("tercio", "tercios"), 4: ("cuarto", "cuartos")}
_PLAIN = str.maketrans("áéíóú", "aeiou")


@lru_cache(maxsize=4096)
def cardinal(number: int) -> str:
    """Return "veintiuno" for 21; figure by figure what is beyond counting."""
    if number >= 10**33:
        return " ".join(cardinal(int(figure)) for figure in str(number))
    words = str(num2words(number, lang="es"))
    words = re.sub(r"\bveintiuno (?=mil|billon|trillon)", "veintiún ", words)
    return re.sub(r"\buno (?=mil|millon|billon|trillon)", "un ", words)


def agreeing(number: int, of_gender: str, _before: str) -> str:
    """Return *number* before a noun: "un burro", "veintiuna cabras", "quinientas hojas"."""
    words = cardinal(number)
    if of_gender == "f":
        words = re.sub(r"(?<=[cn]ient)os(?! mill)", "as", words)
        words = re.sub(r"veintiún (?=mil\b)", "veintiuna ", words)
        return re.sub(r"uno$", "una", words)
    return re.sub(r"(?<=\by )uno$|^uno$|(?<= )uno$", "un", re.sub(r"veintiuno$", "veintiún", words))


@lru_cache(maxsize=1024)
def ordinal(number: int, *, feminine: bool = False, short: bool = False) -> str:
    """Return "primero", "tercera", "vigésimo primero"; short before a masculine noun: "primer"."""
    spoken = _ordinal(number)
    if feminine:
        return " ".join(re.sub("o$", "a", word) for word in spoken.split())
    return re.sub(r"(primer|tercer)o$", r"\1", spoken) if short else spoken


def _ordinal(number: int) -> str:
    if number >= 1000:
        thousands, rest = divmod(number, 1000)
        head = "milésimo" if thousands == 1 else f"{cardinal(thousands).replace(' ', '')}milésimo"
        if number >= 1_000_000:
            return str(num2words(number, lang="es", to="ordinal"))
        return f"{head} {_ordinal(rest)}".strip() if rest else head
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    if rest in _TEENS:
        small = _TEENS[rest]
    elif tens in {1, 2} and ones:
        small = (_TENS[tens].translate(_PLAIN) + _ONES[ones]).replace("oo", "o")
    else:
        small = f"{_TENS[tens]} {_ONES[ones]}".strip()
    return f"{_HUNDREDS[hundreds]} {small}".strip()


def year(number: int) -> str:
    """Return a year as the number it is."""
    return cardinal(number)


def fraction(top: int, under: int, noun: str, _before: str) -> str | None:
    """Return "tres cuartos"; before a noun "medio litro"."""
    if under == 1:
        return None
    if (top, under) == (1, 2) and noun[:1].islower() and len(noun) > 3:
        return "media" if noun.endswith("a") else "medio"
    part = _part(under)
    if part is None:
        return f"{cardinal(top)} sobre {cardinal(under)}"
    one, many = part
    return f"{agreeing(top, 'm', '')} {one if top == 1 else many}"


def _part(under: int) -> tuple[str, str] | None:
    if under in _PARTS:
        return _PARTS[under]
    if under <= 10:
        one = ordinal(under)
    elif under < 100:
        one = _compact(under) + "avo"
    elif under % 1000 == 0 and under <= 10_000:
        one = "milésimo" if under == 1000 else f"{cardinal(under // 1000)}milésimo"
    elif under % 100 == 0 and under < 1000:
        one = _HUNDREDS[under // 100]
    else:
        return None
    return one, f"{one}s"


def _compact(number: int) -> str:
    """Return the stem before "avo": "veintiun", "cuarenta y dos" as "cuarentaidos"."""
    words = cardinal(number).replace(" y ", "i").translate(_PLAIN)
    return re.sub(r"[oa]$", "", words)


def mixed(whole: int, top: int, under: int, units: tuple[str, str], gender: str) -> str | None:
    """Return "una hora y media", "cuatro y un tercio"."""
    half = "media" if gender == "f" else "medio"
    part = half if (top, under) == (1, 2) else fraction(top, under, "", "")
    unit = units[whole > 1]
    counted = f"{agreeing(whole, gender, '')} {unit}" if unit else cardinal(whole)
    return f"{counted} y {part}" if part else None


def decimals(figures: str) -> str:
    """Return the figures after the comma: "catorce", "ciento treinta y dos", "cero cinco"."""
    if len(figures) == 3 and figures[0] != "0":
        return cardinal(int(figures))
    size = 2
    spoken = []
    for at in range(0, min(len(figures), 40), size):
        group = figures[at : at + size]
        whole = len(figures) != 3 and not group.startswith("0")
        spoken += [cardinal(int(group))] if whole else [cardinal(int(figure)) for figure in group]
    return " ".join(spoken)


def range_(first: str, last: str, before: str) -> str:
    """Return "de diez a veinte"."""
    led = re.search(r"\b(?:de|del|desde|entre|página|páginas|figuras?)\s$|p\. ?$|pp\. ?$", before)
    scored = re.search(
        r"\b(?:acabó|terminó|ganó|ganaron|perdió|perdieron|empató|por|quedó)\s$", before
    )
    return f"{first} a {last}" if led or scored or not before.strip() else f"de {first} a {last}"
