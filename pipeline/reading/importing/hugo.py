"""A Hugo or Zola site: settings at the root, ``content/`` below it.

Hugo: https://gohugo.io/content-management/urls/ (``permalinks`` a section, ``url``, ``slug``);
Zola: https://www.getzola.org/documentation/content/page/ (``path``, ``slug``, a date before the
name). ``_index.md`` is a list's page in both.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, TypeAlias

from pipeline.reading.facts import Facts
from pipeline.reading.importing.essay_list import LeftOut, Post
from pipeline.reading.importing.front import date_of, front_of, mapping_of, reason_of_front
from pipeline.reading.importing.permalinks import address, date_parts, filled, slug_of
from pipeline.reading.importing.trees import Tree, text_of
from pipeline.settings.reading_settings import Taking

_CONFIG = tuple(
    f"{folder}{name}.{kind}"
    for folder in ("", "config/_default/")
    for name in ("hugo", "config")
    for kind in ("toml", "yaml", "yml", "json")
)
_PERMALINKS = tuple(f"config/_default/permalinks.{kind}" for kind in ("toml", "yaml", "yml"))
_CONTENT = re.compile(r"content/(?P<path>.+)\.(?:md|markdown|html)")
_DATED = re.compile(r"(?P<date>\d{4}-\d\d-\d\d)(?:[T ][^_-]*)?[_-](?P<rest>.+)")
_LANGUAGE = re.compile(r"(?P<path>.+)\.(?P<language>[a-z]{2}(?:-[A-Za-z]{2,4})?)")


@dataclass(frozen=True, slots=True)
class _Page:
    """A page as its file has it."""

    path: str
    """Below ``content/``, without ``index`` and language."""
    properties: Mapping[str, Any]
    """Its front matter."""
    date: dt.date | dt.datetime | None


_PathOf: TypeAlias = Callable[[Mapping[str, Any], _Page], str]
"""Settings of the site and a page → the page's path on it."""


def is_hugo(tree: Tree) -> bool:
    """Return whether *tree* is the source of a Hugo site."""
    return _is_site(tree) and not is_zola(tree)


def is_zola(tree: Tree) -> bool:
    """Return whether *tree* is the source of a Zola site."""
    if not _is_site(tree) or "config.toml" not in tree.names or "hugo.toml" in tree.names:
        return False
    return "base_url" in mapping_of(text_of(tree, "config.toml"), "config.toml")


def _is_site(tree: Tree) -> bool:
    settled = any(name in tree.names for name in _CONFIG)
    return settled and any(_CONTENT.fullmatch(name) for name in tree.names)


def hugo_posts(tree: Tree, taking: Taking) -> Iterator[Post | LeftOut]:
    """Yield the pages of the Hugo site *tree*, and those left out."""
    settings = _settings(tree)
    yield from _posts(tree, settings, _hugo_path, str(settings.get("baseurl") or ""), taking)


def zola_posts(tree: Tree, taking: Taking) -> Iterator[Post | LeftOut]:
    """Yield the pages of the Zola site *tree*, and those left out."""
    settings = mapping_of(text_of(tree, "config.toml"), "config.toml")
    yield from _posts(tree, settings, _zola_path, str(settings.get("base_url") or ""), taking)


def _settings(tree: Tree) -> Mapping[str, Any]:
    settings: dict[str, Any] = {}
    for name in (*reversed(_CONFIG), *_PERMALINKS):
        if name in tree.names:
            properties = {
                key.lower(): value for key, value in mapping_of(text_of(tree, name), name).items()
            }
            settings |= {"permalinks": properties} if name in _PERMALINKS else properties
    return settings


def _posts(
    tree: Tree, settings: Mapping[str, Any], path_of: _PathOf, base: str, taking: Taking
) -> Iterator[Post | LeftOut]:
    for name in tree.names:
        found = _CONTENT.fullmatch(name)
        if found is None or PurePosixPath(name).stem.partition(".")[0] == "_index":
            continue
        text = text_of(tree, name)
        properties = front_of(text, name)
        path, date, language = _place(found["path"], properties)
        title = str(properties.get("title") or PurePosixPath(path).name)
        reason = reason_of_front(properties)
        if not reason and "/" not in path and not taking.pages and date is None:
            reason = "a page, not a post"
        if _is_unrendered(properties):
            reason = "no page of its own"
        if reason:
            yield LeftOut(title, reason, date)
            continue
        url = address(base, path_of(settings, _Page(path, properties, date)))
        yield Post(name, text, Facts(date=date, url=url, language=language))


def _is_unrendered(properties: Mapping[str, Any]) -> bool:
    """Return whether a page is only a part of others: ``headless``, ``build.render: never``."""
    build = properties.get("build") or properties.get("_build")
    render = build.get("render") if isinstance(build, Mapping) else None
    alone = properties.get("headless") is True or properties.get("render") is False
    return alone or render in {"never", False}


def _place(
    path: str, properties: Mapping[str, Any]
) -> tuple[str, dt.date | dt.datetime | None, str]:
    """Return a page's path without ``index`` and language, its date, and its language."""
    language = ""
    if found := _LANGUAGE.fullmatch(path):
        path, language = found["path"], found["language"]
    if PurePosixPath(path).name == "index":
        path = str(PurePosixPath(path).parent)
    return path, date_of(properties, path, *map(properties.get, ("path", "url", "slug"))), language


def _hugo_path(settings: Mapping[str, Any], page: _Page) -> str:
    """Return the path by ``url``, the section's permalink, or the folders."""
    properties = page.properties
    if properties.get("url"):
        return str(properties["url"])
    parts = page.path.split("/")
    section = parts[0] if len(parts) > 1 else ""
    name = str(properties.get("slug") or parts[-1])
    template = _template(settings.get("permalinks"), section)
    if not template:
        folders = "/".join(parts[:-1])
        return f"{folders}/{name}/".lower().replace(" ", "-")
    title = slug_of(str(properties.get("title") or name))
    values = {
        **date_parts(page.date),
        "section": lambda: section,
        "sections": lambda: "/".join(parts[:-1]),
        "title": lambda: title,
        "slug": lambda: slug_of(
            str(properties.get("slug") or properties.get("title") or parts[-1])
        ),
        "filename": lambda: parts[-1],
        "contentbasename": lambda: parts[-1],
        "slugorfilename": lambda: name,
        "slugorcontentbasename": lambda: name,
    }
    return filled(template, values)


def _zola_path(_settings: Mapping[str, Any], page: _Page) -> str:
    """Return the path by ``path``, ``slug``, or the file's name without its date."""
    properties = page.properties
    if properties.get("path"):
        return f"{str(properties['path']).strip('/')}/"
    *folders, name = page.path.split("/")
    dated = _DATED.fullmatch(name)
    slug = str(properties.get("slug") or slug_of(dated["rest"] if dated else name))
    return "/".join((*folders, slug, ""))


def _template(permalinks: object, section: str) -> str:
    """Return the permalink of *section*; newer settings have them under ``page``."""
    if not isinstance(permalinks, Mapping):
        return ""
    page = permalinks.get("page")
    known = page if isinstance(page, Mapping) else permalinks
    value = known.get(section)
    return value if isinstance(value, str) else ""
