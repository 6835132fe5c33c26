"""Telephone numbers: figure by figure, with pauses between the groups."""

from __future__ import annotations

import re

from pipeline.languages.en.names import identifier
from pipeline.languages.en.numbers import cardinal, digits
from pipeline.languages.scanner import Kind, Place


def _phone(match: re.Match[str], _place: Place) -> str:
    groups = re.findall(r"\d+", match.group())
    said = [
        f"{cardinal(int(group[0]))} hundred" if group in {"800", "900"} else digits(group)
        for group in groups
    ]
    return ("plus " if match.group().startswith("+") else "") + ", ".join(said)


def _emergency(match: re.Match[str], place: Place) -> str | None:
    called = re.search(r"\b(?:[Cc]all(?:ed|ing)?|[Dd]ial(?:ed|ing)?) $", place.before)
    answered = re.match(r" (?:calls?|operators?|dispatch\w*)\b", place.after)
    return digits(match.group()) if called or answered else None


def _lettered_phone(match: re.Match[str], place: Place) -> str:
    """Read ``1-800-FLOWERS``."""
    lexicon = place.choices.lexicon
    words = [p.lower() if len(p) > 3 else identifier(p, lexicon) for p in match["word"].split("-")]
    return f"one {cardinal(int(match['area']) // 100)} hundred {' '.join(words)}"


def _c(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


KINDS = (
    Kind(
        "telephone number",
        "9",
        _c(r"(?:(?<=all )|(?<=led )|(?<=ing )|(?<=ial )|(?<=\ba ))(?:[2-9]11|988)(?![\w,-]|\.\d)"),
        _emergency,
    ),
    Kind("telephone number", "9", _c(r"(?:555|(?<=[Cc]all )\d{3})-\d{4}(?![\d-])"), _phone),
    Kind(
        "telephone number",
        "9(+",
        _c(r"(?:\+?1[-. ])?(?:\(\d{3}\)\s?|\d{3}[-. ])\d{3}[-. ]\d{4}(?!\d)"),
        _phone,
    ),
    Kind(
        "telephone number",
        "9",
        _c(r"(?:\+?1-)(?P<area>[89]00)-(?P<word>[A-Z]{2,9}(?:-[A-Z]{2,9})?)(?![\w-])"),
        _lettered_phone,
    ),
    Kind("telephone number", "+", _c(r"\+\d{1,3}(?:[ -]\(?\d{1,5}\)?){2,6}(?!\d)"), _phone),
)
