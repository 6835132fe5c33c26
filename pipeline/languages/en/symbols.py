"""Signs between words and numbers: operators, arrows, dashes, whatever has words of its own."""

from __future__ import annotations

import re

from pipeline.languages.en.context import operand_before, verb_of_clause
from pipeline.languages.en.letters import spell
from pipeline.languages.en.sign_words import SIGNS
from pipeline.languages.scanner import Kind, Place
from pipeline.tools.patterns import any_of

_RELATIONS = {"≥", ">=", "≤", "<=", "≪", "≫", "≠", "!=", "∝"}


_LET = re.compile(r"\b[Ll]et (?:[^\s,;.]{1,12} = [^\s;]{1,12} and )?[^\s,;.]{1,12} $")


def _sign(match: re.Match[str], place: Place) -> str | None:
    sign = match.group()
    if sign in {"<", ">"}:
        between = re.match(r"\s?[\w$(.-]", place.after) and operand_before(place)
        words = "less than" if sign == "<" else "greater than"
        if not between:
            return ""
        return f"is {words}" if verb_of_clause(place) else words
    if sign == "©" and place.before.rstrip("( ").lower().endswith("copyright"):
        return ""
    clause = sign in _RELATIONS and verb_of_clause(place)
    if sign == "=" and _LET.search(place.before):
        return "equal"
    return f"is {SIGNS[sign]}" if clause else SIGNS[sign]


def _flag(match: re.Match[str], _place: Place) -> str:
    words = match["name"].replace("-", " ").replace("_", " ")
    short = len(words) == 1 or (len(words) < 4 and not re.search("[aeiouy ]", words))
    return f"{'dash ' * len(match['dashes'])}{spell(words) if short else words}"


def _hat(_match: re.Match[str], _place: Place) -> str:
    return "hat"


def _span(_match: re.Match[str], place: Place) -> str | None:
    return "to" if re.search(r"(?:\d[\w%]{0,3}|\bnoon|\bmidnight)$", place.before) else None


def _point(_match: re.Match[str], _place: Place) -> str:
    return "dot"


def _number_sign(_match: re.Match[str], _place: Place) -> str:
    return "number"


def _hash(_match: re.Match[str], _place: Place) -> str:
    return "hash"


KINDS = (
    Kind(
        "flag",
        "-",
        re.compile(
            r"(?:(?<=\s)|(?<![\s\S])|(?<=`))(?P<dashes>--)(?P<name>[a-z][a-z0-9]{1,30}"
            r"(?:[-_][a-z0-9]{1,30}){0,6})(?![\w-])"
        ),
        _flag,
    ),
    Kind(
        "flag",
        "-",
        re.compile(r"(?:(?<=\s)|(?<![\s\S])|(?<=`))(?P<dashes>-)(?P<name>[A-Za-z])(?!\w)"),
        _flag,
    ),
    Kind("hat", "^", re.compile(r"(?<=[a-z]{3})\^(?=[a-zA-Z](?!\w))"), _hat),
    Kind("span", "–", re.compile(r"–(?=[A-Za-z$€£'’]{0,2}\d)"), _span),
    Kind("number sign", "#", re.compile(r"#(?=\s?\d)|(?<=[a-z] )#(?=\s)"), _number_sign),
    Kind("hash", "#", re.compile(r"(?<=[\w$€£¥₩%])#(?=[\w$€£¥₩%])"), _hash),
    Kind("point", ".", re.compile(r"(?<![\w.'’])\.(?=[a-z])"), _point),
    Kind("sign", "é<>=!-:+&|@%^*/$", re.compile(any_of([*SIGNS, "<", ">"])), _sign),
)
"""After everything else."""
