"""Streets in German addresses: "Goethestr. 12"."""

from __future__ import annotations

import re

from pipeline.languages.scanner import Kind, Place


def _street(match: re.Match[str], _place: Place) -> str:
    return f"{match['name']}{'Straße' if match['short'] == 'Str' else 'straße'}"


KINDS = (
    Kind(
        "street",
        "A",
        re.compile(
            r"(?P<name>[A-ZÄÖÜ][^\W\d_]{1,40}-?)?(?P<short>(?<=\w)str|(?<=-)Str|Str)\.(?!\w)"
        ),
        lambda match, place: _street(match, place) if match["name"] else "Straße",
    ),
)
