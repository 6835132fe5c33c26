"""Dates as people and feeds write them."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

_WRITTEN = ("%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y", "%Y/%m/%d", "%Y.%m.%d", "%d.%m.%Y")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")


def parsed_date(text: str) -> date | datetime | None:
    """Return the date written in *text*, None if there is none.

    ISO 8601, RFC 2822, and dates in English words or with the year first are known. Where day and
    month could be mistaken for one another (``3/4/2026``) the answer is None.
    """
    text = text.strip()
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(text)
    except ValueError:
        pass
    plain = _ORDINAL.sub("", text).replace("Sept ", "Sep ")
    for written in _WRITTEN:
        try:
            return datetime.strptime(plain, written).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None
