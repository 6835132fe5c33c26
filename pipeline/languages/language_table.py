"""The table of languages: which there are, and the row of each.

A language with rules is a folder, ``pipeline/languages/XX/``, whose package holds its row as
``LANGUAGE``, and one line below. Any other gets a row without words of its own.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module

from pipeline.languages.language import Language

FOLDERS = {
    "de": "pipeline.languages.de",
    "en": "pipeline.languages.en",
    "es": "pipeline.languages.es",
    "fr": "pipeline.languages.fr",
}
"""Primary subtag → the package with the language's row; imported when the language is met."""


REGIONS = {
    f"en-{region}": "pipeline.languages.en.british" for region in ("gb", "ie", "au", "nz", "za")
}
"""Tag with a region → the package with a row of its own."""


def language_row(tag: str) -> Language:
    """Return the row of the language of *tag*, a BCP 47 tag; empty stands for English."""
    tag = tag.lower().replace("_", "-")
    return _row(tag if tag in REGIONS else tag.partition("-")[0] or "en")


@cache
def _row(tag: str) -> Language:
    if tag in REGIONS:
        region: Language = import_module(REGIONS[tag]).LANGUAGE
        return region
    primary = tag
    if primary not in FOLDERS:
        from pipeline.languages.neutral import neutral  # noqa: PLC0415 - CLDR takes 60 ms to load

        return neutral(primary)
    row: Language = import_module(FOLDERS[primary]).LANGUAGE
    return row
