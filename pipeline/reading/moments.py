"""Moments: dates and times that can be compared, whatever an essay says of either."""

from __future__ import annotations

import datetime as dt


def moment(when: dt.date | dt.datetime | None) -> dt.datetime:
    """Return *when* as a moment that can be compared with any other."""
    if when is None:
        return dt.datetime.min.replace(tzinfo=dt.UTC)
    if not isinstance(when, dt.datetime):
        return dt.datetime(when.year, when.month, when.day, tzinfo=dt.UTC)
    return when if when.tzinfo else when.replace(tzinfo=dt.UTC)
