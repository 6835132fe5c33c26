"""Front matter as a mapping: what a site's generator reads of it beyond an essay's facts."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Mapping
from typing import Any

import yaml

from pipeline.reading.moments import moment
from pipeline.reading.written_dates import parsed_date

_YAML = re.compile(
    r"\A\ufeff?---[ \t]*\n(?P<inside>.*?)^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE
)
_TOML = re.compile(
    r"\A\ufeff?\+\+\+[ \t]*\n(?P<inside>.*?)^\+\+\+[ \t]*$", re.DOTALL | re.MULTILINE
)
_LONGEST = 65_536
_DEEPEST = 40
_TRUE = (True, "true", "yes", 1)
_FALSE = (False, "false", "no", 0)


def front_of(text: str, name: str) -> Mapping[str, Any]:
    """Return the front matter of *text*; empty where there is none or it is broken."""
    head = text[:_LONGEST]
    if found := _YAML.match(head):
        return mapping_of(found["inside"], f"{name}.yaml")
    if found := _TOML.match(head):
        return mapping_of(found["inside"], f"{name}.toml")
    return {}


def mapping_of(text: str, name: str) -> Mapping[str, Any]:
    """Return the mapping in the settings *text* of a file *name*; empty if it is broken.

    YAML with aliases, which can blow up, or nested deeper than any settings is empty.
    """
    try:
        if name.endswith(".toml"):
            return tomllib.loads(text)
        if len(text) > _LONGEST or max(text.count("["), text.count("{")) > 40 * _DEEPEST:
            return {}
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, yaml.SafeLoader)):
            return {}
        properties = yaml.safe_load(text)
    except (yaml.YAMLError, tomllib.TOMLDecodeError, ValueError, RecursionError):
        return {}
    return (
        {str(key): value for key, value in properties.items()}
        if isinstance(properties, Mapping)
        else {}
    )


def reason_of_front(properties: Mapping[str, Any], now: dt.datetime | None = None) -> str:
    """Return why front matter keeps a post from being published; empty if it does not."""
    if properties.get("draft") in _TRUE or properties.get("status") in {"draft", "idea", "hidden"}:
        return "a draft"
    if any(properties.get(key) in _FALSE for key in ("published", "publish") if key in properties):
        return "a draft"
    now = now or dt.datetime.now(dt.UTC)
    for key in ("publishDate", "publishdate", "date"):
        when = date_in(properties, key)
        if when and moment(when) > now + dt.timedelta(days=1):
            return f"not published before {when.isoformat()[:10]}"
    expired = date_in(properties, "expiryDate") or date_in(properties, "expirydate")
    return "its date of expiry is past" if expired and moment(expired) < now else ""


def date_in(properties: Mapping[str, Any], key: str) -> dt.date | dt.datetime | None:
    """Return the date that *key* says, None where it says none."""
    value = properties.get(key)
    if isinstance(value, dt.date):
        return value
    return parsed_date(str(value)) if value else None
