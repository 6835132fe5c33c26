"""A language without rules: a safe clean-up; numbers and the rest are the engine's own."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.languages.scanner import WORD, Kind, Place, Rules
from pipeline.languages.scripts import foreign_kinds
from pipeline.languages.signs import BEFORE_FIGURES, EMOJI, HYPHEN_IS_MINUS, engine_signs

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


def _emoji(match: re.Match[str], place: Place) -> str:
    return match.group() if place.choices.emoji == "name" else ""


def _nothing(_match: re.Match[str], _place: Place) -> str:
    return ""


TAG = r"</?[A-Za-z][^<>]{0,400}>|<!--[^<>]{0,400}-->"
"""Markup that was left standing in a text."""
URL = (
    r"(?:(?:https?|ftp)://|www\.)(?P<host>[^\s/?#<>()\[\]{}\"“”]{1,253}"
    r"(?<![.,;:!?'’]))(?P<path>[/?#](?:[^\s<>()\[\]{}\"“”]|\([^\s<>()]{0,200}\)){0,2000}(?<![.,;:!?'’]))?"
)

_NUMBER = r"\d{1,40}(?:[.,:]\d{1,40}){0,8}%?"


@lru_cache(maxsize=32)
def rules(language: str, *, known: bool = False) -> Rules:
    """Return the clean-up for *language*: signs the engine says go to it.

    Args:
        language: A primary subtag.
        known: Whether it is known in which letters it is written, so that others are foreign.
    """

    def negative(match: re.Match[str], _place: Place) -> str:
        return f"{'-' if language in HYPHEN_IS_MINUS else '−'}{match['number']}"

    signs = re.escape(engine_signs(language))
    return Rules(
        (
            *(foreign_kinds(language) if known else ()),
            Kind("URL", "A", re.compile(URL, re.IGNORECASE), _site, "address: left out"),
            Kind("tag", "<", re.compile(TAG), _nothing, "markup"),
            Kind("emoji", "é", re.compile(EMOJI), _emoji, "emoji"),
            Kind(
                "negative",
                "-–−",
                re.compile(rf"(?<![^\s(\[])[-–−](?P<number>{_NUMBER})"),
                negative,
            ),
            Kind("number", "9", re.compile(_NUMBER), _as_written),
            Kind("word", "A", re.compile(rf"{WORD}(?:['’-]{WORD})*"), _as_written),
            Kind("sign", "", re.compile(rf"[{signs}]|[{BEFORE_FIGURES}](?=\s?\d)"), _as_written),
        ),
        PAUSES,
    )
