"""The show's own lines around an essay: the opening and the closing."""

from __future__ import annotations

import re
from datetime import date

from pipeline.show import Show
from pipeline.values.essay import Essay

_MONTHS = (
    "January February March April May June July August September October November December"
).split()
_FIELD = re.compile(r"\{(\w+)\}")
_CLAUSE = re.compile(r"[^,;:.!?—]*[,;:.!?—]?")


def opening_line(essay: Essay, show: Show) -> str:
    """Return the first line of the episode, empty for none."""
    return filled(show.script.opening, _fields(essay, show))


def closing_line(essay: Essay, show: Show) -> str:
    """Return the last line of the episode, empty for none."""
    return filled(show.script.closing, _fields(essay, show))


def filled(template: str, fields: dict[str, str]) -> str:
    """Fill *template*; clauses that hold an empty field are dropped, punctuation mended.

    Args:
        template: Text with ``{field}`` places.
        fields: What to put there; unknown places count as empty.
    """
    kept: list[str] = []
    dropped_end = ""
    for clause in _CLAUSE.findall(template):
        names = _FIELD.findall(clause)
        if all(fields.get(name, "").strip() for name in names):
            kept.append(_FIELD.sub(lambda m: fields.get(m[1], "").strip(), clause))
        elif clause[-1:] in ".!?":
            dropped_end = clause[-1]
            if kept:
                kept[-1] = kept[-1].rstrip().rstrip(",;:—").rstrip() + dropped_end
    return "".join(kept).strip()


def _fields(essay: Essay, show: Show) -> dict[str, str]:
    return {
        "title": essay.title,
        "author": essay.author or show.author,
        "date": written_date(essay.date, essay.language),
        "show": show.title,
    }


def written_date(day: date | None, language: str) -> str:
    """Return *day* as people of *language* read it, ISO 8601 where that is not known."""
    if day is None:
        return ""
    if language.lower().startswith("en"):
        return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"
    return f"{day.year:04}-{day.month:02}-{day.day:02}"
