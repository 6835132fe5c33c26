"""German: its row."""

from __future__ import annotations

from pipeline.languages import without_rules
from pipeline.languages.de.phrases import PHRASES
from pipeline.languages.language import Language, date_writer

_MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip

LANGUAGE = Language(
    tag="de",
    name="German",
    rules=without_rules.rules("de"),
    code=without_rules.rules("de"),
    months=_MONTHS,
    dated=date_writer(_MONTHS, "{day}. {month} {year}"),
    phrases=PHRASES,
    conjunctions=frozenset(
        "und aber oder weil denn sondern während wenn als wo so damit obwohl dass ob".split()  # noqa: SIM905 - reads as words
    ),
    byline_words=frozenset("von am veröffentlicht aktualisiert minuten lesezeit uhr".split()),  # noqa: SIM905 - likewise
    captions=frozenset("abb abbildung tabelle bild foto karte diagramm grafik quelle".split()),  # noqa: SIM905 - likewise
    capital_nouns=True,
    letters="äöüßéèàê",
)
"""The row of German."""
