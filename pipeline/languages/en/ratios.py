"""Numbers with numbers: ordinals, fractions, ratios, powers, scientific notation, dimensions."""

from __future__ import annotations

import re

from pipeline.languages.en.context import FUNCTION_WORDS, attributive, next_word
from pipeline.languages.en.numbers import cardinal, name_number, number
from pipeline.languages.en.quantities import NUMBER
from pipeline.languages.en.units import AFTER, after
from pipeline.languages.scanner import NEAR, Kind, Place

_FIGURES = {"0": "zeros", "1": "ones", "9": "nines"}
_ASPECTS = {"16:9", "16:10", "9:16", "21:9", "19.5:9"}
"""Shapes of a picture, which are said with "by"."""
_MET = re.compile(
    r" (?:meetings?|chats?|sessions?|calls?|coaching|tutoring|time|with|conversations?)\b"
)
_AN_HOUR = 60
_RESULT = re.compile(r"\s?=|\s(?:is|are|makes?|equals?|gives)\s(?:about |roughly |only )?\d")
"""After a product that is worked out."""
_ONE_OF_THEM = re.compile(r"\b(?:an?|the|each|every|another|one) $", re.IGNORECASE)


def _to(match: re.Match[str], place: Place) -> str:
    if match.group() == "1:1" and _MET.match(place.after):
        return "one on one"
    if match.group() in _ASPECTS:
        return " by ".join(number(part) for part in match.group().split(":"))
    if clock := re.fullmatch(r"(\d\d):(\d\d)", match.group()):
        minutes, seconds = map(int, clock.groups())
        if minutes + seconds == 100:
            return f"{cardinal(minutes)} {cardinal(seconds)}"
        if seconds < _AN_HOUR and clock[2][0] != "0":
            return f"{cardinal(minutes)} {cardinal(seconds)}"
    return " to ".join(number(part) for part in match.group().split(":"))


def _meetings(_match: re.Match[str], _place: Place) -> str:
    return "one on ones"


def _always(_match: re.Match[str], _place: Place) -> str:
    return "twenty-four seven"


def _each(match: re.Match[str], _place: Place) -> str:
    """Read three numbers or more between slashes: "p50/p95/p99 of 12/80/240"."""
    return ", ".join(number(part) for part in match["several"].split("/")) + ","


def _nines(match: re.Match[str], _place: Place) -> str:
    """Read figures that are counted: "five 9s", "1s and 0s"."""
    return " and ".join(_FIGURES[part[0]] for part in match.group().split(" and "))


def _dimensions(match: re.Match[str], place: Place) -> str | None:
    parts = [part.strip() for part in re.split("[x×X]", match["all"])]
    spaced = re.search("[x×] ", match["all"])
    wide = all(re.fullmatch(r"\d{3,4}", part) for part in parts)
    joint = " times " if spaced and _RESULT.match(place.after) else " by "
    ending = {"b": " B", "m": " M", "k": " K"}.get((match["letter"] or "").lower(), "")
    return joint.join(name_number(part) if wide else number(part) for part in parts) + (
        ending or after(match["unit"], one=place.after[:1] == "-")
    )


def _inches(match: re.Match[str], place: Place) -> str | None:
    if match["sign"] != "″" and _quoted(place, '"“'):
        return None
    before_noun = next_word(place) and next_word(place).lower() not in FUNCTION_WORDS
    one = match["number"] == "1" or before_noun
    return f"{number(match['number'])} {'inch' if one else 'inches'}"


def _feet_alone(match: re.Match[str], place: Place) -> str | None:
    """Read ``6' of cable``, ``8′``."""
    if not match["prime"] and _quoted(place, "'‘"):
        return None
    if match["before"] and not _ONE_OF_THEM.search(place.before):
        return None
    one = match["number"] == "1" or (not match["sign"] and attributive(place, unit=True))
    one = one or bool(match["before"])
    return f"{cardinal(int(match['number']))} {'foot' if one else 'feet'}"


def _tall(match: re.Match[str], _place: Place) -> str:
    """Read ``6 ft 2 in``."""
    feet, inches = (
        f"{number(match[name])} {one if match[name] == '1' else several}"
        for name, one, several in (("feet", "foot", "feet"), ("inches", "inch", "inches"))
    )
    return f"{feet} {inches}"


def _weight(match: re.Match[str], _place: Place) -> str:
    """Read ``12 st 6 lb`` and ``7 lb 3 oz``."""
    names = {"st": ("stone", "stone"), "lb": ("pound", "pounds"), "oz": ("ounce", "ounces")}
    parts = ((match["more"], match["first"]), (match["less"], match["second"]))
    return " ".join(f"{number(n)} {names[unit][n != '1']}" for n, unit in parts)


def _by(_match: re.Match[str], _place: Place) -> str:
    """Read the sign in ``8" × 10"``."""
    return "by"


def _quoted(place: Place, marks: str) -> bool:
    """Tell whether a quotation is open, whose end the mark after a number may be."""
    near = place.text[max(0, place.start - 10 * NEAR) : place.start]
    if marks[0] == "'":
        opened = re.findall(r"(?<![^\s(\[])['‘](?=\w)", near)
        return len(opened) > len(re.findall(r"\w[.,!?]?['’](?!\w)", near))
    is_open = False
    for mark in re.finditer(r'(?P<opens>(?<![^\s(\[])["“])|["”]', near):
        is_open = bool(mark["opens"])
    return is_open


_ARC = {"N": "north", "S": "south", "E": "east", "W": "west"}


def _arc(match: re.Match[str], _place: Place) -> str:
    """Read ``51° 30′ 39″ N``."""
    parts = [
        (match["degrees"], "degree"),
        (match["minutes"], "minute"),
        (match["seconds"], "second"),
    ]
    spoken = ", ".join(f"{number(n)} {name}{'s' * (n != '1')}" for n, name in parts if n)
    return f"{spoken} {_ARC[match['way']]}" if match["way"] else spoken


def _feet(match: re.Match[str], _place: Place) -> str:
    return f"{cardinal(int(match['feet']))} foot {cardinal(int(match['inches']))}"


def _minus(match: re.Match[str], _place: Place) -> str:
    return f"{number(match['left'])} minus {number(match['right'])}"


KINDS = (
    Kind(
        "arc",
        "9",
        re.compile(
            r"(?P<degrees>\d{1,3})\s?[°º]\s?(?P<minutes>\d{1,2}(?:\.\d{1,4})?)\s?['’′]"
            r"(?:\s?(?P<seconds>\d{1,2}(?:\.\d{1,4})?)\s?(?:[\"”″]|''|’’))?"
            r"(?:\s?(?P<way>[NSEW])(?!\w))?"
        ),
        _arc,
    ),
    Kind(
        "feet and inches",
        "9",
        re.compile(r"(?P<feet>\d{1,2})['’′]\s?(?P<inches>\d{1,2})(?:[\"”″]|''|’’)"),
        _feet,
    ),
    Kind(
        "feet and inches",
        "9",
        re.compile(
            r"(?P<feet>\d{1,3})\s?(?:ft|feet|foot)\b\.?,?\s(?P<inches>\d{1,2}(?:\.\d)?)\s?in(?:ch(?:es)?)?\b"
            r"(?:\.(?=\s[a-z]|,))?"
        ),
        _tall,
    ),
    Kind(
        "stones and pounds",
        "9",
        re.compile(
            r"(?P<more>\d{1,3})\s?(?P<first>st|lb)s?\.?,?\s(?P<less>\d{1,2}(?:\.\d)?)\s?(?P<second>lb|oz)s?(?!\w)"
            r"(?:\.(?=\s[a-z]|,))?"
        ),
        _weight,
    ),
    Kind(
        "sides", "A×", re.compile(r"(?<=[\"”″'’′]\s)[x×](?=\s?\d)|(?<=[\"”″'’′])[x×](?=\s?\d)"), _by
    ),
    Kind(
        "inches",
        "9",
        re.compile(r"(?P<number>\d{1,3}(?:\.\d{1,3})?)(?P<sign>[\"”″])(?=x\d|(?!\w))"),
        _inches,
    ),
    Kind(
        "feet",
        "9",
        re.compile(
            r"(?P<number>\d{1,3})(?:(?P<sign>['’])(?= (?:of|tall|long|high|wide|deep|away|by|x"
            r"|above|below)\b)|(?P<before>['’](?= [a-z]{3}))|(?P<prime>′))(?!\w)"
        ),
        _feet_alone,
    ),
    Kind("meetings", "9", re.compile(r"1:1s(?!\w)"), _meetings),
    Kind("always", "9", re.compile(r"24[x×-]7(?![\w-])"), _always),
    Kind(
        "figures",
        "019",
        re.compile(
            r"(?:(?<=wo )|(?<=ee )|(?<=ur )|(?<=ve )|(?<=ix )|(?<=en )|(?<=ht )|(?<=\d ))9s(?!\w)"
            r"|[01]s and [01]s(?!\w)"
        ),
        _nines,
    ),
    Kind(
        "several",
        "9",
        re.compile(r"(?P<several>\d{1,5}(?:\.\d{1,3})?(?:/\d{1,5}(?:\.\d{1,3})?){1,6})/(?=\d)"),
        _each,
    ),
    Kind(
        "ratio",
        "9",
        re.compile(
            r"\d{1,6}(?:\.\d{1,4})?(?::(?:\d{1,3}(?:,\d{3}){1,3}|\d{1,6})(?:\.\d{1,4})?){1,3}"
            r"(?![\w:])"
        ),
        _to,
    ),
    Kind(
        "dimensions",
        "9",
        re.compile(
            rf"(?P<all>(?:{NUMBER})(?:(?:[x×]| [x×] )(?:{NUMBER})){{1,3}})"
            rf"(?P<letter>[BbMKk](?!\w))?(?![A-Za-z]){AFTER}"
        ),
        _dimensions,
    ),
    Kind(
        "difference",
        "9",
        re.compile(rf"(?P<left>{NUMBER})\s?[-–−]\s?(?P<right>{NUMBER})(?=\s?=)"),
        _minus,
    ),
    Kind(
        "difference",
        "9",
        re.compile(rf"(?P<left>{NUMBER})\s−\s(?P<right>{NUMBER})(?![\w%])"),
        _minus,
    ),
)
