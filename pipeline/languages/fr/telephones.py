"""Telephone numbers in French, pair by pair."""

from __future__ import annotations

import re

from pipeline.languages.fr.numbers import cardinal
from pipeline.languages.scanner import Kind, Place


def _number(match: re.Match[str], _place: Place) -> str:
    country = match["country"]
    groups = re.findall(r"\d+", match["rest"])
    spoken = " ".join(_pair(group) for group in groups)
    return f"plus {cardinal(int(country))} {spoken}" if country else spoken


def _pair(group: str) -> str:
    if group.startswith("0"):
        return " ".join(cardinal(int(figure)) for figure in group)
    return cardinal(int(group))


KINDS = (
    Kind(
        "telephone",
        "+9",
        re.compile(
            r"(?:\+(?P<country>\d{2,3})[\s.]?\(?0?\)?[\s.]?(?=\d(?:[\s.]\d{2}){4}))?"
            r"(?P<rest>\d{1,2}(?:[\s.\u00a0-]\d{2}){4})(?!\d|[\s.]\d{2}\b)"
        ),
        _number,
    ),
)
