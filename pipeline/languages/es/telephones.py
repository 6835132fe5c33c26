"""Telephone numbers in Spanish, figure by figure."""

from __future__ import annotations

import re

from pipeline.languages.es.numbers import cardinal
from pipeline.languages.scanner import Kind, Place

_ASKED = re.compile(
    r"\b(?:al|tel\.?|teléfono|tfno\.?|móvil|número|llame al?|llama al?):? $", re.IGNORECASE
)


_YEARS = re.compile(r"[12]\d{3}-[12]\d{3}")


def _number(match: re.Match[str], place: Place) -> str | None:
    if not (_ASKED.search(place.before) or match["country"] or "-" in match.group()):
        return None
    if _YEARS.fullmatch(match.group()):
        return None
    spoken = " ".join(cardinal(int(figure)) for figure in re.sub(r"\D", "", match["rest"]))
    if match["country"]:
        return f"más {_country(match['country'])} {spoken}"
    return spoken


def _country(code: str) -> str:
    if len(code) < 3:
        return cardinal(int(code))
    return " ".join(cardinal(int(figure)) for figure in code)


KINDS = (
    Kind(
        "telephone",
        "+9(",
        re.compile(
            r"(?:\+(?P<country>\d{1,3})[\s.-]?)?(?P<rest>\(?\d{3}\)?[\s.-]\d{3}[\s.-]\d{3,4}|\d{4}-\d{4}"
            r"|\d{2,3}[\s.-]\d{2,3}[\s.-]\d{2}[\s.-]\d{2})(?![\d,]|[\s.-]\d{2})"
        ),
        _number,
    ),
)
