"""Roman numerals in Spanish: of kings and popes, centuries, chapters."""

from __future__ import annotations

import re

from pipeline.languages.es.numbers import cardinal, ordinal
from pipeline.languages.scanner import Kind, Place
from pipeline.languages.shared.roman import AFTER_ABBREVIATION, numeral_pattern, value

_COUNTED = frozenset(
    """
    capítulo tomo acto libro parte escena título artículo anexo fase tipo nivel grado figura tabla
    volumen sección canto guerra mundial siglo siglos
    """.split()  # noqa: SIM905 - a list of words reads as words
)
_WORD_BEFORE = re.compile(r"([^\W\d_]+)\s$")
_CERTAIN = re.compile("[IVX]{2,}|V|X")
_FEMININE = re.compile(r"(?:a|Isabel|Beatriz|Leonor)$")
_LISTED = re.compile(r"\bsiglos? [IVXL]{1,5}(?: (?:al?|y|o|e) |[-–])(?:el )?$")


def _numeral(match: re.Match[str], place: Place) -> str | None:  # noqa: PLR0911 - a case a line
    numeral = match["numeral"]
    if re.match(r"\+|\s(?:más|menos|por|entre)\s", place.after):
        return None  # I+D
    name = _WORD_BEFORE.search(place.before)
    number = value(numeral)
    if numeral >= "Ⅰ" or AFTER_ABBREVIATION.search(place.before) or _LISTED.search(place.before):
        return cardinal(number)
    if name is None:
        return None
    if name[1].lower() in _COUNTED:
        return cardinal(number)
    if name[1][:1].isupper() and not name[1].isupper() and _CERTAIN.fullmatch(numeral):
        return (
            ordinal(number, feminine=bool(_FEMININE.search(name[1])))
            if number < 11
            else cardinal(number)
        )
    if re.search(r"\b(?:[Ee]l|[Ll]a) $", place.before) and re.match(r"\s[^\W\d_]", place.after):
        return ordinal(number, feminine=name[1].lower() == "la")
    if re.search(r"\b(?:Carlos|Felipe|Juan|Alfonso|Fernando|Isabel|Pedro|Jaime) $", place.before):
        return ordinal(number, feminine=bool(_FEMININE.search(name[1])))
    return None


def _small(match: re.Match[str], place: Place) -> str | None:
    """Read ``siglo xix``."""
    if not re.search(r"\bsiglo (?:[ivxl]{1,5} al? )?$", place.before):
        return None
    return cardinal(value(match["numeral"]))


KINDS = (
    Kind("Roman numeral", "Aé9", numeral_pattern(), _numeral),
    Kind(
        "Roman numeral",
        "A",
        re.compile(r"(?P<numeral>(?=[ivx])x{0,2}(?:ix|iv|v?i{0,3}))(?!\w)"),
        _small,
    ),
)
WATCHED = frozenset(
    "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx xxi".split()  # noqa: SIM905 - a list of words
)
