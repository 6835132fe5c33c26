"""Permalinks: the address a site's generator gives a post, from its settings."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping

from slugify import slugify

from pipeline.tools.patterns import any_of


def slug_of(text: str) -> str:
    """Return *text* as generators write it in addresses: lower case, hyphens, accents kept."""
    return slugify(text, allow_unicode=True)


def filled(template: str, values: Mapping[str, Callable[[], str]]) -> str:
    """Return *template* with each ``:name`` filled from *values*; unknown names stay out."""
    known = any_of(values)
    path = re.sub(rf":(?:{known})", lambda found: values[found[0][1:]](), template)
    return re.sub(r"/{2,}", "/", path)


def date_parts(when: dt.date | dt.datetime | None) -> dict[str, Callable[[], str]]:
    """Return the parts of *when* that templates of Jekyll and Hugo name."""
    if when is None:
        return {}
    return {
        "year": lambda: f"{when.year:04}",
        "short_year": lambda: f"{when.year % 100:02}",
        "month": lambda: f"{when.month:02}",
        "i_month": lambda: str(when.month),
        "short_month": lambda: _MONTHS[when.month - 1][:3],
        "long_month": lambda: _MONTHS[when.month - 1],
        "monthname": _MONTHS[when.month - 1].lower,
        "day": lambda: f"{when.day:02}",
        "i_day": lambda: str(when.day),
        "y_day": lambda: f"{when.timetuple().tm_yday:03}",
        "yearday": lambda: str(when.timetuple().tm_yday),
        "week": lambda: f"{when.isocalendar().week:02}",
        "w_year": lambda: str(when.isocalendar().year),
        "w_day": lambda: str(when.isoweekday()),
        "weekday": lambda: str(when.isoweekday() % 7),
        "hour": lambda: f"{getattr(when, 'hour', 0):02}",
        "minute": lambda: f"{getattr(when, 'minute', 0):02}",
        "second": lambda: f"{getattr(when, 'second', 0):02}",
    }


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def address(base: str, path: str) -> str:
    """Return the address of *path* on the site *base*; empty where the site has no address."""
    if not base.startswith(("https://", "http://")):
        return ""
    return f"{base.rstrip('/')}/{path.lstrip('/')}"
