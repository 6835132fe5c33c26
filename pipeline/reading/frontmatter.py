"""Front matter: what a source says of its essay before the essay begins."""

from __future__ import annotations

import json
import logging
import re
import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import yaml

from pipeline.errors import SourceError, reason_of
from pipeline.reading.detected_language import language_tag
from pipeline.reading.facts import Facts, enumeration, person_of, title_of
from pipeline.reading.invisible import one_line
from pipeline.reading.properties import (
    json_by_line,
    keys_by_line,
    plain_properties,
    toml_by_line,
)
from pipeline.reading.written_dates import parsed_date

_FENCE = re.compile(
    r"\A\s*(?:<!--(?:(?!-->).){0,5000}-->\s*)*^(?P<fence>---|\+\+\+)[ \t]*\r?\n",
    re.MULTILINE | re.DOTALL,
)
"""The first line of front matter; comments may stand before it."""
LOG = logging.getLogger(__name__)
_DEEPEST = 40
"""Brackets within brackets; PyYAML takes minutes for thousands."""
_LONGEST = 65_536
"""Characters of front matter; more is no front matter, and YAML's cost is bounded."""


_NAMES = {
    "title": ("title", "page-title", "page_title"),
    "author": ("author", "authors", "by", "byline", "creator"),
    "date": (
        "date",
        "published",
        "pubdate",
        "pubdatetime",
        "publishdate",
        "publish_date",
        "publishedat",
        "published_at",
        "created",
        "lastmod",
    ),
    "url": ("canonical_url", "canonical", "url", "link", "permalink"),
    "language": ("language", "lang", "locale"),
    "summary": ("summary", "description", "subtitle", "excerpt"),
    "image": ("image", "cover", "cover_image", "thumbnail"),
    "tags": ("tags", "keywords", "categories"),
    "slug": ("slug",),
    "number": ("number", "episode"),
    "season": ("season",),
}
"""Field of :class:`Facts` → keys that give it, the best first."""


def split_front_matter(text: str, where: str) -> tuple[Facts, str]:
    """Return what the front matter of *text* says, and the text after it.

    Args:
        text: The whole source; YAML between ``---`` lines or TOML between ``+++`` lines at its
            very beginning is front matter.
        where: The source's name, for errors.

    Raises:
        SourceError: There is front matter, and it is broken.
    """
    opening = _FENCE.match(text)
    if not opening:
        properties, after = json_front(text)
        if {"title", "date", "draft", "slug"} & properties.keys():
            return facts_of(properties, where), text[after:]
        return plain_properties(text, facts_of, where)
    fence = opening["fence"]
    ends = r"---|\.\.\." if fence == "---" else r"\+\+\+"
    closing = re.compile(rf"^(?:{ends})[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
    end = closing.search(text, opening.end(), opening.end() + _LONGEST)
    if not end:
        if fence == "---" and not re.match(r"[\w-]+[ \t]*:", text[opening.end() :]):
            return Facts(), text  # a divider, not front matter
        raise SourceError(
            f"its front matter is opened by '{fence}' and never closed",
            where=where,
            mend=f"Put a line '{fence}' after the front matter",
        )
    inside = text[opening.end() : end.start()]
    front = _toml(inside, where) if fence == "+++" else _yaml(inside, where)
    if front is None:
        return Facts(), text
    return facts_of(front, where), text[end.end() :]


def json_front(text: str) -> tuple[Mapping[Any, Any], int]:
    """Return the object that *text* opens with, as Hugo takes it, and where it ends.

    Source: https://gohugo.io/content-management/front-matter/ (JSON stands without delimiters).
    """
    start = len(text) - len(text.lstrip("\ufeff \t\r\n"))
    if not re.match(r'\{\s*"', text[start : start + _LONGEST]):
        return {}, 0
    try:
        found, end = json.JSONDecoder().raw_decode(text[: start + _LONGEST], start)
    except (ValueError, RecursionError):
        closed = re.compile(r"^\}[ \t]*$", re.MULTILINE).search(text, start, start + _LONGEST)
        return (json_by_line(text[start : closed.start()]), closed.end()) if closed else ({}, 0)
    ends_line = not text[end:].partition("\n")[0].strip()
    return (found, end) if isinstance(found, dict) and ends_line else ({}, 0)


def _yaml(text: str, where: str) -> Mapping[Any, Any] | None:
    """Return the mapping in *text*; None when it is prose between two dividers."""
    if _nesting(text) > _DEEPEST:
        raise SourceError(
            f"its front matter nests deeper than {_DEEPEST} brackets",
            where=where,
            mend="Write it flatter",
        )
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, yaml.SafeLoader)):
            raise SourceError(
                "its front matter uses YAML aliases, which can blow up to any size",
                where=where,
                mend="Write the value out where '*' refers to it",
            )
        front = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        lines = keys_by_line(text)
        if lines:
            problem = getattr(error, "problem", None) or reason_of(error)
            mark = getattr(error, "problem_mark", None)
            line = f", line {mark.line + 2}" if mark else ""
            told = "%s%s: its front matter is no valid YAML (%s), and is read line by line"
            LOG.warning(told, where, line, problem)
            return lines
        raise _not_yaml(error, where) from error
    if isinstance(front, str):
        return None
    if front is not None and not isinstance(front, Mapping):
        raise SourceError(
            f"its front matter is a {type(front).__name__}, not keys with values",
            where=where,
            mend="Write lines like 'title: My essay' between the '---' lines",
        )
    return front or {}


def _not_yaml(error: Exception, where: str) -> SourceError:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or type(error).__name__
    return SourceError(
        f"its front matter is not valid YAML: {problem}",
        where=f"{where}, line {mark.line + 2}" if mark else where,
        mend="Mend that line; values holding ': ' or '#' need quotes",
    )


def _nesting(text: str) -> int:
    depth = deepest = 0
    for bracket in re.findall(r"[\[\]{}]", text):
        depth = max(0, depth + (1 if bracket in "[{" else -1))
        deepest = max(deepest, depth)
    return deepest


def _toml(text: str, where: str) -> Mapping[Any, Any]:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        if lines := toml_by_line(text):
            told = "%s: its front matter is no valid TOML (%s), and is read line by line"
            LOG.warning(told, where, error)
            return lines
        raise SourceError(
            f"its front matter is not valid TOML: {error}", where=where, mend="Mend that line"
        ) from error


def facts_of(front: Mapping[Any, Any], where: str) -> Facts:
    """Return the facts that a mapping of front matter states.

    A value that its key cannot have is left out, with a warning.
    """
    lower = _flat(front)
    found: dict[str, Any] = {}
    used = set()
    for name, keys in _NAMES.items():
        key = next((key for key in keys if _is_told(lower.get(key))), None)
        if key is not None:
            found[name] = lower[key]
            used.add(key)
    address = _line(found.get("url", ""))
    if not address.startswith(("https://", "http://")):
        address = ""  # a path on the author's site, which is no key and no link
    extra = tuple((str(k), _line(v)) for k, v in lower.items() if k not in used and v is not None)
    return Facts(
        title=title_of(_line(found.get("title", ""))),
        author=_people(found.get("author", "")),
        date=_date(found.get("date"), where),
        url=address,
        language=language_tag(_line(found.get("language", ""))),
        summary=_line(found.get("summary", "")),
        image=_image(found.get("image", "")),
        tags=tuple(dict.fromkeys(_items(found.get("tags", ())))),
        slug=_line(found.get("slug", "")),
        number=_number(found.get("number"), "number", where),
        season=_number(found.get("season"), "season", where),
        extra=extra,
    )


def _flat(front: Mapping[Any, Any]) -> dict[str, Any]:
    """Return *front* with lower-case keys, and what sites keep in tables of their own beside them.

    Hugo keeps fields of the author's own in ``params``, Zola in ``extra``, and tags in
    ``taxonomies``.
    """
    lower = {str(key).lower(): value for key, value in front.items()}
    for name in ("params", "extra", "taxonomies"):
        if isinstance(lower.get(name), Mapping):
            inner = {str(key).lower(): value for key, value in lower.pop(name).items()}
            lower = inner | lower
    return lower


def _is_told(value: object) -> bool:
    """Return whether *value* says anything; Jekyll's ``published: true`` is no date."""
    return value not in (None, "", [], {}) and not isinstance(value, bool)


def _line(value: object) -> str:
    """Return *value* as one line of text."""
    if isinstance(value, list | tuple):
        return ", ".join(_line(item) for item in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {_line(item)}" for key, item in value.items())
    return one_line(str(value))


def _items(value: object) -> list[str]:
    if isinstance(value, str):
        return [part.strip() for part in value.split(",") if part.strip()]
    if isinstance(value, list | tuple):
        return [line for line in map(_line, value) if line]
    return [_line(value)]


def _people(value: object) -> str:
    """Return one or several people as a reader would name them."""
    people = value if isinstance(value, list | tuple) else [value]
    names = [
        _line(person.get("name", "") if isinstance(person, Mapping) else person)
        for person in people
    ]
    return enumeration([name for name in map(person_of, names) if name])


def _image(value: object) -> str:
    if isinstance(value, Mapping):
        return _line(next((value[k] for k in ("url", "src", "path", "image") if k in value), ""))
    return _line(value[0] if isinstance(value, list) and value else value)


def _number(value: object, key: str, where: str) -> int | None:
    if value is None:
        return None
    text = str(value).strip()
    if re.fullmatch(r"[0-9]{1,6}", text) and int(text) > 0:
        return int(text)
    front = _line(value)
    LOG.warning("%s: front matter's %s = %.60r is no whole number above 0", where, key, front)
    return None


def _date(value: object, where: str) -> date | datetime | None:
    if value is None or isinstance(value, date):
        return value
    found = parsed_date(_line(value))
    if found is None:
        LOG.warning("%s: front matter's date = %.60r is no date", where, _line(value))
    return found
