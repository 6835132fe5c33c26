"""British English: "two hundred and four", the day before the month, "oh" in telephone numbers."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.languages.en import CODE, LANGUAGE, RULES
from pipeline.languages.language import date_writer
from pipeline.languages.scanner import Kind, Place, Reader

_SMALL = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    r"sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|"
    r"first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|"
    r"thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|"
    r"thirtieth|fortieth|fiftieth|sixtieth|seventieth|eightieth|ninetieth)\b"
)
_AFTER_HUNDREDS = re.compile(rf"\bhundred (?={_SMALL})")
_AFTER_THOUSANDS = re.compile(
    rf"\b(?P<power>thousand|[a-z]+illion) "
    rf"(?={_SMALL}(?:-{_SMALL})?(?! (?:hundred|thousand|[a-z]+illion)\b))"
)


def with_and(words: str) -> str:
    """Return *words* with "and" in its numbers.

    >>> with_and("two thousand five hundred four, one thousand twelve")
    'two thousand five hundred and four, one thousand and twelve'
    """
    words = _AFTER_HUNDREDS.sub("hundred and ", words)
    return _AFTER_THOUSANDS.sub(lambda found: f"{found['power']} and ", words)


def _british(kind: Kind) -> Kind:
    return replace(kind, read=_reader(kind.read, oh=kind.name == "telephone number"))


def _reader(read: Reader, *, oh: bool) -> Reader:
    def british(match: re.Match[str], place: Place) -> str | None:
        words = read(match, replace(place, choices=replace(place.choices, british=True)))
        if not words:
            return words
        return with_and(words.replace("zero", "oh") if oh else words)

    return british


LANGUAGE = replace(
    LANGUAGE,
    rules=RULES.changed(_british),
    code=CODE.changed(_british),
    dated=date_writer(LANGUAGE.months, "{day} {month} {year}"),
)
