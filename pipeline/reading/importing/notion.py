"""Notion's export: ``Title ID.md`` or ``.html``, each page's pictures in a folder of its name.

The id is 32 hexadecimal digits; large exports come as archives within the archive. A database is
a ``.csv`` file, its rows are pages in the folder of its name. Names of files are cut short, so that
a page's title is its heading. A page's properties are lines below the title, or a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from lxml import etree
from lxml.html import HtmlElement

from pipeline.reading.facts import Facts
from pipeline.reading.frontmatter import facts_of
from pipeline.reading.html_tree import parsed
from pipeline.reading.importing.essay_list import LeftOut, Post
from pipeline.reading.importing.trees import Tree, text_of
from pipeline.reading.invisible import one_line
from pipeline.reading.properties import properties_below
from pipeline.settings.reading_settings import Taking

PAGE = re.compile(r"(?P<title>.*?)[ _-]?(?P<id>[0-9a-f]{32})\.(?:md|html)", re.IGNORECASE)
_STATUS = ("status", "stage", "state", "phase")
_UNDONE = frozenset(
    {"draft", "idea", "ideas", "in progress", "not started", "to do", "todo", "backlog", "writing"}
    | {"archived", "in review", "on hold", "scheduled"}
)
_NO = frozenset({"no", "false"})
_DATES = ("published", "publish", "date", "created", "last edited")
"""How the names of dates begin, the best first: a database names its own."""
_SPAN = re.compile(r"@?(?P<start>.*?)(?:\s*→.*)?")
"""A date as Notion writes it: after a sign, and perhaps with its end."""
_LINK = re.compile(r"^\s*(?:[-*]\s+)?\[[^\]]*\]\([^)]*[0-9a-f]{32}[^)]*\)\s*$", re.MULTILINE)
_APART = frozenset({"table_of_contents", "link-to-page", "collection-content", "collection-title"}
                   | {"bookmark-description", "bookmark-href", "icon"})  # fmt: skip
"""Classes of what stands in a page and is no text of it: contents, cards, links to pages below."""


def is_notion(tree: Tree) -> bool:
    """Return whether *tree* is an export of Notion: most of its pages are named by ids."""
    pages = [name for name in tree.names if name.lower().endswith((".md", ".html"))]
    named = [name for name in pages if PAGE.fullmatch(PurePosixPath(name).name)]
    return bool(named) and 2 * len(named) > len(pages)


def posts(tree: Tree, _: Taking) -> Iterator[Post | LeftOut]:
    """Yield the pages of the export *tree*, and those left out."""
    for name in tree.names:
        found = PAGE.fullmatch(PurePosixPath(name).name)
        if found is None:
            continue
        text = text_of(tree, name)
        entry_id = f"notion:{found['id'].lower()}"
        if name.lower().endswith(".html"):
            yield _of_html(name, text, found["title"].strip(), entry_id)
        else:
            yield _of_markdown(name, text, found["title"].strip(), entry_id)


def _of_markdown(name: str, text: str, cut: str, entry_id: str) -> Post | LeftOut:
    """Return the page *name*, whose file is called *cut*."""
    heading = re.match(r"\s*#\s+(.+)", text)
    title = heading[1].strip() if heading else cut
    properties, body = properties_below(text)
    reason = _reason(properties)
    if not reason and not _LINK.sub("", re.sub(r"^\s*#.*", "", body, count=1)).strip():
        reason = "only links to other pages"
    if reason:
        return LeftOut(title, reason)
    facts = _facts(properties, title, entry_id, name)
    return Post(name, (heading[0] if heading else "") + "\n\n" + body, facts)


def _of_html(name: str, text: str, cut: str, entry_id: str) -> Post | LeftOut:
    """Return the page *name*, whose file is called *cut*."""
    root = parsed(text)
    if root is None:
        return LeftOut(cut, "there is no text in it")
    title = _first(root, "h1", "page-title") or one_line(root.findtext(".//title") or "") or cut
    properties = {
        _shown(row[0]).casefold(): _value(row[1])
        for row in root.iter("tr")
        if "property-row" in (row.get("class") or "").split() and len(row) > 1
    }
    summary = _first(root, "p", "page-description")
    body = next((one for one in root.iter("div") if one.get("class") == "page-body"), None)
    reason = _reason(properties)
    if body is not None:
        for part in body.iter("*"):
            if not _APART.isdisjoint((part.get("class") or "").split()):
                part.tag = "nav"
    if not reason and (body is None or not _shown(body, but="nav")):
        reason = "only links to other pages" if body is not None else "there is no text in it"
    if reason or body is None:
        return LeftOut(title, reason)
    cover = next((e for e in root.iter("img") if e.get("class") == "page-cover-image"), None)
    told = {"summary": summary, "image": "" if cover is None else cover.get("src") or ""}
    facts = _facts(properties | told, title, entry_id, name)
    html = etree.tostring(body, encoding="unicode", method="html", with_tail=False)
    return Post(name, html, facts, form="html")


def _reason(properties: Mapping[str, str]) -> str:
    """Return why a page's *properties* keep it from being published; empty if they do not."""
    for key in _STATUS:
        if properties.get(key, "").casefold() in _UNDONE:
            return f"a draft ({key.title()}: {properties[key]})"
    if properties.get("draft", "").casefold() in {"yes", "true"}:
        return "a draft"
    if any(properties.get(key, "").casefold() in _NO for key in ("published", "publish")):
        return "a draft (not published)"
    return ""


def _facts(properties: Mapping[str, str], title: str, entry_id: str, where: str) -> Facts:
    """Return what a page's *properties* say of it, its dates by what they are called."""
    named = (
        value
        for start in _DATES
        for key, value in properties.items()
        if key.startswith(start) and re.search(r"\d", value)
    )
    date = next(named, "")
    found = _SPAN.fullmatch(date)
    kept = {key: value for key, value in properties.items() if not key.startswith(_DATES)}
    kept = {f"notion_{key}" if key in _STATUS else key: value for key, value in kept.items()}
    told = facts_of({**kept, "date": found["start"] if found else date}, where)
    return Facts(title=title, entry_id=entry_id).over(told)


def _value(cell: HtmlElement) -> str:
    """Return what a property's *cell* shows; whether a box is ticked is in its class."""
    ticked = [one.get("class") or "" for one in cell.iter("div", "span")]
    if any("checkbox-on" in one for one in ticked):
        return "yes"
    if any("checkbox-off" in one for one in ticked):
        return "no"
    parts = [_shown(one) for one in cell] if not (cell.text or "").strip() else [_shown(cell)]
    return ", ".join(part for part in parts if part)


def _first(root: HtmlElement, tag: str, name: str) -> str:
    named = (one for one in root.iter(tag) if name in (one.get("class") or "").split())
    found = next(named, None)
    return "" if found is None else _shown(found)


def _shown(element: HtmlElement, but: str = "") -> str:
    """Return the text in *element* as one line, without that of the elements *but*."""
    texts = element.xpath(f".//text()[not(ancestor::{but})]") if but else element.itertext()
    return one_line("".join(map(str, texts)))
