"""Code in a sentence: identifiers, calls, flags and operators, as a programmer reads them out."""

from __future__ import annotations

import re

from pipeline.languages.en.addresses import words_of
from pipeline.languages.scanner import Kind, Place

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


def _operator(match: re.Match[str], _place: Place) -> str:
    return _OPERATORS[match.group()]


def _c(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


IDENTIFIERS = (
    Kind("call", "A", _c(r"(?P<name>[A-Za-z_]\w{0,63}(?:\.[A-Za-z_]\w{0,63}){0,6})\(\)"), _dotted),
    Kind(
        "identifier",
        "A_",
        _c(r"_{0,2}[A-Za-z][A-Za-z0-9]{0,63}(?:_{1,2}[A-Za-z0-9]{1,64}){1,8}_{0,2}(?!\w)"),
        _identifier,
    ),
    Kind(
        "dotted name",
        "A",
        _c(
            r"(?P<name>[a-z_][a-z0-9_]{1,40}(?:(?:\.[A-Za-z_][A-Za-z0-9_]{0,40}){2,6}"
            r"|\.[a-z_][A-Za-z0-9_]{1,40}))(?!\w|\.\w)"
        ),
        _dotted,
    ),
    Kind("camel case", "A", _c(r"[a-z]{2,20}(?:[A-Z][a-z0-9]{1,20}){1,6}(?!\w)"), _identifier),
)
"""What is code wherever it stands."""

CODE_KINDS = (
    Kind(
        "dotted name",
        "A",
        _c(r"(?P<name>[A-Za-z_]\w{0,40}(?:\.[A-Za-z_]\w{0,40}){1,6})(?![\w])"),
        _dotted,
    ),
    Kind(
        "identifier",
        "A_",
        _c(
            r"_{0,2}[A-Za-z]{2}[A-Za-z]{0,62}(?:_{1,2}[A-Za-z0-9]{1,64}){0,8}_{0,2}(?!\w)(?=[^-.]"
            r"|$)"
        ),
        _identifier,
    ),
    Kind("brackets", "()[]{}`'\";,", _c(r"[()\[\]{}`'\";,]"), _nothing, "punctuation of code"),
    Kind(
        "operator",
        "*/|<>_-!^~\\$#&:.%",
        _c(r"\*\*|//|--(?=\w)|::|[*/|<>_!^~\\$#&:%](?![=<>&|])|-(?=[A-Za-z])"),
        _operator,
        "punctuation of code",
    ),
)
"""What only code means so."""
