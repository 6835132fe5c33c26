"""The row of a language without a folder of its own: nothing but what CLDR knows of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import format_date
from babel.units import format_unit

from pipeline.languages import without_rules
from pipeline.languages.en.page_words import PAGE_WORDS
from pipeline.languages.language import Language
from pipeline.languages.page_words import PageWords
from pipeline.languages.scripts import own_scripts


def neutral(primary: str) -> Language:
    """Return the row of the language with the subtag *primary*.

    Its dates are CLDR's, ISO 8601 where CLDR knows none; its text goes to the engine whole.
    """
    locale = _locale(primary)
    rules = without_rules.rules(primary, known=_letters_known(primary))
    return Language(
        tag=primary,
        name=(locale.get_display_name("en") or "") if locale else "",
        rules=rules,
        code=rules,
        page=_page_words(locale),
        dated=lambda day: _dated(day, locale),
    )


def _dated(day: date, locale: Locale | None) -> str:
    if locale is None:
        return day.isoformat()[:10]
    return format_date(day, "long", locale)


def _page_words(locale: Locale | None) -> PageWords:
    """Return English words with lengths as CLDR abbreviates them."""
    if locale is None:
        return PAGE_WORDS
    hours = format_unit("{h}", "duration-hour", "short", locale=locale)
    minutes = format_unit("{m}", "duration-minute", "short", locale=locale)
    return replace(PAGE_WORDS, hours=hours, minutes=minutes)


def _letters_known(primary: str) -> bool:
    likely = str(get_global("likely_subtags").get(primary, ""))
    return "_Latn_" in likely or bool(own_scripts(primary))


def _locale(primary: str) -> Locale | None:
    try:
        return Locale.parse(primary)
    except (UnknownLocaleError, ValueError):
        return None
