"""Numbers read figure by figure: telephones, ISBNs, cards, and others in groups."""

from __future__ import annotations

import re

from pipeline.languages.en.letters import spell
from pipeline.languages.en.names import identifier
from pipeline.languages.en.numbers import cardinal, digits
from pipeline.languages.scanner import Kind, Place


def _phone(match: re.Match[str], _place: Place) -> str:
    groups = re.findall(r"\d+", match.group())
    spoken = [
        f"{cardinal(int(group[0]))} hundred" if group in {"800", "900"} else digits(group)
        for group in groups
    ]
    return ("plus " if match.group().startswith("+") else "") + ", ".join(spoken)


def _emergency(match: re.Match[str], place: Place) -> str | None:
    called = re.search(r"\b(?:[Cc]all(?:ed|ing)?|[Dd]ial(?:ed|ing)?) $", place.before)
    answered = re.match(r" (?:calls?|operators?|dispatch\w*)\b", place.after)
    return digits(match.group()) if called or answered else None


def _lettered_phone(match: re.Match[str], place: Place) -> str:
    """Read ``1-800-FLOWERS``, ``1-800-GO-2-SHOP``."""
    lexicon = place.choices.lexicon
    words = [p.lower() if len(p) > 3 else identifier(p, lexicon) for p in match["word"].split("-")]
    return f"one {cardinal(int(match['area']) // 100)} hundred {' '.join(words)}"


def _groups(match: re.Match[str], _place: Place) -> str:
    """Read figures in groups; the X of an ISBN is a letter."""
    groups = re.findall(r"[\dX]+", match["groups"])
    spoken = ", ".join(
        " ".join([digits(group), *("X" for figure in group if figure == "X")]) for group in groups
    )
    return f"{spell(match['name'])} {spoken}" if match.groupdict().get("name") else spoken


_CARD_BEFORE = re.compile(
    r"\b(?:cards?|accounts?|numbers?|lines?)\b[^.;]{0,24}\bend(?:s|ed|ing) (?:in|with) $"
)


def _last_figures(match: re.Match[str], place: Place) -> str | None:
    """Read the last figures of a card: "ending in 8876"."""
    return digits(match.group()) if _CARD_BEFORE.search(place.before) else None


KINDS = (
    Kind(
        "telephone number",
        "9",
        re.compile(
            r"(?:(?<=all )|(?<=led )|(?<=ing )|(?<=ial )|(?<=\ba ))(?:[2-9]11|988)(?![\w,-]|\.\d)"
        ),
        _emergency,
    ),
    Kind("telephone number", "9", re.compile(r"(?:555|(?<=[Cc]all )\d{3})-\d{4}(?![\d-])"), _phone),
    Kind(
        "telephone number",
        "9(+",
        re.compile(
            r"(?:\+?1[-. ]?)?(?:\(\d{3}\)[-.\s]?|\d{3}[-. ])\d{3}[-. ]\d{4}"
            r"(?:-\d{1,5})?(?!\d)"
        ),
        _phone,
    ),
    Kind(
        "telephone number",
        "9",
        re.compile(
            r"(?:\+?1-)(?P<area>[89]00)-(?P<word>[A-Z]{2,9}(?:-(?:[A-Z]{1,9}|\d)){0,3})(?![\w-])"
        ),
        _lettered_phone,
    ),
    Kind(
        "telephone number",
        "9(",
        re.compile(
            r"(?:(?:\(0\d{1,4}\)|0\d{2,4})[ -]\d{3,4}[ -]\d{3,4}|0\d{4} \d{6})(?!\d|[.,]\d)"
        ),
        _phone,
    ),
    Kind(
        "book's number",
        "A",
        re.compile(
            r"(?P<name>ISBN|ISSN)(?:-1[03])?:?\s?(?P<groups>\d(?:[-\s]?\d){6,15}(?:[-\s]?X)?)(?![\w-])"
        ),
        _groups,
    ),
    Kind(
        "book's number",
        "9",
        re.compile(r"(?P<groups>97[89][-\s]\d(?:[-\s]?\d){8,9}|\d-\d{2,7}-\d{2,7}-[\dX])(?![\w-])"),
        _groups,
    ),
    Kind(
        "card's number",
        "9",
        re.compile(r"(?P<groups>\d{4}([-\s])\d{4}\2\d{4}\2\d{4}|\d{3}-\d\d-\d{4})(?![\w-])"),
        _groups,
    ),
    Kind("last figures", "9", re.compile(r"\d{3,4}(?![\w,]|\.\d)"), _last_figures),
    Kind(
        "telephone number",
        "+",
        re.compile(r"\+\d{1,3}(?: \(0\)\d{1,5})?(?:[ -]\(?\d{1,5}\)?){1,6}(?!\d|[.,]\d)"),
        _phone,
    ),
)
