"""Properties: facts in lines of ``Key: value`` without fences, as Pelican and Notion write them."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Mapping
from typing import Any

from pipeline.reading.facts import Facts
from pipeline.reading.word_sets import words

_PAIR = re.compile(r"(?P<key>[A-Za-z][\w -]{0,30}?)[ \t]*:(?:[ \t]+(?P<value>.*)|$)")
_KEY = re.compile(r"(?P<key>[\w][\w. -]{0,40}?)[ \t]*:(?:[ \t]+(?P<value>.*))?$")
_ITEM = re.compile(r"[ \t]*-[ \t]+(?P<value>.*)$")
_HEADING = re.compile(r"\A\s*#[ \t]+(?P<title>[^\n]+)\n\s*\n")
_KNOWN = words(
    "title date author authors category categories tags slug summary status modified lang "
    "description keywords template url save_as subtitle published created updated owner type "
    "reviewed publish assignee assign property priority link source edited email copyright "
    "language cover image"
)
_LISTED = re.compile(
    r"\A\s*# (?P<title>[^\n]+)\n(?P<summary>(?:[ \t]*\n|> [^\n]*\n)*)"
    r"(?P<pairs>(?:- [\w-]{2,30}:[^\n]*(?:\n|\Z)){2,})"
)
_OF_NOTEBOOKS = words(
    "toc badges comments permalink image categories author hide search_exclude branch use_math "
    "date sticky_rank hide_binder_badge hide_github_badge description"
)
"""Keys of fastpages, which stand in a list below a notebook's title."""
_TOML_PAIR = re.compile(r"(?P<key>[\w-]{1,60})[ \t]*=[ \t]*(?P<value>\S.*)")
_JSON_PAIR = re.compile(r'\s*"(?P<key>[\w-]{1,60})"\s*:\s*(?P<value>\S.*?),?\s*$')
_OPEN = re.compile(r"\[(?!.*\]$)|\{(?!.*\}$)")
"""A list or mapping that nothing closes."""
_LONGEST = 8_192


def plain_properties(
    text: str, facts_of: Callable[[Mapping[Any, Any], str], Facts], where: str
) -> tuple[Facts, str]:
    """Return the facts in the lines at the head of *text*, and the text without them.

    They stand first in the file (Pelican, MultiMarkdown), or by themselves below the title
    (Notion); two at least, and most of them named as such facts are, or the first is the title.
    """
    listed = _LISTED.match(text)
    if listed:
        pairs = keys_by_line(
            re.sub(
                r"(?m)^- |(?<=:)[ \t]*\[|\][ \t]*$",
                lambda sign: " " * (sign[0] != "- "),
                listed["pairs"],
            )
        )
        if pairs.keys() <= _OF_NOTEBOOKS:
            title = listed["title"].strip().strip('"')
            rest = f"{listed['summary']}\n{text[listed.end() :]}"
            return facts_of({"title": title, **pairs}, where), f"# {title}\n{rest}"
    heading = _HEADING.match(text)
    start = heading.end() if heading else len(text) - len(text.lstrip())
    head, blank, rest = text[start : start + _LONGEST].partition("\n\n")
    lines = head.replace("\r", "").split("\n")
    found = [_PAIR.fullmatch(line) for line in lines]
    if len(lines) < 2 or not blank or not all(found):
        return Facts(), text
    properties = {f["key"].strip().lower(): (f["value"] or "").strip() for f in found if f}
    known = sum(any(word in _KNOWN for word in key.split()) for key in properties)
    opened = not heading and len(found) > 2 and next(iter(properties)) == "title"
    if not opened and (
        known < 2
        or 2 * known <= len(properties)
        or not (heading or {"title", "date"} & properties.keys())
    ):
        return Facts(), text
    if heading and "status" in properties:
        properties["notion_status"] = properties.pop("status")
    body = rest + text[start + _LONGEST :]
    return facts_of(properties, where), (heading[0] if heading else "") + body


def properties_below(text: str) -> tuple[dict[str, str], str]:
    """Return the properties in the lines below the title of a Notion page, and its text without.

    Keys are lower case. A paragraph all of whose lines are ``Key: value`` is such a list if one of
    them is named as facts are; the title is no part of what is returned.
    """
    heading = re.match(r"\s*#[ \t]+[^\n]*\n?", text)
    body = text[heading.end() :].lstrip("\n") if heading else text
    head, _, rest = body[:_LONGEST].partition("\n\n")
    found = [_PAIR.fullmatch(line) for line in head.replace("\r", "").strip().split("\n")]
    if not all(found):
        return {}, body
    properties = {f["key"].strip().lower(): (f["value"] or "").strip() for f in found if f}
    if not any(word in _KNOWN for key in properties for word in key.split()):
        return {}, body
    return properties, rest + body[_LONGEST:]


def keys_by_line(text: str) -> dict[str, object]:
    """Return the keys of front matter that is no YAML, a line each, with the lists below them.

    A value that opens a list or mapping and does not close it is left out.
    """
    properties: dict[str, object] = {}
    key = ""
    for line in text.split("\n"):
        item = _ITEM.match(line)
        before = properties.get(key)
        if item and key and (before == "" or isinstance(before, list)):
            properties[key] = [*(before if isinstance(before, list) else []), _bare(item["value"])]
            continue
        found = _KEY.match(line.rstrip())
        if found:
            key = found["key"].strip()
            value = (found["value"] or "").strip()
            if not _OPEN.match(value):  # a bracket within quotes opens nothing
                properties[key] = _bare(value)
    return {name: value for name, value in properties.items() if value != ""}


def toml_by_line(text: str) -> dict[str, Any]:
    """Return the keys of front matter that is no TOML, a line each, as if it had no tables.

    A value that cannot be read is left out, but words whose quotes are not closed are kept.
    """
    properties: dict[str, Any] = {}
    for line in text.split("\n"):
        found = _TOML_PAIR.match(line.strip())
        if not found:
            continue
        try:
            properties |= tomllib.loads(line)
        except (tomllib.TOMLDecodeError, RecursionError):
            words = found["value"].strip().strip("\"'")
            if any(char.isalpha() for char in words) and found["value"][0] in "\"'":
                properties[found["key"]] = words
    return properties


def json_by_line(text: str) -> dict[str, Any]:
    """Return the keys of front matter that is no JSON, a line each that can be read."""
    properties: dict[str, Any] = {}
    for line in text.split("\n"):
        found = _JSON_PAIR.match(line)
        if found:
            try:
                properties[found["key"]] = json.loads(found["value"])
            except (ValueError, RecursionError):
                continue
    return properties


def _bare(value: str) -> str:
    value = value.strip()
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value
