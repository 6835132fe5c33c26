"""What templates call by name: dates and lengths as people read them on a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from pipeline.languages.language import Language

_ANNOUNCED = (
    "tag", "speed", "play", "pause", "listen", "resume", "time_of", "cannot_play", "cannot_load",
    "link_copied", "copy_this", "address_copied", "code_copied", "found",
)  # fmt: skip


def iso(day: date) -> str:
    """Return the day as ``2026-10-05``; of a datetime too."""
    return day.isoformat()[:10]


def wording(row: Language) -> Mapping[str, object]:
    """Return what every template may say in a language: words, dates, what scripts announce."""
    dated: Callable[[date], str] = row.page_dated or row.dated
    return {
        "words": row.page,
        "long_date": dated,
        "iso": iso,
        "announced": {name: getattr(row.page, name) for name in _ANNOUNCED},
    }
