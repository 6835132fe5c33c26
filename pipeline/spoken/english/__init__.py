"""English: the table of its kinds, in the order they are tried."""

from __future__ import annotations

import re

from pipeline.spoken.english.numbers import number
from pipeline.spoken.plain import PAUSES, URL
from pipeline.spoken.scanner import Kind, Place, Rules


def _site(match: re.Match[str], place: Place) -> str:
    if place.choices.bare_urls == "omit":
        return ""
    host = match["host"].removeprefix("www.")
    return "link to " + " dot ".join(re.findall(r"[A-Za-z]+", host))


RULES = Rules(
    (
        Kind("URL", "A", re.compile(URL, re.IGNORECASE), _site),
        Kind(
            "number",
            "9",
            re.compile(r"(?:\d{1,3}(?:,\d{3}){1,8}|\d+)(?:\.\d+)?"),
            lambda match, _place: number(match.group()),
        ),
    ),
    PAUSES,
)
CODE = RULES


def maths(tex: str) -> str | None:
    """Return simple TeX in words."""
    return tex if re.fullmatch(r"[A-Za-z0-9 +=-]{1,40}", tex) else None
