"""Eleventy, Astro and Quarto: sites whose settings are programs, or say little of addresses."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from pipeline.reading.facts import Facts
from pipeline.reading.importing.essay_list import LeftOut, Post
from pipeline.reading.importing.front import (
    authors_of,
    date_of,
    front_of,
    mapping_of,
    people_of_data,
    reason_of_front,
)
from pipeline.reading.importing.permalinks import address
from pipeline.reading.importing.trees import Tree, text_of
from pipeline.settings.reading_settings import Taking

_ELEVENTY = (
    ".eleventy.js", "eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs",
    "eleventy.config.ts",
)  # fmt: skip
_ASTRO = tuple(f"astro.config.{kind}" for kind in ("mjs", "js", "ts", "mts", "cjs"))
_QUARTO = ("_quarto.yml", "_quarto.yaml")
_GLOBAL = re.compile(r"addGlobalData\(\s*[\"'](?:permalink|eleventyComputed)")
_INPUT = re.compile(r"\binput\s*:\s*[\"'](?P<folder>[^\"']+)[\"']")
_SITE = re.compile(r"\bsite\s*:\s*[\"'](?P<url>https?://[^\"']+)[\"']")
_BASE = re.compile(r"\bbase\s*:\s*[\"'](?P<path>/[^\"']*)[\"']")
_DATED = re.compile(r"(?P<date>\d{4}-\d\d-\d\d)-(?P<rest>.+)")
_ASIDE = frozenset(
    {"readme", "license", "licence", "changelog", "contributing", "code_of_conduct", "404"}
    | {"security", "index"}
)
"""Files of a repository, and lists of posts, that are no posts."""
_UNREAD = frozenset({"_includes", "_layouts", "_data", "_site", "_components", "_11ty", ".git"})
"""Folders that Eleventy makes no pages of; others may begin so, as ``_posts`` does."""
_PAGES = ("src", "content", "pages")
_COLLECTION = re.compile(r"src/content/(?P<collection>[^/]+)/(?P<path>.+)\.(?:md|mdx|markdown)")
_VARIABLE = re.compile(r"\{\{-?\s*(?P<said>.*?)\s*-?\}\}")


def is_eleventy(tree: Tree) -> bool:
    """Return whether *tree* is the source of an Eleventy site."""
    return any(name in tree.names for name in _ELEVENTY)


def is_astro(tree: Tree) -> bool:
    """Return whether *tree* is the source of an Astro site."""
    return any(name in tree.names for name in _ASTRO)


def is_quarto(tree: Tree) -> bool:
    """Return whether *tree* is the source of a Quarto site."""
    return any(name in tree.names for name in _QUARTO)


def eleventy_posts(tree: Tree, taking: Taking) -> Iterator[Post | LeftOut]:
    """Yield the Markdown pages of the Eleventy site *tree*, and those left out.

    https://www.11ty.dev/docs/permalinks/: a page's own permalink, that of its folder's data file,
    or its path; dates before names are no part of ``fileSlug``.
    """
    config = text_of(tree, next(name for name in _ELEVENTY if name in tree.names))
    found = _INPUT.search(config)
    folder = found["folder"].strip("./") if found else ""
    base, known = _site_of_data(tree, folder), people_of_data(tree, folder)
    for name in tree.names:
        path = PurePosixPath(name)
        inside = not folder or name.startswith(f"{folder}/")
        hidden = not _UNREAD.isdisjoint(path.parts) or name.startswith(".")
        if path.suffix not in {".md", ".markdown"} or not inside or hidden:
            continue
        data = _data(tree, path)
        text = text_of(tree, name)
        properties = {**data, **front_of(text, name)}
        dated = _DATED.fullmatch(path.stem)
        slug = dated["rest"] if dated else path.stem
        slug = path.parent.name if slug == "index" else slug
        date = date_of(properties, path.name, name)
        title = str(properties.get("title") or slug)
        reason = reason_of_front(properties) or _aside(path, date, taking)
        if properties.get("permalink") is False:
            reason = "not published (permalink: false)"
        if reason:
            yield LeftOut(title, reason, date)
            continue
        inner = path.relative_to(folder) if folder else path
        permalink = str(properties.get("permalink") or "")
        computed = not permalink and _computes_permalinks(tree, config, path, folder)
        where = "" if computed else _eleventy_path(permalink, inner, slug, title, date)
        url = address(base, where) if where else ""
        yield Post(name, text, Facts(author=authors_of(properties, known), date=date, url=url))


def astro_posts(tree: Tree, taking: Taking) -> Iterator[Post | LeftOut]:
    """Yield the pages of the Astro site *tree*, and those left out.

    A collection's address is known where a route of its name takes the collection's entries.
    """
    config = text_of(tree, next(name for name in _ASTRO if name in tree.names))
    site, base = _SITE.search(config), _BASE.search(config)
    root = f"{site['url'].rstrip('/')}{base['path'] if base else ''}" if site else ""
    for name in tree.names:
        found = _COLLECTION.fullmatch(name)
        path = PurePosixPath(name)
        page = name.startswith("src/pages/") and path.suffix in {".md", ".mdx"}
        if (not found and not page) or _is_hidden(name):
            continue
        text = text_of(tree, name)
        properties = front_of(text, name)
        date = date_of(properties, name)
        title = str(properties.get("title") or path.stem)
        of_posts = found and found["collection"] not in {"pages", "page"}
        reason = reason_of_front(properties) or ("" if of_posts else _aside(path, date, taking))
        if reason:
            yield LeftOut(title, reason, date)
            continue
        inner = found["path"] if found else str(path.relative_to("src/pages").with_suffix(""))
        inner = str(properties.get("slug") or inner.removesuffix("/index"))
        if found:
            route = f"src/pages/{found['collection']}/["
            routed = any(one.startswith(route) for one in tree.names)
            where = f"{found['collection']}/{inner.lower()}/" if routed else ""
        else:
            where = f"{inner}/"
        yield Post(name, text, Facts(date=date, url=address(root, where) if where else ""))


def quarto_posts(tree: Tree, taking: Taking) -> Iterator[Post | LeftOut]:
    """Yield the pages of the Quarto site *tree*, and those left out."""
    config = next(name for name in _QUARTO if name in tree.names)
    settings = mapping_of(text_of(tree, config), config)
    parts = [settings.get(key) for key in ("website", "book")]
    base = next((str(one.get("site-url") or "") for one in parts if isinstance(one, dict)), "")
    project = settings.get("project")
    output = str(project.get("output-dir") or "_site") if isinstance(project, dict) else "_site"
    for name in tree.names:
        path = PurePosixPath(name)
        if path.suffix not in {".qmd", ".md", ".rmd", ".Rmd", ".ipynb"} or _is_hidden(name):
            continue
        if name.startswith(f"{output}/"):
            continue
        text = text_of(tree, name)
        properties = front_of(text, name)
        date = date_of(properties, name)
        listed = "listing" in properties
        reason = reason_of_front(properties) or ("a list of posts" if listed else "")
        top = len(path.parts) == 1 and path.stem.lower() in _ASIDE
        reason = reason or ("a page, not a post" if top and not taking.pages else "")
        if reason:
            yield LeftOut(str(properties.get("title") or path.stem), reason, date)
            continue
        where = str(path.with_suffix(".html"))
        where = where.removesuffix("index.html") if path.stem == "index" else where
        yield Post(name, text, Facts(date=date, url=address(base, where)))


def _is_hidden(name: str) -> bool:
    return any(part.startswith((".", "_")) for part in name.split("/"))


def _aside(path: PurePosixPath, date: object, taking: Taking) -> str:
    """Return why a page is no post; empty if it is."""
    if path.stem.lower() in _ASIDE and (len(path.parts) <= 2 or path.stem.lower() != "index"):
        return "a page, not a post"
    undated_top = date is None and (len(path.parts) <= 2 or path.parts[:3] == _PAGES)
    return "a page, not a post (it has no date)" if undated_top and not taking.pages else ""


def _data(tree: Tree, path: PurePosixPath) -> Mapping[str, Any]:
    """Return what the data files of a page's folders say, the nearest last."""
    properties: dict[str, Any] = {}
    for folder in reversed(path.parents[:-1]):
        for name in (f"{folder}/{folder.name}.json", f"{folder}/{folder.name}.11tydata.json"):
            text = text_of(tree, name)
            if text:
                properties |= _json(text)
    return properties


def _json(text: str) -> Mapping[str, Any]:
    try:
        properties = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return properties if isinstance(properties, dict) else {}


def _computes_permalinks(tree: Tree, config: str, path: PurePosixPath, folder: str) -> bool:
    """Return whether a program of the Eleventy site gives a page its address."""
    data = f"{folder and folder + '/'}_data"
    of_folders = {f"{parent}/{parent.name}.11tydata" for parent in path.parents[:-1]}
    programs = {f"{data}/eleventyComputed", f"{data}/permalink", *of_folders}
    texts = (text_of(tree, f"{name}.{kind}") for name in programs for kind in ("js", "cjs", "mjs"))
    return bool(_GLOBAL.search(config)) or any("permalink" in text for text in texts)


def _site_of_data(tree: Tree, folder: str) -> str:
    """Return the site's address as its global data say it."""
    inside = f"{folder}/" if folder else ""
    for name in ("site", "metadata", "meta"):
        properties = _json(text_of(tree, f"{inside}_data/{name}.json"))
        url = properties.get("url") or properties.get("baseUrl")
        if isinstance(url, str):
            return url
        script = text_of(tree, f"{inside}_data/{name}.js")
        if script and (found := re.search(r"\burl\s*:\s*[\"'](https?://[^\"']+)", script)):
            return found[1]
    return ""


def _eleventy_path(permalink: str, path: PurePosixPath, slug: str, title: str, date: object) -> str:
    """Return a page's path; empty where its permalink computes what is not known here."""
    if not permalink:
        folder = path.parent if path.stem == "index" else path.parent / slug
        return f"{folder.as_posix()}/"
    from pipeline.reading.importing.permalinks import slug_of  # noqa: PLC0415 - one use

    known = {
        "page.fileSlug": slug,
        "fileSlug": slug,
        "title | slugify": slug_of(title),
        "title | slug": slug_of(title),
        "page.filePathStem": f"/{path.parent.as_posix()}/{slug}",
        "page.date | date: '%Y'": str(date)[:4],
    }
    unknown = [found["said"] for found in _VARIABLE.finditer(permalink)]
    if any(properties not in known for properties in unknown):
        return ""
    filled = _VARIABLE.sub(lambda found: known[found["said"]], permalink)
    return filled.removesuffix("index.html")
