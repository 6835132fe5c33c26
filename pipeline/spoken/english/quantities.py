"""Quantities: signs, money, magnitudes, units, rates, ranges, multipliers."""

from __future__ import annotations

import re

from pipeline.spoken.english.context import (
    FUNCTION_WORDS,
    attributive,
    next_word,
    operand_before,
    verb_of_clause,
)
from pipeline.spoken.english.numbers import cardinal, number
from pipeline.spoken.english.units import MONEY, RATES, TIGHT, UNITS
from pipeline.spoken.scanner import LETTER, Kind, Place

NUMBER = (
    r"(?:(?:\d{1,3}(?:,\d{3}){1,6}(?!\d)|\d{1,30}(?!\d))(?:\.\d{1,30}(?!\d))?|\.\d{1,30}(?!\d))"
)
DASH = r"\s?[-–—‒−‐‑]\s?"

MAGNITUDES = {
    "k": "thousand", "K": "thousand", "M": "million", "m": "million", "mm": "million",
    "MM": "million", "mn": "million", "B": "billion", "b": "billion", "bn": "billion",
    "Bn": "billion", "T": "trillion", "t": "trillion", "tn": "trillion", "trn": "trillion",
    "hundred": "hundred", "thousand": "thousand", "million": "million", "billion": "billion",
    "trillion": "trillion", "quadrillion": "quadrillion",
}  # fmt: skip
_MONEY_ONLY = {"t", "b", "mm", "mn"}
_COMPARISONS = {
    "<": ("less than", "less than"), "<=": ("less than or equal to", "at most"),
    "≤": ("less than or equal to", "at most"), ">": ("greater than", "more than"),
    ">=": ("greater than or equal to", "at least"), "≥": ("greater than or equal to", "at least"),
    "≪": ("much less than", "far less than"), "≫": ("much greater than", "far more than"),
}  # fmt: skip
"""Sign → how it is said between two things, and before a quantity alone."""
_SIGNS = {"-": "minus", "−": "minus", "–": "minus", "+": "plus", "±": "plus or minus"}
_MODEL_NEAR = re.compile(
    r"(?:,? ?(?:and |& |or |to )?\d[\d.]*B)*"
    r"[ -](?:\w+[ -])?(?:base|checkpoints?|instruct|LLMs?|models?|MoEs?|variants?|versions?"
    r"|weights|ones?)\b"
)
_NAME_BEFORE = re.compile(r"(?:\b[A-Z][\w.]*|[a-z][A-Z]\w*)(?: [\d.]+)? $")
_NO_NAME = re.compile(
    r"\b(?:A|All|An|And|At|But|By|For|From|In|Its|Just|Of|On|Only|Or|Our|Over|The|Their|These|"
    r"This|To|Under|We|With|About|Around|Nearly|Some|Roughly|Only|Every|Each|Any) $"
)
_SIZE_BEFORE = re.compile(r"\b[A-Z][\w.]* (?:[\d.]+ )?[\d.]+B,? (?:and|&|or|to) $")
_NAME_AFTER = re.compile(r" (?:[A-Z]\w*-?\d|[A-Z]{2,}s?\b)")
_OF_PARAMETERS = re.compile(r"[ -](?:total |active |trainable )?(?:param|token|people|users?\b)")
_SAID_ABOUT = re.compile(
    r"\b(?:about|around|roughly|approximately|nearly|almost|some) $", re.IGNORECASE
)
_SUM_GOES_ON = re.compile(
    r" (?:and|to|or) [$€£¥₹][\d.,]+\s?(?:hundred|thousand|million|billion|trillion|[KMBTkmb]\b"
    r"|bn\b)"
)
_SAID_MONEY = re.compile(r" (?:U\.?S\.? )?(?:dollars?|euros?|pounds?|USD|EUR|yen)\b")
_IN_A_FORMULA = re.compile(r"\s?[+=*^−]|\s-\s")
_FORMULA_BEFORE = re.compile(r"[=+*]\s?$")
_ARTICLE = re.compile(r"\b(?:an?|the|this|that|another|[Tt]rue|mythical) $", re.IGNORECASE)
_CONTEXT_AFTER = re.compile(
    r"(?:[ -]tokens?)?(?: of)?[ -](?:\w+ )?(?:context|ctx|window|sequence|seqlen)\b"
)
_CONTEXT_BEFORE = re.compile(
    r"\b(?:context|sequence|seq)[ -](?:lengths?|len|windows?|sizes?)\b[^.;]{0,30}$|"
    r"\bcontexts? (?:to|of|from|at|beyond|past)(?: \d+[Kk] to)? $",
    re.IGNORECASE,
)
_SHOWN = re.compile(r" (?:video|display|resolution|monitor|screen|TVs?|footage|run|race)")
_COMPARED = re.compile(
    r" (?:as|more|less|fewer|worse|(?:fast|cheap|larg|bigg|small|bett|long|high|low|slow|great"
    r"|strong|hard|quick|easi|deep|wid|rich|dens|smart|strict|light|heavi|short|saf)er|the|in"
    r"|over|what|this|that|its|our|their|and|to|or|by|on)\b"
)

_UNIT = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
_TIGHT = "|".join(sorted(map(re.escape, TIGHT), key=len, reverse=True))
_RATE = "|".join(sorted(map(re.escape, RATES), key=len, reverse=True))
_WORDS = r"(?:hundred|thousand|million|billion|trillion|quadrillion)(?![A-Za-z])"
_LETTER = r"(?:trn|mm|MM|mn|bn|Bn|tn|[kKMmBbTt])(?![A-Za-z0-9])"


def _amount(n: int) -> str:
    return (
        rf"(?P<money{n}>{'|'.join(map(re.escape, MONEY))})?\s?(?P<number{n}>{NUMBER})"
        rf"(?:[\s-]?(?P<word{n}>{_WORDS})|(?P<letter{n}>{_LETTER}))?(?P<percent{n}>\s?%)?"
    )


_BEFORE = (
    r"(?P<about>[~≈∼≃]\s?)?(?P<compared>(?:<=|>=|[<>≤≥≪≫])\s?[~≈]?)?"
    r"(?P<sign>(?<![\w)\]])[-−–+±](?=[$€£¥₹\d.]))?"
)
_AFTER = (
    rf"(?P<plus>\+(?![\w+]))?(?:[\s-]?(?P<unit>{_UNIT})(?![\w])|(?P<tight>{_TIGHT})(?!\w))?"
    rf"(?P<power>[²³])?(?P<late>\+(?![\w+]))?(?:\s?/\s?(?P<per>{_RATE})(?!\w))?"
)

_WHOLE = rf"(?!{LETTER})"
_ONE = re.compile(_BEFORE + _amount(1) + _AFTER + r"(?P<own>['’]s(?!\w))?" + _WHOLE)
_RANGE = re.compile(
    _BEFORE + _amount(1) + rf"(?P<unit1>\s?(?:{_UNIT})|[x×])?{DASH}" + _amount(2) + _AFTER + _WHOLE
)


def _magnitude(match: re.Match[str], n: int, place: Place, money: str) -> str:
    """Return the word for a magnitude, perhaps only its letter; empty for none."""
    word, letter = match[f"word{n}"], match[f"letter{n}"]
    if word:
        return str(word)
    if not letter:
        return ""
    if not money:
        if letter in "Kk" and (
            _SHOWN.match(place.after) or _in_four_k(match, n, place) or _of_context(place)
        ):
            return "K"
        if letter in "BbM" and _names_a_model(letter, place):
            return str(letter.upper())
        if letter == "m":
            return "meter" if match[f"number{n}"] == "1" or attributive(place) else "meters"
    return MAGNITUDES[letter]


def _of_context(place: Place) -> bool:
    """Tell whether the thousands are a context's: "a one hundred twenty-eight K context"."""
    return bool(_CONTEXT_AFTER.match(place.after) or _CONTEXT_BEFORE.search(place.before))


def _in_four_k(match: re.Match[str], n: int, place: Place) -> bool:
    resolution = match[f"number{n}"] in {"4", "8"} and place.before.endswith("in ")
    return resolution or (
        match[f"number{n}"] in {"5", "10"}
        and re.search(r"\b(?:an?|[Tt]he) $", place.before) is not None
        and next_word(place).lower() in FUNCTION_WORDS | {""}
    )


def _names_a_model(letter: str, place: Place) -> bool:
    if _OF_PARAMETERS.match(place.after):
        return False
    if letter in "Bb" and _NAME_AFTER.match(place.after):
        return True
    if letter in "Bb" and _SIZE_BEFORE.search(place.before):
        return True
    named = _NAME_BEFORE.search(place.before) and not _NO_NAME.search(place.before)
    return bool(named) or (letter in "Bb" and bool(_MODEL_NEAR.match(place.after)))


def _money(text: str, magnitude: str, money: str, *, single: bool) -> str:
    """Return an amount of money in words."""
    names = MONEY[money]
    if magnitude:
        return f"{number(text)} {magnitude} {names[0] if single else names[1]}"
    units, point, cents = text.partition(".")
    if len(cents) == 2 and point and names[2]:
        value, small = int(units.replace(",", "") or 0), int(cents)
        big = f"{number(units or '0')} {names[0] if single or value == 1 else names[1]}"
        little = f"{cardinal(small)} {names[2] if single or small == 1 else names[3]}"
        if not small:
            return big
        return f"{big} and {little}" if value else little
    return f"{number(text)} {names[0] if single or text == '1' else names[1]}"


def _unit(match: re.Match[str], *, single: bool) -> str:
    """Return the unit's words, or nothing."""
    sign = match["unit"] or match["tight"]
    if not sign:
        return ""
    one, many = UNITS.get(sign) or TIGHT[sign]
    power = {"²": "square ", "³": "cubic "}.get(match["power"] or "", "")
    return power + (one if single else many)


def _lead(match: re.Match[str], place: Place) -> list[str]:
    words = []
    if match["about"]:
        words.append("" if _SAID_ABOUT.search(place.before) else "about")
    if match["compared"]:
        between, alone = _COMPARISONS[match["compared"].rstrip(" ~≈")]
        verb = "is " if verb_of_clause(place) else ""
        words.append(f"{verb}{between}" if operand_before(place) else alone)
    if match["sign"]:
        words.append(_SIGNS[match["sign"]])
    return [word for word in words if word]


def _quantity(match: re.Match[str], place: Place) -> str | None:
    said = _said(match, place, (1,))
    return f"{said}'s" if said and match["own"] else said


def _range(match: re.Match[str], place: Place) -> str | None:
    if place.after[:1] in {"-", "–", "/", ":"} and place.after[1:2].isdigit():
        return None
    bare = match.group().replace(" ", "")
    if re.fullmatch(r"0\d[-–]\d\d|\d\d[-–]0\d", bare):
        return " ".join(_two_figures(part) for part in re.split("[-–]", bare))
    same = re.fullmatch(r"(\d+)[-–](\d+)", bare)
    if same and (same[1] == same[2] or int(same[1]) + int(same[2]) == 100):
        return f"{number(same[1])} {number(same[2])}"
    if match["number1"].count(".") and place.text[match.end("number1")] == ".":
        return None
    return _said(match, place, (1, 2))


def _two_figures(text: str) -> str:
    """Return "oh five" for 05, as in the dates that models are named by."""
    return f"oh {cardinal(int(text))}" if text[0] == "0" else cardinal(int(text))


def _said(match: re.Match[str], place: Place, which: tuple[int, ...]) -> str | None:
    money = next((match[f"money{n}"] for n in which if match[f"money{n}"]), None) or ""
    if not money and any(match[f"letter{n}"] in _MONEY_ONLY - {"b"} for n in which):
        return None
    hyphened = place.after[:1] == "-" and place.after[1:2].isalpha()
    single = hyphened or (not match["per"] and attributive(place))
    amounts = [_amount_said(match, n, place, money) for n in which[:-1]]
    if money and len(which) > 1 and _small(match, money):
        first = _money(match["number1"], "", money, single=False)
        last_small = (match["number2"].partition(".")[0] or "0") == "0"
        amounts = [first.rpartition(" ")[0] if last_small else first]
    amounts.append(_amount_said(match, which[-1], place, money, last=True, single=single))
    lone = match["number1"] == "1" and not (match["word1"] or match["letter1"])
    tail = _tail(match, place, single=single or (lone and len(which) == 1))
    return " ".join([*_lead(match, place), " to ".join(amounts), *tail])


def _amount_said(
    match: re.Match[str],
    n: int,
    place: Place,
    money: str,
    *,
    last: bool = False,
    single: bool = False,
) -> str:
    """Return one amount in words; the last one of a range names the currency."""
    text, magnitude = match[f"number{n}"], _magnitude(match, n, place, money)
    words = f"{number(text)} {magnitude}".rstrip()
    goes_on = not magnitude and "." not in text and _SUM_GOES_ON.match(place.after)
    if last and money and not goes_on and not _SAID_MONEY.match(place.after):
        words = _money(text, magnitude, money, single=single)
    if match[f"percent{n}"]:
        words += " percent"
    unit = "" if last else (match["unit1"] or "").strip()
    return f"{words} {UNITS[unit][1]}" if unit in UNITS else words


def _small(match: re.Match[str], money: str) -> bool:
    """Tell whether a range of money starts below one and counts hundredths: ``$0.50–$1``."""
    cents = re.fullmatch(r"0?\.\d\d", match["number1"])
    spelled = match["letter1"] or match["word1"] or match["letter2"] or match["word2"]
    return bool(cents and MONEY[money][2] and not spelled)


def _tail(match: re.Match[str], place: Place, *, single: bool) -> list[str]:
    """Return what follows the amount: plus, unit, rate."""
    sign = match["unit"] or match["tight"] or ""
    unit = _times(place) if sign in {"x", "X", "×"} else _unit(match, single=single)
    if sign.endswith(".") and not place.after.strip('"”’) '):
        unit += "."
    plus = ["plus"] if match["plus"] or match["late"] else []
    said = [unit, *plus] if match["late"] else [*plus, unit]
    rate = f"per {RATES[match['per']]}" if match["per"] else ""
    return [word for word in (*said, rate) if word]


def _times(place: Place) -> str:
    """Return "times", or "x" where it is an adjective or a variable: "a ten x engineer"."""
    if _IN_A_FORMULA.match(place.after) or _FORMULA_BEFORE.search(place.before):
        return "x"
    if re.match(r" ?[A-Z]{1,4}\d| [A-Z]{3} \d", place.after):
        return "x"
    follows = re.match(r"[ -][A-Za-z]", place.after) and not _COMPARED.match(place.after)
    return "x" if follows and _ARTICLE.search(place.before) else "times"


KINDS = (
    Kind("range", "9$€£¥₹U~≈∼≃<>≤≥≪≫-−–+±.", _RANGE, _range),
    Kind("quantity", "9$€£¥₹UA~≈∼≃<>≤≥≪≫-−–+±.", _ONE, _quantity),
)
