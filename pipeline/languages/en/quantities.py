"""Quantities: signs, money, magnitudes, units, rates, ranges, multipliers."""

from __future__ import annotations

import re

from pipeline.languages.en.context import (
    attributive,
    of_one_thing,
    operand_before,
    verb_of_clause,
)
from pipeline.languages.en.magnitudes import MONEY_ONLY, magnitude
from pipeline.languages.en.money import AFTER_A_BLANK, MONEY, spoken_money
from pipeline.languages.en.numbers import cardinal, number
from pipeline.languages.en.units import RATES, SHORT, TIGHT, UNITS
from pipeline.languages.en.years import COUNTED
from pipeline.languages.scanner import LETTER, Kind, Place
from pipeline.tools.patterns import any_of

_THINGS = any_of(COUNTED)
GROUPED = (
    r"\d{1,3}(?:(?:,\d{3}){1,10}|(?:[\xa0\u2009\u202f'’]\d{3}){1,10}|(?: \d{3}){2,10}| 000"
    rf"| \d{{3}}(?= (?:{_THINGS})\b))"
    r"(?![ \xa0\u2009\u202f]?\d)"
)
"""A whole number whose thousands are parted by commas, thin spaces, spaces or apostrophes."""
NUMBER = rf"(?:(?:{GROUPED}|\d{{1,30}}(?!\d))(?:\.\d{{1,30}}(?!\d))?|\.\d{{1,30}}(?!\d))"
DASH = r"\s?(?:--(?!-)|[-–—‒−‐‑])\s?"

_COMPARISONS = {
    "<": ("less than", "less than"), "<=": ("less than or equal to", "at most"),
    "≤": ("less than or equal to", "at most"), ">": ("greater than", "more than"),
    ">=": ("greater than or equal to", "at least"), "≥": ("greater than or equal to", "at least"),
    "≪": ("much less than", "far less than"), "≫": ("much greater than", "far more than"),
}  # fmt: skip
"""Sign → how it is said between two things, and before a quantity alone."""
_SIGNS = {"-": "minus", "−": "minus", "–": "minus", "+": "plus", "±": "plus or minus"}
_ABOUT = re.compile(r"\b(?:about|around|roughly|approximately|nearly|almost|some) $", re.IGNORECASE)
_SUM_GOES_ON = re.compile(
    r" (?:and|to|or) [$€£¥₹][\d.,]+\s?(?:hundred|thousand|million|billion|trillion|[KMBTkmb]\b"
    r"|bn\b)"
)
_MONEY_WORDS = re.compile(r" (?:U\.?S\.? )?(?:dollars?|euros?|pounds?|USD|EUR|yen)\b")
_IN_A_FORMULA = re.compile(r"\s?[+=*^−]|\s-\s")
_FORMULA_BEFORE = re.compile(r"[=+*]\s?$")
_VERB_AFTER = re.compile(r" (?:is|was|are|were|isn['’]t|wasn['’]t|means?|remains|has)\b")
"""The relation is then no verb but a part of the subject: "if p less than … is your standard"."""
_BETWEEN = re.compile(r"\b[Bb]etween (?:about |around |roughly )?$")
_COUNTED_OUT = re.compile(r" (?:votes?|majority|margin|win|loss|lead|victory|defeat|along)\b")
"""After a range that adds up to a hundred: "a fifty-one to forty-nine vote"."""
_ARTICLE = re.compile(r"\b(?:an?|the|this|that|another|[Tt]rue|mythical) $", re.IGNORECASE)
_COMPARED = re.compile(
    r" (?:as|more|less|fewer|worse|(?:fast|cheap|larg|bigg|small|bett|long|high|low|slow|great"
    r"|strong|hard|quick|easi|deep|wid|rich|dens|smart|strict|light|heavi|short|saf)er|the|in"
    r"|over|what|this|that|its|our|their|and|to|or|by|on)\b"
)

_UNIT = any_of(UNITS)
_TIGHT = any_of([*TIGHT, *SHORT])
_SHORT = rf"\s(?:{'|'.join(SHORT)})(?![\w'’&=-]|\.\w|\s?[=+*])"
_RATE = any_of(RATES)
_WORDS = r"(?:hundred|thousand|million|billion|trillion|quadrillion|crore|lakh|bn|trn)(?![A-Za-z])"
_LETTER = r"(?:trn|mm|MM|mn|bn|Bn|tn|[kKMmBbTt])(?![A-Za-z0-9])"


def _amount(n: int) -> str:
    return (
        rf"(?P<money{n}>{'|'.join(map(re.escape, MONEY))})?\s?(?P<number{n}>{NUMBER})"
        rf"(?:[\s-]?(?P<word{n}>{_WORDS})|(?(money{n})(?:\s(?={AFTER_A_BLANK}))?|)"
        rf"(?P<letter{n}>{_LETTER}))?(?P<percent{n}>\s?%)?"
    )


_BEFORE = (
    r"(?P<about>[~≈∼≃]\s?)?(?P<compared>(?:<=|>=|[<>≤≥≪≫])\s?[~≈]?)?"
    r"(?P<sign>(?<![\w)\]])[-−–+±](?=[$€£¥₹\d.]))?"
)
_AFTER = (
    rf"(?P<plus>\+(?![\w+]))?(?:[\s-]?(?P<unit>{_UNIT})(?![\w])|(?P<tight>{_TIGHT})(?!\w)"
    rf"|(?P<short>{_SHORT}))?"
    rf"(?P<power>[²³])?(?P<late>\+(?![\w+]))?(?:\s?/\s?(?P<per>{_RATE})(?!\w)"
    r"(?:(?<=/mo|/yr|/hr)\.(?=[,;)]|\s[a-z]))?)?"
)

_WHOLE = rf"(?!{LETTER})"
_ONE = re.compile(_BEFORE + _amount(1) + _AFTER + r"(?P<own>['’]s(?!\w))?" + _WHOLE)
_RANGE = re.compile(
    _BEFORE + _amount(1) + rf"(?P<unit1>\s?(?:{_UNIT})|[x×])?{DASH}" + _amount(2) + _AFTER + _WHOLE
)


_FEWEST_PAGES = 25
"""Of a book, for ``80 pp``; fewer without a full stop are percentage points."""
_CHANGE = re.compile(
    r"\b(?:by|up|down|gains?|gained|rose|fell|falls?|rises?|lost|drop\w*|increas\w+|decreas\w+|improv\w+"
    r"|lead|leads|ahead|behind|margin|within|another)\b[^.;]{0,16}$",
    re.IGNORECASE,
)
"""Before percentage points."""


def _sign(match: re.Match[str]) -> str:
    return str(match["unit"] or match["tight"] or (match["short"] or "").strip())


def _counts_pages(match: re.Match[str], place: Place, sign: str) -> bool:
    """Tell whether ``12 pp.`` are pages, and no percentage points of a change."""
    written = match["number1"].replace(",", "")
    if not written.isdecimal() or match["sign"] or _CHANGE.search(place.before):
        return False
    return sign == "pp." or int(written) >= _FEWEST_PAGES


def _unit(match: re.Match[str], place: Place, *, single: bool) -> str:
    """Return the unit's words, or nothing."""
    sign = _sign(match)
    if not sign:
        return ""
    if sign in {"pp.", "pp"} and _counts_pages(match, place, sign):
        return "pages"
    one, many = UNITS.get(sign) or SHORT.get(sign) or TIGHT[sign]
    power = {"²": "square ", "³": "cubic "}.get(match["power"] or "", "")
    return power + (one if single else many)


def _lead(match: re.Match[str], place: Place) -> list[str]:
    words = []
    if match["about"]:
        words.append("" if _ABOUT.search(place.before) else "about")
    if match["compared"]:
        between, alone = _COMPARISONS[match["compared"].rstrip("~≈").rstrip()]
        verb = "is " if verb_of_clause(place) and not _VERB_AFTER.match(place.after) else ""
        money = any(f"money{n}" in match.groupdict() and match[f"money{n}"] for n in (1, 2))
        words.append(f"{verb}{between}" if operand_before(place) and not money else alone)
    if match["sign"]:
        words.append(_SIGNS[match["sign"]])
    return [word for word in words if word]


def _quantity(match: re.Match[str], place: Place) -> str | None:
    spoken = _spoken(match, place, (1,))
    return f"{spoken}'s" if spoken and match["own"] else spoken


def _range(match: re.Match[str], place: Place) -> str | None:
    if place.after[:1] in {"-", "–", "/", ":"} and place.after[1:2].isdigit():
        return None
    bare = match.group().replace(" ", "")
    if re.fullmatch(r"0\d[-–]\d\d|\d\d[-–]0\d", bare):
        return " ".join(_two_figures(part) for part in re.split("[-–]", bare))
    same = re.fullmatch(r"(\d+)[-–](\d+)", bare)
    if same and (set(same[2]) == {"0"} or re.match(r"-[A-Za-z]", place.after)):
        return f"{number(same[1])} {number(same[2])}"
    if same and _paired(same[1], same[2], place.after):
        return f"{number(same[1])} {number(same[2])}"
    if match["number1"].count(".") and place.text[match.end("number1")] == ".":
        return None
    return _spoken(match, place, (1, 2))


def _paired(left: str, right: str, after: str) -> bool:
    """Tell whether two numbers are shares of a whole or a saying, and no range."""
    if _COUNTED_OUT.match(after):
        return False
    shares = left == right or (int(left) + int(right) == 100 and left != "0")
    return shares or ((left, right) == ("1", "2") and after.startswith(" punch"))


def _two_figures(text: str) -> str:
    """Return "oh five" for 05, as in the dates that models are named by."""
    return f"oh {cardinal(int(text))}" if text[0] == "0" else cardinal(int(text))


def _spoken(match: re.Match[str], place: Place, which: tuple[int, ...]) -> str | None:
    money = next((match[f"money{n}"] for n in which if match[f"money{n}"]), None) or ""
    if not money and any(match[f"letter{n}"] in MONEY_ONLY for n in which):
        return None
    hyphened = place.after[:1] == "-" and place.after[1:2].isalpha()
    if match["short"] and (money or (which == (1, 2) and match["unit1"])):
        return None
    unit = bool(_sign(match))
    single = hyphened or (of_one_thing(place) if match["per"] else attributive(place, unit=unit))
    amounts = [_spoken_amount(match, n, place, money) for n in which[:-1]]
    if money and len(which) > 1 and _with_cents(match, money):
        amounts = [spoken_money(match["number1"], "", money, single=False)]
    elif money and len(which) > 1 and _small(match, money):
        first = spoken_money(match["number1"], "", money, single=False)
        last_small = (match["number2"].partition(".")[0] or "0") == "0"
        amounts = [first.rpartition(" ")[0] if last_small else first]
    amounts.append(_spoken_amount(match, which[-1], place, money, last=True, single=single))
    lone = match["number1"] == "1" and not (match["word1"] or match["letter1"])
    tail = _tail(match, place, single=single or (lone and len(which) == 1))
    joint = " and " if _BETWEEN.search(place.before) else " to "
    return " ".join([*_lead(match, place), joint.join(amounts), *tail])


def _spoken_amount(
    match: re.Match[str],
    n: int,
    place: Place,
    money: str,
    *,
    last: bool = False,
    single: bool = False,
) -> str:
    """Return one amount in words; the last one of a range names the currency."""
    text, size = match[f"number{n}"], magnitude(match, n, place, money)
    if money and not last and text.endswith(".00"):
        text = text[:-3]
    words = f"{number(text)} {size}".rstrip()
    goes_on = not size and "." not in text and _SUM_GOES_ON.match(place.after)
    if last and money and not goes_on and not _MONEY_WORDS.match(place.after):
        words = spoken_money(text, size, money, single=single)
    if match[f"percent{n}"]:
        words += " percent"
    unit = "" if last else (match["unit1"] or "").strip()
    return f"{words} {UNITS[unit][1]}" if unit in UNITS else words


def _small(match: re.Match[str], money: str) -> bool:
    """Tell whether a range of money starts below one and counts hundredths: ``$0.50–$1``."""
    cents = re.fullmatch(r"0?\.\d\d", match["number1"])
    spelled = match["letter1"] or match["word1"] or match["letter2"] or match["word2"]
    return bool(cents and MONEY[money][2] and not spelled)


def _with_cents(match: re.Match[str], money: str) -> bool:
    """Tell whether both ends of a range of money count hundredths: ``$150.25-$250.67``."""
    ends = (match["number1"], match["number2"])
    whole = all(re.fullmatch(r"[1-9][\d,]*\.\d\d", end) for end in ends)
    spelled = match["letter1"] or match["word1"] or match["letter2"] or match["word2"]
    return bool(whole and MONEY[money][2] and not spelled and not match["number1"].endswith(".00"))


def _tail(match: re.Match[str], place: Place, *, single: bool) -> list[str]:
    """Return what follows the amount: plus, unit, rate."""
    sign = _sign(match)
    unit = _times(place) if sign in {"x", "X", "×"} else _unit(match, place, single=single)
    if sign.endswith(".") and not place.after.strip('"”’) '):
        unit += "."
    plus = ["plus"] if match["plus"] or match["late"] else []
    spoken = [unit, *plus] if match["late"] else [*plus, unit]
    rate = f"per {RATES[match['per']]}" if match["per"] else ""
    return [word for word in (*spoken, rate) if word]


def _times(place: Place) -> str:
    """Return "times", or "x" where it is an adjective or a variable: "a ten x engineer"."""
    if _IN_A_FORMULA.match(place.after) or _FORMULA_BEFORE.search(place.before):
        return "x"
    if re.match(r" ?[A-Z]{1,4}\d| [A-Z]{3} \d", place.after):
        return "x"
    if re.search(r"\d\.\d+\s?[xX×]$", place.text[place.start : place.end]):
        return "times"
    follows = re.match(r"[ -][A-Za-z]", place.after) and not _COMPARED.match(place.after)
    return "x" if follows and _ARTICLE.search(place.before) else "times"


_STARTS = "9A~≈∼≃<>≤≥≪≫-−–+±." + "".join({sign[0] for sign in MONEY if not sign[0].isalpha()})
"""A currency may start with a letter: ``US$``, ``CHF``."""
_EUROPEAN = re.compile(
    rf"(?P<money>{'|'.join(map(re.escape, MONEY))})\s?"
    r"(?P<whole>\d{1,3}(?:\.\d{3}){1,4}),(?P<cents>\d\d)(?!\d)"
)


def _european(match: re.Match[str], _place: Place) -> str:
    """Read ``€1.234,56``: points between thousands, a comma before the cents."""
    written = f"{match['whole'].replace('.', '')}.{match['cents']}"
    return spoken_money(written, "", match["money"], single=False)


KINDS = (
    Kind("sum", _STARTS, _EUROPEAN, _european),
    Kind("range", _STARTS, _RANGE, _range),
    Kind("quantity", _STARTS, _ONE, _quantity),
)
