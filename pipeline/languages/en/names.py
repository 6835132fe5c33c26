"""Names of models, products and versions: letters and digits in one word."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.languages.en.letters import (
    SHOUTED,
    SPELLED_THOUGH_WORDS,
    capitals,
    shouted_whole,
    spell,
)
from pipeline.languages.en.numbers import cardinal, digits, name_number, number
from pipeline.languages.en.units import ALONE, UNITS
from pipeline.languages.lexicon import Lexicon
from pipeline.languages.scanner import ALNUM, LETTER, MARKED, Kind, Place

_RUN = re.compile(r"[A-Z]{2,}(?=v\d)|[BM](?=x\d)|\d+(?:\.\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)?|['’]s")
_SHOUT_BEFORE = re.compile(r"(?<![\w-])([A-Z]{2,20})[,;:]?\s$")
_SHOUT_AFTER = re.compile(r"[,;:]?\s([A-Z]{2,20})(?![\w-])")
_CAPITALS = re.compile(r"(?<![\w-])[A-Z]{2,20}(?![\w-])")
_CLAUDE = re.compile(r"(?<=claude-)(\d)-(\d)(?=-[a-z])")
"""Two figures of a version in a model's identifier."""
_PART_OF_APPENDIX = re.compile(r"[A-H]\.(?P<number>\d{1,2})")
_LETTER_A = re.compile(
    r"(?:Series|Plan|Type|Class|Grade|Vitamin|Option|Part|Section|Appendix|Exhibit|Group|Team|"
    r"Level|Hepatitis|Side|Point|Model|Variant|Step|Company|Player|Lab|Table|Figure|Layer|grade|"
    r"plan|option|vitamin|type|model|variant|letter|point|team|[Tt]he|[Aa]n|and)\s$"
)
_ONE_BEFORE = re.compile(r"\b(?:per|each|every|extra|additional) $")
_SOME_BEFORE = re.compile(r"\b(?:few|many|more|fewer|several|in|of) $")
_MANY = "+s"
"""Stands for a plural's ending until words are joined."""
_PRESS_BEFORE = re.compile(
    r"\b(?:Princeton|Harvard|Yale|Oxford|Cambridge|Stanford|Cornell|Columbia|Duke|Chicago|Indiana|"
    r"Manchester|Edinburgh|Toronto|Fordham|Rutgers|Purdue|Syracuse|Temple|Hopkins|Georgetown|"
    r"State|Liverpool|Amsterdam|Leuven|Minnesota|California|Michigan|Illinois|Nebraska|Texas|"
    r"Kentucky|Virginia|Carolina|Georgia|Iowa|Kansas|Ohio|Exeter|Bristol|Wales|Hawaii|Washington) $"
)
"""Before a university's press: "Princeton UP"."""
_UNIT_AFTER = {"GB": "gigabyte", "MB": "megabyte", "TB": "terabyte", "KB": "kilobyte",
               "ms": "millisecond", "GHz": "gigahertz", "MHz": "megahertz", "kW": "kilowatt",
               "nm": "nanometer", "mm": "millimeter", "km": "kilometer"}  # fmt: skip


def identifier(word: str, lexicon: Lexicon, *, shouting: bool = False) -> str:
    """Return one part of a name, letters and digits in any mix, as it is said.

    Args:
        word: Without hyphens.
        lexicon: Asked for the whole and for each run of letters.
        shouting: Whether the words around are in capitals too.
    """
    known = lexicon.alias_of(word) or capitals(word, lexicon, shouting=shouting)
    if known is not None:
        return known
    runs = _RUN.findall(word)
    if len(runs) == 1 and not runs[0][0].isdigit():
        return word.replace("’", "'")
    spoken: list[str] = []
    for place, run in enumerate(runs):
        follows = runs[place + 1] if place + 1 < len(runs) else ""
        spoken.append(_run(run, follows, place, lexicon))
    return _join(spoken)


def _run(run: str, follows: str, place: int, lexicon: Lexicon) -> str:  # noqa: PLR0911 - a case a line
    if run[0].isdigit():
        return name_number(
            run, sized=follows[:1] in {"B", "b", "K", "k", "M", "T"} and len(follows) == 1
        )
    if run in {"'s", "’s"}:
        return "'s"
    if place and run in _UNIT_AFTER:
        return _UNIT_AFTER[run]
    if place and run == "s":
        return _MANY
    if run == "x" and place and follows[:1].isdigit():
        return "by"
    if run == "o" or (len(run) == 1 and run == "x" and place):
        return run
    if len(run) == 1:
        return run.upper()
    if len(run) <= 2 and run.islower() and not re.search("[aeiouy]", run):
        return capitals(run.upper(), lexicon) or run
    return lexicon.alias_of(run) or capitals(run, lexicon) or run


def _join(spoken: list[str]) -> str:
    """Join words; a lone A takes a hyphen, or engines read it as the article."""
    out = ""
    for word in spoken:
        if word == _MANY:
            out = _plural(out)
        elif word == "'s":
            out = out.rstrip(".") + word
        elif out.endswith((" A", "-A")) or out == "A":
            out += f"-{word}"
        else:
            out += f" {word}" if out else word
    return out


def _plural(spoken: str) -> str:
    if spoken.endswith("y") and spoken[-2:-1] not in {"a", "e", "o"}:
        return f"{spoken[:-1]}ies"
    if spoken.endswith(("six", "x")):
        return f"{spoken}es"
    if spoken.endswith(".") or (len(spoken) > 1 and spoken[-2] == " ") or len(spoken) == 1:
        return f"{spoken.rstrip('.')}'s"
    return f"{spoken}s"


def _shouting(place: Place) -> bool:
    """Tell whether a neighbour is a common word in capitals, or two words near are."""
    if shouted_whole(place.text):
        return True
    around = (_SHOUT_BEFORE.search(place.before), _SHOUT_AFTER.match(place.after))
    near = _CAPITALS.findall(f"{place.before} {place.after}")
    words = [found.group(1) for found in around if found]
    return _shouted(words) > 0 or _shouted(near) > 1


def _shouted(words: Iterable[str]) -> int:
    return sum(word.lower() in SHOUTED and word not in SPELLED_THOUGH_WORDS for word in words)


def _word(match: re.Match[str], place: Place) -> str:
    """Read a word of letters, digits, hyphens and points."""
    return _spoken(match.group(), place)


def _spoken(word: str, place: Place) -> str:
    lexicon = place.choices.lexicon
    if word == "A":
        return "a" if _shouting(place) else _letter_a(place)
    if section := _PART_OF_APPENDIX.fullmatch(word):
        joint = "-" if word[0] == "A" else " "
        return f"{word[0]}{joint}point {number(section['number'])}"
    shouting = word.isupper() and _shouting(place)
    if word == "UP" and not shouted_whole(place.text) and _PRESS_BEFORE.search(place.before):
        return spell(word)
    if word.isalpha() or ("-" not in word and "‑" not in word):
        return identifier(word, lexicon, shouting=shouting)
    word = _CLAUDE.sub(r"\1.\2", word)
    parts = re.split(r"[-‐‑]", word)
    spoken = [
        lexicon.alias_of(part) or identifier(part, lexicon, shouting=shouting) for part in parts
    ]
    out = spoken[0]
    for place_of, part in enumerate(parts[1:], 1):
        before, after = spoken[place_of - 1], spoken[place_of]
        plain = after == part and part.replace("'", "").isalpha() and len(part) > 1
        joined = plain and before != "a" and parts[place_of - 1].isalpha() and _is_plain(before)
        letter_a = before == "A" or before.endswith((" A", "-A"))
        out += ("-" if joined or letter_a else " ") + after
    return out


def _is_plain(spoken: str) -> bool:
    return spoken.replace("'", "").isalpha()


def _letter_a(place: Place) -> str:
    if not re.match(r" [A-Za-z]", place.after):
        return "A"
    return "eh" if _LETTER_A.search(place.before) and not place.before.endswith(". ") else "A"


def _mixed(match: re.Match[str], place: Place) -> str | None:
    """Read a word that starts with digits: ``4o``, ``3D``, ``24xlarge``, ``7B-Instruct``."""
    word = match.group()
    return None if word.isdecimal() else _word(match, place)


def _multiple(match: re.Match[str], _place: Place) -> str:
    """Read ``8xH100``."""
    return f"{cardinal(int(match['n']))} x"


def _as_written(match: re.Match[str], _place: Place) -> str:
    return match.group()


def _digits(match: re.Match[str], _place: Place) -> str:
    return number(match.group()) if len(match.group()) < 40 else digits(match.group())


_PARTS = (
    rf"(?:[-‐‑]{ALNUM}{{1,60}}+(?!,\d{{3}}(?!\d)|:\d\d)|\.\d{{1,9}}|['’]{LETTER}{{1,20}}){{0,16}}"
)


def _letters(match: re.Match[str], _place: Place) -> str:
    """Read ``Qs`` and ``Xs``."""
    return f"{match['letter']}'s"


def _unit(match: re.Match[str], place: Place) -> str | None:
    """Read a unit without a number: "per GB", "hundreds of GB"."""
    if _ONE_BEFORE.search(place.before):
        return UNITS[match.group()][0]
    return UNITS[match.group()][1] if _SOME_BEFORE.search(place.before) else None


KINDS = (
    Kind("unit", "A", re.compile(rf"(?:{'|'.join(ALONE)})(?![\w'’&-])"), _unit),
    Kind("letters", "A", re.compile(r"(?P<letter>[BCDFGHKLNPQSTVWXZ])s(?![\w'’-])"), _letters),
    Kind("multiple", "9", re.compile(r"(?P<n>\d{1,4})[x×](?=[A-Z]+\d)"), _multiple),
    Kind(
        "spelled", "A", re.compile(r"(?:[A-Z]|eh)(?:-[A-Z]){1,19}(?:'s)?(?![\w'’-])"), _as_written
    ),
    Kind(
        "name",
        "9",
        re.compile(rf"\d{{1,30}}(?:\.\d{{1,9}})?[A-Za-z]{ALNUM}{{0,60}}{_PARTS}"),
        _mixed,
    ),
    Kind("digits", "9", re.compile(r"(?:\d{1,3}(?:,\d{3}){1,8}(?!\d)|\d+)(?:\.\d+)?"), _digits),
    Kind("marked word", "é", re.compile(MARKED), lambda match, _place: match.group()),
    Kind("name", "A", re.compile(rf"{LETTER}{ALNUM}{{0,200}}{_PARTS}"), _word),
)
