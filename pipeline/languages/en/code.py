"""Code in a sentence: identifiers, calls, flags and operators, as a programmer reads them out."""

from __future__ import annotations

import re

from pipeline.languages.en.addresses import words_of
from pipeline.languages.en.numbers import number
from pipeline.languages.scanner import Kind, Place
from pipeline.tools.patterns import any_of

_OPERATORS = {
    "**": "to the power of", "*": "times", "/": "slash", "//": "floor divided by", "|": "pipe",
    "<": "less than", ">": "greater than", "_": "underscore", "-": "dash", "--": "dash dash",
    "!": "not", "^": "caret", "~": "tilde", "\\": "backslash", "$": "dollar", "#": "hash",
    "&": "and", ":": "", ".": "dot", "::": "", "%": "percent",
}  # fmt: skip


def _identifier(match: re.Match[str], place: Place) -> str:
    return words_of(match.group().strip("_"), place.choices.lexicon)


def _dotted(match: re.Match[str], place: Place) -> str:
    lexicon = place.choices.lexicon
    return " dot ".join(words_of(part, lexicon) for part in match["name"].split("."))


def _nothing(_match: re.Match[str], _place: Place) -> str:
    return ""


_ALONE = {
    ".": "dot", ",": "comma", ";": "semicolon", ":": "colon", "::": "double colon", "/": "slash",
    "//": "slash slash", "/*": "slash star", "*/": "star slash", "*": "star", "**": "star star",
    "()": "parentheses", "(": "open parenthesis", ")": "close parenthesis", "[]": "brackets",
    "[": "open bracket", "]": "close bracket", "{}": "braces", "{": "open brace",
    "}": "close brace", '"': "quotation mark", "'": "apostrophe", "`": "backtick",
    "...": "dot dot dot",
    "..": "dot dot", "?": "question mark",
    "??": "question mark question mark", "!": "exclamation mark",
    "<": "less than", "<>": "angle brackets", "#": "hash", "##": "hash hash", "@": "at",
    "~": "tilde", "^": "caret", "&": "ampersand", "&&": "and",
    "|": "pipe", "||": "or", "_": "underscore",
    "-": "dash", "--": "dash dash", "\\": "backslash", "$": "dollar",
    "%": "percent", "?.": "question mark dot",
}  # fmt: skip
"""Signs that are all of a piece of code."""
_EQUALS = {"!==": "strictly not equal", "===": "strictly equals", "<=>": "spaceship"}


def _alone(match: re.Match[str], _place: Place) -> str:
    return _ALONE[match["sign"]]


def _strict(match: re.Match[str], _place: Place) -> str:
    return _EQUALS[match.group()]


def _star(match: re.Match[str], _place: Place) -> str:
    """Read the star of ``*.md`` and ``**kwargs``, which multiplies nothing."""
    return " ".join(["star"] * len(match.group()))


def _element(match: re.Match[str], place: Place) -> str:
    """Read ``<div>`` by its name."""
    name = words_of(match["name"], place.choices.lexicon)
    return f"closing {name}" if match["closes"] else name


def _scheme(match: re.Match[str], place: Place) -> str:
    """Read ``s3://box/key``."""
    lexicon = place.choices.lexicon
    parts = [
        " dot ".join(words_of(name, lexicon) for name in part.split(".") if name)
        for part in re.split(r"[/-]", match["rest"])
    ]
    return f"{words_of(match['scheme'], lexicon)}, {' '.join(part for part in parts if part)}"


def _item(match: re.Match[str], place: Place) -> str:
    """Read ``a[0]``."""
    name, item = match["name"], match["item"]
    named = name.upper() if len(name) == 1 else words_of(name, place.choices.lexicon)
    return f"{named} {number(item) if item.isdecimal() else item}"


def _operator(match: re.Match[str], _place: Place) -> str:
    return _OPERATORS[match.group()]


IDENTIFIERS = (
    Kind(
        "call",
        "A",
        re.compile(r"(?P<name>[A-Za-z_]\w{0,63}(?:\.[A-Za-z_]\w{0,63}){0,6})\(\)"),
        _dotted,
    ),
    Kind(
        "identifier",
        "A_",
        re.compile(r"_{0,2}[A-Za-z][A-Za-z0-9]{0,63}(?:_{1,2}[A-Za-z0-9]{1,64}){1,8}_{0,2}(?!\w)"),
        _identifier,
    ),
    Kind(
        "dotted name",
        "A",
        re.compile(
            r"(?P<name>[a-z_][a-z0-9_]{1,40}(?:(?:\.[A-Za-z_][A-Za-z0-9_]{0,40}){2,6}"
            r"|\.[a-z_][A-Za-z0-9_]{1,40}))(?!\w|\.\w)"
        ),
        _dotted,
    ),
    Kind(
        "camel case", "A", re.compile(r"[a-z]{2,20}(?:[A-Z][a-z0-9]{1,20}){1,6}(?!\w)"), _identifier
    ),
)
"""What is code wherever it stands."""

_ANY_ALONE = any_of(_ALONE)
CODE_KINDS = (
    Kind(
        "item", "A_", re.compile(r"(?P<name>[A-Za-z_]\w{0,40})\[(?P<item>\d{1,6}|[a-z])\]"), _item
    ),
    Kind(
        "sign alone", "", re.compile(rf"(?<![\s\S])\s?(?P<sign>{_ANY_ALONE})\s?(?![\s\S])"), _alone
    ),
    Kind("operator", "!=<", re.compile(r"!==|===|<=>"), _strict),
    Kind("star", "*", re.compile(r"(?:(?<![\s\S])|(?<=[\s(,/]))\*{1,2}(?=[\w./])"), _star),
    Kind(
        "element",
        "<",
        re.compile(r"<(?P<closes>/)?(?P<name>[A-Za-z][\w-]{0,40})(?:\s[^<>]{0,200})?\s?/?>"),
        _element,
    ),
    Kind(
        "scheme",
        "A",
        re.compile(
            r"(?P<scheme>(?!https?:|ftp:)[a-z][a-z0-9+]{0,12})://(?P<rest>\w[\w/.-]{0,200})"
        ),
        _scheme,
    ),
    Kind(
        "dotted name",
        "A",
        re.compile(r"(?P<name>[A-Za-z_]\w{0,40}(?:\.[A-Za-z_]\w{0,40}){1,6})(?![\w])"),
        _dotted,
    ),
    Kind(
        "identifier",
        "A_",
        re.compile(
            r"_{0,2}[A-Za-z]{2}[A-Za-z]{0,62}(?:_{1,2}[A-Za-z0-9]{1,64}){0,8}_{0,2}(?!\w)(?=[^-.]"
            r"|$)"
        ),
        _identifier,
    ),
    Kind(
        "brackets", "()[]{}`'\";,", re.compile(r"[()\[\]{}`'\";,]"), _nothing, "punctuation of code"
    ),
    Kind(
        "operator",
        "*/|<>_-!^~\\$#&:.%",
        re.compile(r"\*\*|//|--(?=\w)|::|[*/|<>_!^~\\$#&:%](?![=<>&|])|-(?=[A-Za-z])"),
        _operator,
        "punctuation of code",
    ),
)
"""What only code means so."""
