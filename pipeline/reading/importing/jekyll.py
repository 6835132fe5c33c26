"""A Jekyll site: its settings and ``_posts``; drafts lie in ``_drafts``.

https://jekyllrb.com/docs/permalinks/: the permalink's styles and the names in its templates.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from pipeline.reading.facts import Facts
from pipeline.reading.importing.essay_list import LeftOut, Post
from pipeline.reading.importing.front import (
    authors_of,
    date_in,
    front_of,
    mapping_of,
    people_of_data,
    reason_of_front,
)
from pipeline.reading.importing.permalinks import address, date_parts, filled, slug_of
from pipeline.reading.importing.trees import Tree, text_of
from pipeline.settings.reading_settings import Taking

_CONFIG = ("_config.yml", "_config.yaml", "_config.toml")
_POST = re.compile(
    r"(?P<folders>(?:[^/]+/)*)_(?P<kind>posts|drafts)/(?P<inner>(?:[^/]+/)*)"
    r"(?:(?P<date>\d{4}-\d{1,2}-\d{1,2})-)?(?P<slug>[^/]+)\.(?P<suffix>md|markdown|mkd|mkdown|html|txt)"
)
_STYLES = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}


def is_jekyll(tree: Tree) -> bool:
    """Return whether *tree* is the source of a Jekyll site."""
    if not any(_POST.fullmatch(name) for name in tree.names):
        return False
    return any(name in tree.names for name in _CONFIG) or any(
        name.startswith("_posts/") for name in tree.names
    )


def posts(tree: Tree, _: Taking) -> Iterator[Post | LeftOut]:
    """Yield the posts of the site *tree*, and those left out."""
    config = next((name for name in _CONFIG if name in tree.names), "")
    settings = mapping_of(text_of(tree, config), config) if config else {}
    base = f"{settings.get('url') or ''}{settings.get('baseurl') or ''}"
    known = people_of_data(tree)
    for name in tree.names:
        found = _POST.fullmatch(name)
        if found is None:
            continue
        text = text_of(tree, name)
        properties = front_of(text, name)
        named = _day(found["date"] or "")
        date = date_in(properties, "date") or named
        title = str(properties.get("title") or "")
        shown = title or found["slug"]
        reason = reason_of_front(properties)
        if found["kind"] == "drafts":
            reason = "a draft"
        elif named is None:
            reason = "no post to Jekyll: no date before its name"
        if reason:
            yield LeftOut(shown, reason, date)
            continue
        path = _permalink(settings, properties, found, date)
        facts = Facts(
            author=authors_of(properties, known),
            date=date,
            url=address(base, path),
            slug=str(properties.get("slug") or ""),
        )
        yield Post(name, text, facts)


def _day(text: str) -> dt.date | None:
    try:
        return dt.date(*map(int, text.split("-"))) if text else None
    except ValueError:
        return None


def _permalink(
    settings: Mapping[str, Any],
    properties: Mapping[str, Any],
    found: re.Match[str],
    date: dt.date | dt.datetime | None,
) -> str:
    own = properties.get("permalink")
    template = str(own or _default(settings, found[0]) or settings.get("permalink") or "date")
    template = _STYLES.get(template, template)
    categories = [part for part in found["folders"].split("/") if part] + _words(
        properties.get("categories") or properties.get("category")
    )
    slug = str(properties.get("slug") or found["slug"])
    values = {
        **date_parts(date),
        "short_day": lambda: date.strftime("%a") if date else "",
        "categories": lambda: "/".join(slug_of(one) for one in dict.fromkeys(categories)),
        "title": lambda: slug,
        "slug": lambda: slug_of(slug),
        "output_ext": lambda: ".html",
        "path": lambda: str(PurePosixPath(found[0]).with_suffix("")),
    }
    return filled(template, values)


def _default(settings: Mapping[str, Any], name: str) -> str:
    """Return the permalink that the settings' ``defaults`` or collections give posts."""
    collections = settings.get("collections")
    posts_settings = collections.get("posts") if isinstance(collections, dict) else None
    if isinstance(posts_settings, dict) and posts_settings.get("permalink"):
        return str(posts_settings["permalink"])
    for rule in settings.get("defaults") or ():
        scope = rule.get("scope") or {} if isinstance(rule, dict) else {}
        values = rule.get("values") or {} if isinstance(rule, dict) else {}
        if not isinstance(scope, dict) or not isinstance(values, dict):
            continue
        inside = name.startswith(str(scope.get("path") or ""))
        if inside and scope.get("type", "posts") == "posts" and values.get("permalink"):
            return str(values["permalink"])
    return ""


def _words(value: object) -> list[str]:
    if isinstance(value, str):
        return value.split()
    return [str(one) for one in value] if isinstance(value, list) else []
