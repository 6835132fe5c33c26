"""Front matter as a mapping: what a site's generator reads of it beyond an essay's facts."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import re
import tomllib
from collections.abc import Mapping
from typing import Any

import yaml

from pipeline.reading.facts import people
from pipeline.reading.frontmatter import json_front
from pipeline.reading.importing.trees import Tree, text_of
from pipeline.reading.moments import moment
from pipeline.reading.properties import keys_by_line, toml_by_line
from pipeline.reading.written_dates import parsed_date

_YAML = re.compile(
    r"\A\ufeff?---[ \t]*\n(?P<inside>.*?)^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE
)
_TOML = re.compile(
    r"\A\ufeff?\+\+\+[ \t]*\n(?P<inside>.*?)^\+\+\+[ \t]*$", re.DOTALL | re.MULTILINE
)
_LONGEST = 65_536
_DEEPEST = 40
_DRAFT = ("draft", "isDraft", "unlisted")
_PUBLISHED = ("date", "publishdate", "pubdate", "pubdatetime", "published", "publishedat",
              "publishedon", "datepublished", "posted", "created", "createdat")  # fmt: skip
_CHANGED = ("lastmod", "modified", "updated", "lastmodified", "updatedat")
"""What Hugo falls back to (https://gohugo.io/configuration/front-matter/), and others' names."""
_IN_PATH = re.compile(r"/(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?=[-_/T ])")
_TRUE = (True, "true", "yes", 1)
_FALSE = (False, "false", "no", 0)


def front_of(text: str, name: str) -> Mapping[str, Any]:
    """Return the front matter of *text*, line by line where it is broken; empty if it has none.

    That an essay is a draft must be known though another line of it is wrong.
    """
    head = text[:_LONGEST]
    if found := _YAML.match(head):
        inside = found["inside"]
        return mapping_of(inside, f"{name}.yaml") or keys_by_line(inside)
    if found := _TOML.match(head):
        inside = found["inside"]
        return mapping_of(inside, f"{name}.toml") or toml_by_line(inside)
    return json_front(text)[0]


def mapping_of(text: str, name: str) -> Mapping[str, Any]:
    """Return the mapping in the settings *text* of a file *name*; empty if it is broken.

    YAML with aliases, which can blow up, or nested deeper than any settings is empty.
    """
    try:
        if name.endswith(".toml"):
            return tomllib.loads(text)
        if name.endswith(".json"):
            found = json.loads(text)
            return found if isinstance(found, dict) else {}
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
    if any(properties.get(key) in _TRUE for key in _DRAFT):
        return "a draft"
    if properties.get("status") in {"draft", "idea", "hidden"}:
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


def date_of(properties: Mapping[str, Any], *places: object) -> dt.date | dt.datetime | None:
    """Return when a page was published: as it says, as its name or address does, else its change.

    Args:
        properties: Its front matter.
        places: Its path, and addresses that it is given; a date stands in one of them as
            ``2024-03-01-name`` or ``2024/03/01/name``.
    """
    plain = {re.sub(r"[\s_-]", "", key).lower(): value for key, value in properties.items()}
    told = (date_in(plain, key) for key in _PUBLISHED)
    named = (
        parsed_date("-".join(found.groups())) for place in places
        if (found := _IN_PATH.search(f"/{place or ''}"))
    )  # fmt: skip
    changed = (date_in(plain, key) for key in _CHANGED)
    return next((when for when in itertools.chain(told, named, changed) if when), None)


def date_in(properties: Mapping[str, Any], key: str) -> dt.date | dt.datetime | None:
    """Return the date that *key* says, None where it says none."""
    value = properties.get(key)
    if isinstance(value, dt.date):
        return value
    return parsed_date(str(value)) if value and not isinstance(value, bool) else None


def people_of_data(tree: Tree, folder: str = "") -> Mapping[str, str]:
    """Return the names of the people whom the site's data know by a key, as many themes do.

    Args:
        tree: The site's source.
        folder: Where its pages and data are; empty for the root.
    """
    found = (f"{folder and folder + '/'}_data/authors.{kind}" for kind in ("yml", "yaml", "json"))
    name = next((one for one in found if one in tree.names), "")
    told = mapping_of(text_of(tree, name), name) if name else {}
    return {
        key: str(person["name"])
        for key, person in told.items()
        if isinstance(person, Mapping) and person.get("name")
    }


def authors_of(properties: Mapping[str, Any], known: Mapping[str, str]) -> str:
    """Return the authors that front matter names by keys of *known*; empty if it names none so."""
    value = properties.get("author") or properties.get("authors")
    keys = value if isinstance(value, list) else [value]
    if not any(str(key) in known for key in keys):
        return ""
    return people(known.get(str(key), str(key)) for key in keys)
