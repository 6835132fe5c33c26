"""Signs that belong to a letter: formulas, grades, powers, sharps, Greek letters."""

from __future__ import annotations

import re
import unicodedata

from pipeline.languages.en.letters import spell
from pipeline.languages.en.numbers import cardinal
from pipeline.languages.en.powers import power
from pipeline.languages.en.sign_words import GREEK
from pipeline.languages.scanner import Kind, Place


def _greek(match: re.Match[str], _place: Place) -> str | None:
    letter = match.group()
    if letter in GREEK:
        return GREEK[letter]
    name = unicodedata.name(letter, "")
    if "WITH" in name or not name.startswith("GREEK"):
        return None
    return name.rpartition(" ")[2].lower().replace("lamda", "lambda")


def _variable_power(match: re.Match[str], _place: Place) -> str:
    letters = match["letters"]
    return f"{' '.join(letters.upper())} {power(match['p'] or match['raised'])}"


def _of(match: re.Match[str], _place: Place) -> str:
    return f"{match['letter']} of"


def _applied(match: re.Match[str], _place: Place) -> str:
    """Read ``f(x)`` and ``f(3)``."""
    inside = match["inside"]
    return f"{match['letter']} of {cardinal(int(inside)) if inside.isdecimal() else inside}"


def _joined(match: re.Match[str], place: Place) -> str:
    one, two = match["one"], match["two"]
    if two == "A" and re.match(" [A-Za-z]", place.after):
        two = "eh"
    ending = "'s" if match["ending"] else ""
    return f"{spell(one)} and {two}{ending}"


def _grade(match: re.Match[str], _place: Place) -> str:
    """Read ``B-``, as teachers give it."""
    return f"{match.group()[0]}{'-' if match.group()[0] == 'A' else ' '}minus"


def _star(match: re.Match[str], _place: Place) -> str:
    joint = "-" if match["letter"] == "A" else " "
    return f"{match['letter']}{joint}{'star' if match['sign'] == '*' else 'plus'}"


def _sharp(match: re.Match[str], _place: Place) -> str:
    """Read ``C#`` and ``B♭``."""
    joint = "-" if match["letter"] == "A" else " "
    return f"{match['letter']}{joint}{'flat' if match['sign'] == '♭' else 'sharp'}"


def _chemical(match: re.Match[str], _place: Place) -> str:
    """Read ``H₂SO₄`` letter by letter."""
    parts = re.findall(r"[A-Za-z]|[₀-₉0-9]+", match.group())
    plain = (unicodedata.normalize("NFKC", part) for part in parts)
    return " ".join(cardinal(int(p)) if p.isdecimal() else p.upper() for p in plain)


KINDS = (
    Kind(
        "chemical formula",
        "A",
        re.compile(
            r"(?=[A-Za-z]{0,8}[₀-₉])(?:(?=[A-Z]{0,8}[A-Z][a-z])|(?=[A-Z]{1,8}[₀-₉]{1,2}[A-Z]))"
            r"(?:[A-Z][a-z]?[₀-₉]{0,2}){2,8}(?!\w)"
        ),
        _chemical,
    ),
    Kind(
        "chemical formula",
        "A",
        re.compile(
            r"(?:[A-Z][a-z]?[1-9]?){0,3}?(?:SO|NO|PO)[2-4₂-₄](?:[A-Z][a-z]?[1-9]?){0,3}(?!\w)"
        ),
        _chemical,
    ),
    Kind("grade", "A", re.compile(r"[A-DF][-−](?=[.,;)]|$|\s(?!and\b|or\b|to\b))"), _grade),
    Kind(
        "joined letters",
        "A",
        re.compile(r"(?P<one>[A-Z]{1,2})&(?P<two>[A-Z])(?P<ending>['’]s)?(?!\w)"),
        _joined,
    ),
    Kind(
        "star", "A", re.compile(r"(?<![\w*])(?P<letter>[A-Z])(?P<sign>\*|\+(?!\+))(?![\w*])"), _star
    ),
    Kind("sharp", "A", re.compile(r"(?P<letter>[A-G])(?P<sign>[#♯♭])(?!\w)"), _sharp),
    Kind(
        "of",
        "A",
        re.compile(r"(?<![\w'’.])(?P<letter>[A-Zb-z])\((?P<inside>[b-zB-Z]|\d{1,3})\)(?![\w(])"),
        _applied,
    ),
    Kind("of", "A", re.compile(r"(?<![\w'’.])(?P<letter>O)\((?=[^()]{1,30}\))"), _of),
    Kind(
        "of",
        "A",
        re.compile(r"(?<![\w'’.])(?P<letter>[A-Zb-z])\((?=[a-zA-Z](?:,\s?[a-zA-Z]){0,4}\))"),
        _of,
    ),
    Kind("of", "A", re.compile(r"(?<![\w'’.])(?P<letter>P)\((?=[A-Za-z])"), _of),
    Kind(
        "power",
        "A",
        re.compile(
            r"(?P<letters>[A-Za-z]|[b-df-hj-np-tv-z]{2})(?:\^\{?(?P<p>-?\d{1,3}|[A-Za-z])\}?|"
            r"(?P<raised>[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹ⁿ]{1,4}))(?!\w)"
        ),
        _variable_power,
    ),
    Kind(
        "Greek letter",
        "A∆Ω",
        re.compile(r"(?<![\u0370-\u03ff])[\u0391-\u03a9\u03b1-\u03c9ϵϕϑϱµℓ](?![\u0370-\u03ff])"),
        _greek,
    ),
)
"""Before words."""
