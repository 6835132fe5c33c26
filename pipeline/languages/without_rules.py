"""A language without rules: a safe clean-up; numbers and the rest are the engine's own."""

from __future__ import annotations

import re

from pipeline.languages.scanner import WORD, Kind, Place, Rules

PAUSES = {
    **{sign: sign for sign in ".,;:?!"},
    "…": "...",
    **dict.fromkeys("(){}—–―", ","),
    "。": ".", "、": ",", "，": ",", "？": "?", "！": "!", "；": ";", "：": ":", "؟": "?", "،": ",",
}  # fmt: skip
"""Signs that are pauses in any language."""


def _site(match: re.Match[str], place: Place) -> str:
    if place.choices.bare_urls == "omit":
        return ""
    return " ".join(part for part in re.split(r"[\W_]+", match["host"]) if part)


def _as_written(match: re.Match[str], _place: Place) -> str:
    return match.group().replace("’", "'")


URL = (
    r"(?:(?:https?|ftp)://|www\.)(?P<host>[^\s/?#<>()\[\]{}\"“”]{1,253}"
    r"(?<![.,;:!?'’]))(?P<path>[/?#](?:[^\s<>()\[\]{}\"“”]|\([^\s<>()]{0,200}\)){0,2000}(?<![.,;:!?'’]))?"
)

RULES = Rules(
    (
        Kind("URL", "A", re.compile(URL, re.IGNORECASE), _site),
        Kind("number", "9", re.compile(r"\d{1,40}(?:[.,:]\d{1,40}){0,8}%?"), _as_written),
        Kind(
            "word",
            "A",
            re.compile(rf"{WORD}(?:['’-]{WORD})*"),
            _as_written,
        ),
    ),
    PAUSES,
)
