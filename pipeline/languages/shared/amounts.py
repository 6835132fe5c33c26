"""Numbers, and what they count: units, money, per cent, magnitudes, ranges, fractions."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.languages.scanner import ALNUM, Kind, Place
from pipeline.languages.shared.grammar import Grammar, Noun
from pipeline.tools.patterns import any_of

_LONGEST = 40
"""Figures that are still one number; longer runs are read figure by figure."""
_VULGAR = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5),
    "⅗": (3, 5), "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8),
    "⅞": (7, 8),
}  # fmt: skip
_NO_UNIT = ("", "")
_NEXT_WORD = re.compile(r"[\s\u00a0]([^\W\d_]+)")
_OPEN = r"(?<![^\s(\[„“«\"'‘/])"
"""What stands before a sign that makes a number negative."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it is written."""

    whole: int
    decimals: str
    plain: bool
    """Whether it is four figures and nothing else, as a year is."""
    zeros: str = ""
    """Zeros it begins with."""


def number_pattern(g: Grammar) -> str:
    """Return the pattern of a number in the language."""
    grouped = rf"\d{{1,3}}(?:[{g.thousands}]\d{{3}})+(?!\d)"
    foreign = r"\d{1,3}(?:,\d{3}){2,}(?!\d)"
    return rf"(?:{foreign}|(?:{grouped}|\d+)(?:{re.escape(g.decimal_sign)}\d+)?)"


def parsed(text: str, g: Grammar) -> Number:
    """Return the number that *text* is."""
    whole, _, decimals = text.partition(g.decimal_sign)
    if g.decimal_sign in decimals:
        whole, decimals = text, ""
    digits = re.sub(r"\D", "", whole)
    zeros = digits[: len(digits) - len(digits.lstrip("0"))] if len(digits) > 1 else ""
    plain = len(whole) == 4 and whole.isdigit() and not decimals
    return Number(int(digits or 0), decimals, plain, zeros)


def in_words(number: Number, g: Grammar, gender: str = "", before: str = "") -> str:
    """Return *number* in words, before a noun of *gender* if there is one."""
    if len(str(number.whole)) + len(number.zeros) > _LONGEST or number.zeros:
        figures = number.zeros + (str(number.whole) if number.whole else "")
        words = " ".join(g.cardinal(int(figure)) for figure in figures[:400])
    elif number.decimals or not gender:
        words = g.cardinal(number.whole)
    else:
        words = g.agreeing(number.whole, gender, before)
    if not number.decimals:
        return words
    return f"{words} {g.decimal_word} {g.decimals(number.decimals)}"


def unit_words(written: str, g: Grammar, *, plural: bool) -> tuple[str, str]:
    """Return a unit, perhaps one per another, in words; and its gender."""
    over, _, under = written.partition("/")
    noun = g.units.get(over.strip()) or g.currencies[over.strip()].whole
    words = noun.counted(plural=plural)
    if under:
        words += f" {g.per} {_each(under.strip(), g)}"
    return words, noun.gender


def _each(unit: str, g: Grammar) -> str:
    return g.per_units.get(unit) or g.units[unit].one


def amount_kinds(g: Grammar) -> tuple[Kind, ...]:
    """Return the kinds of amounts of the language."""
    number = number_pattern(g)
    unit = any_of(g.units)
    money = any_of(g.currencies)
    magnitude = any_of(g.magnitudes)
    spot = r"[\s\u00a0\u202f]?"
    amount = re.compile(
        rf"(?:(?P<money>{money}){spot})?(?P<sign>{_OPEN}[-−–]{spot}|[±+]{spot})?(?P<a>{number})"
        rf"(?:(?P<dash>{spot}[–—]{spot}|[-−])(?P<b>{number}))?(?P<vulgar>[{''.join(_VULGAR)}])?"
        rf"(?:{spot}(?P<magnitude>{magnitude})(?!\w))?"
        rf"(?:{spot}(?P<percent>%|‰)|{spot}(?P<unit>(?:{unit}|{money})(?:/(?:{unit}))?)(?![\w/])"
        rf"|{spot}/(?P<each>{unit})(?![\w/]))?(?!{ALNUM})"
    )
    fraction = re.compile(
        rf"(?P<sign>{_OPEN}[-−–])?(?:(?P<whole>\d{{1,4}})\s)?(?P<top>\d{{1,4}})/(?P<under>\d{{1,4}})(?![\d/])"
        rf"(?:{spot}(?P<unit>{unit})(?![\w/]))?"
    )

    vulgar = re.compile(rf"(?P<vulgar>[{''.join(_VULGAR)}])(?:{spot}(?P<unit>{unit})(?![\w/]))?")

    def read_fraction(match: re.Match[str], place: Place) -> str | None:
        top, under = int(match["top"]), int(match["under"])
        word = _NEXT_WORD.match(place.after)
        noun = g.units.get(match["unit"] or "")
        follows = noun.one if noun else word[1] if word else ""
        spoken = g.fraction(top, under, follows, place.before) if under else None
        if spoken is None:
            return None
        if match["whole"]:
            whole = int(match["whole"])
            units = (noun.counted(plural=False), noun.counted(plural=True)) if noun else _NO_UNIT
            spoken = g.mixed(whole, top, under, units, noun.gender if noun else "") or spoken
        elif noun:
            spoken = _of_one(spoken, noun, (top, under), g)
        return f"{g.minus} {spoken}" if match["sign"] else spoken

    def read_vulgar(match: re.Match[str], place: Place) -> str | None:
        noun = g.units.get(match["unit"] or "")
        word = _NEXT_WORD.match(place.after)
        follows = noun.one if noun else word[1] if word else ""
        part = _VULGAR[match["vulgar"]]
        spoken = g.fraction(*part, follows, place.before)
        return _of_one(spoken, noun, part, g) if spoken and noun else spoken

    def read_amount(match: re.Match[str], place: Place) -> str:
        return _amount(match, place, g)

    def percent_alone(_match: re.Match[str], _place: Place) -> str:
        return g.percent

    return (
        Kind("fraction", "9-−–", fraction, read_fraction),
        Kind("fraction", "é9", vulgar, read_vulgar),
        Kind("amount", "", amount, read_amount),
        Kind("per cent", "%", re.compile("%"), percent_alone),
    )


def _amount(match: re.Match[str], place: Place, g: Grammar) -> str:
    first = parsed(match["a"], g)
    last = parsed(match["b"], g) if match["b"] else first
    word = _NEXT_WORD.match(place.after)
    if match["magnitude"]:
        words = _magnitude(match, first, last, place, g)
    elif match["percent"]:
        words = f"{_span(match, first, last, place, g, '')} {_share(match['percent'], g)}"
    elif match["each"]:
        words = f"{_span(match, first, last, place, g, '')} {g.per} {_each(match['each'], g)}"
    elif match["unit"] or match["money"]:
        words = _measured(match, first, last, place, g)
    elif first.plain and last.plain and not match["vulgar"] and not (word and g.gender(word[1])):
        words = g.year(first.whole)
        if match["b"]:
            words = g.range_(words, g.year(last.whole), place.before)
    else:
        words = _span(match, first, last, place, g, g.gender(word[1]) if word else "")
    return f"{_sign(match['sign'], g)}{words}"


def ratio_kinds(g: Grammar) -> tuple[Kind, ...]:
    """Return the kind of ratios, scales and scores: ``3:1``, ``1:25.000``."""

    def read(match: re.Match[str], _place: Place) -> str:
        first, last = (in_words(parsed(match[side], g), g) for side in ("a", "b"))
        return f"{first} {g.ratio} {last}"

    pattern = rf"(?P<a>\d{{1,4}})\s?:\s?(?P<b>{number_pattern(g)})(?![\d:]|{ALNUM})"
    return (Kind("ratio", "9", re.compile(pattern), read),)


def _of_one(spoken: str, noun: Noun, part: tuple[int, int], g: Grammar) -> str:
    """Return a part of one unit: "half a liter", "three quarters of a liter"."""
    return f"{spoken} {noun.one}" if part == (1, 2) else f"{spoken} {g.part_of}{noun.one}"


def _share(sign: str, g: Grammar) -> str:
    return g.percent if sign == "%" else g.per_mille


def _sign(sign: str | None, g: Grammar) -> str:
    mark = (sign or "").strip()
    if not mark:
        return ""
    return f"{g.signs.get('±', '') if mark == '±' else g.plus if mark == '+' else g.minus} "


def _span(
    match: re.Match[str],
    first: Number,
    last: Number,
    place: Place,
    g: Grammar,
    gender: str,
    units: tuple[str, str] = _NO_UNIT,
) -> str:
    """Return a number, or a range, and what it counts: one of it, several."""
    unit = units[g.plural(last.whole, last.decimals)]
    words = in_words(first, g, gender, place.before)
    ending = in_words(last, g, gender)
    if match["vulgar"]:
        part = _VULGAR[match["vulgar"]]
        ending = g.mixed(last.whole, *part, units, gender) or f"{ending} {unit}".rstrip()
    elif unit:
        words, ending = (words if match["b"] else f"{words} {unit}"), f"{ending} {unit}"
    if not match["b"]:
        return ending if match["vulgar"] else words
    if first == last and not match["vulgar"]:
        return f"{words} {ending}"
    return g.range_(words, ending, place.before)


def _magnitude(match: re.Match[str], first: Number, last: Number, place: Place, g: Grammar) -> str:
    noun = g.magnitudes[match["magnitude"]]
    words = _span(match, first, last, place, g, noun.gender)
    words = f"{words} {noun.counted(plural=g.plural(last.whole, last.decimals))}"
    counted = _counted(match, g)
    return f"{words}{g.of(counted)}{counted}" if counted else words


def _counted(match: re.Match[str], g: Grammar) -> str:
    if match["unit"]:
        return unit_words(match["unit"], g, plural=True)[0]
    return g.currencies[match["money"]].whole.many if match["money"] else ""


def _measured(match: re.Match[str], first: Number, last: Number, place: Place, g: Grammar) -> str:
    written = match["unit"] or match["money"]
    price = g.currencies.get(written)
    if (
        price
        and not match["b"]
        and not match["vulgar"]
        and price.part
        and 0 < len(first.decimals.rstrip("0")) <= 2
    ):
        return _price(first, price.whole, price.part, place, g)
    if price and not first.decimals.rstrip("0") and not match["b"]:
        first = last = Number(first.whole, "", first.plain)
    one, gender = unit_words(written, g, plural=False)
    many, _ = unit_words(written, g, plural=True)
    return _span(match, first, last, place, g, gender, (one, many))


def _price(number: Number, whole: Noun, part: Noun, place: Place, g: Grammar) -> str:
    cents = int(number.decimals.rstrip("0").ljust(2, "0"))
    spoken = f"{g.agreeing(cents, part.gender, '')} {part.counted(plural=g.plural(cents, ''))}"
    if not number.whole:
        return spoken
    amount = g.agreeing(number.whole, whole.gender, place.before)
    return g.money(f"{amount} {whole.counted(plural=g.plural(number.whole, ''))}", spoken)
