"""Telephone numbers in German, figure by figure."""

from __future__ import annotations

import re

from pipeline.languages.de.numbers import cardinal
from pipeline.languages.scanner import Kind, Place


def _number(match: re.Match[str], _place: Place) -> str:
    spoken = " ".join(cardinal(int(figure)) for figure in re.sub(r"\D", "", match["rest"]))
    if match["country"]:
        return f"plus {cardinal(int(match['country']))} {spoken}"
    return spoken


KINDS = (
    Kind(
        "telephone",
        "+9(",
        re.compile(
            r"(?:\+(?P<country>\d{2})[\s/-]?|(?=\(?0\d{2,5}\)?[\s/-]))"
            r"(?P<rest>\(?\d{2,5}\)?(?:[\s/-]?\d{2,9}){1,5})(?![\d,.%€]\d|\d)"
        ),
        _number,
    ),
)
