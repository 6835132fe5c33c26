"""Medium's export: ``posts/DATE_Title-ID.html``, each a page in h-entry microformat.

Drafts are named ``draft_…`` and have neither date nor address of their own; responses to others'
posts lie among the posts and have no title of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree
from lxml.html import HtmlElement

from pipeline.reading.facts import Facts, people
from pipeline.reading.html_tree import parsed
from pipeline.reading.importing.essay_list import LeftOut, Post
from pipeline.reading.importing.trees import Tree, text_of
from pipeline.reading.invisible import one_line
from pipeline.reading.titles import title_of_slug
from pipeline.reading.written_dates import parsed_date
from pipeline.settings.reading_settings import Taking

_POST = re.compile(
    r"posts/(?P<draft>draft_)?(?:(?P<day>\d{4}-\d\d-\d\d)_)?"
    r"(?P<title>[^/]*?)(?:-+[0-9a-f]{8,14})?\.html"
)
_PAGE = re.compile(r'class="h-entry".*(?:"e-content"|"p-name")', re.DOTALL)
_BODY = ".//section[@data-field='body']"
_SHORT = 600
"""Characters of a response; a post of that length has its title as a heading."""


def is_medium(tree: Tree) -> bool:
    """Return whether *tree* is an export of Medium."""
    names = [name for name in tree.names if _POST.fullmatch(name)]
    return bool(names) and any(_PAGE.search(text_of(tree, name)[:20_000]) for name in names[:3])


def posts(tree: Tree, _: Taking) -> Iterator[Post | LeftOut]:
    """Yield the published posts of the export *tree*, and what is left out."""
    for name in tree.names:
        found = _POST.fullmatch(name)
        if found is None:
            continue
        root = parsed(text_of(tree, name))
        facts, body, response = _read(root)
        facts = replace(facts, date=facts.date or parsed_date(found["day"] or ""))
        title = facts.title or title_of_slug(found["title"])
        if found["draft"] or not (facts.url or facts.date):
            yield LeftOut(title, "a draft")
        elif body is None:
            yield LeftOut(title, "there is no text in it")
        elif response:
            yield LeftOut(title, "a response to another post", facts.date)
        else:
            yield Post(name, body, facts, form="html")


def _read(root: HtmlElement | None) -> tuple[Facts, str | None, bool]:
    """Return what a page says of its post, the post's HTML, and whether it is a response."""
    if root is None:
        return Facts(), None, False
    title = _seen(root, "p-name")
    summary = _seen(root, "p-summary")
    when = next((e.get("datetime") or "" for e in _of_class(root, "dt-published")), "")
    address = next((e.get("href") or "" for e in _of_class(root, "p-canonical")), "")
    body = next((e for e in root.iterfind(_BODY)), None)
    if body is None:
        body = next(iter(_of_class(root, "e-content")), None)
    facts = Facts(
        title=title,
        author=people([_seen(root, "p-author")]),
        date=parsed_date(when),
        url=address if address.startswith("http") else "",
        summary=summary,
        tags=tuple(dict.fromkeys(filter(None, map(_shown, _of_class(root, "p-tag"))))),
    )
    if body is None:
        return facts, None, False
    headed = next((e for e in body.iter("h1", "h2", "h3", "h4")), None) is not None
    words = one_line("".join(str(text) for text in body.itertext()))
    response = not headed and len(words) <= _SHORT and words.startswith(title.rstrip("…. ")[:40])
    html = etree.tostring(body, encoding="unicode", method="html", with_tail=False)
    return facts, html, response


def _of_class(root: HtmlElement, name: str) -> list[HtmlElement]:
    return [
        element
        for element in root.iter("*")
        if isinstance(element, HtmlElement) and name in (element.get("class") or "").split()
    ]


def _seen(root: HtmlElement, name: str) -> str:
    found = next(iter(_of_class(root, name)), None)
    return "" if found is None else _shown(found)


def _shown(element: HtmlElement) -> str:
    return one_line("".join(str(text) for text in element.itertext()))
