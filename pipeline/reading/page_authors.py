"""Who wrote a page's article: linked data, meta elements, marked names, bylines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from pipeline.reading.author_names import (
    LONGEST_BYLINE,
    is_organisation,
    names_after_by,
    names_of_byline,
    plain_names,
)
from pipeline.reading.facts import enumeration, person_of
from pipeline.reading.invisible import one_line
from pipeline.reading.page_dates import stands_apart

_META = tuple(
    """
    dc.creator dcterms.creator dc:creator author article:author og:article:author byl parsely-author
    sailthru.author citation_author rnews:author shareaholic:article_author_name bylinename
    article.author authors citation_authors article:author_name cxenseparse:author dc.contributor
    twitter:creator
    """.split()  # noqa: SIM905 - a list of words reads as words
)


def _having(attribute: str, words: str) -> str:
    """Return a condition of XPath: *attribute* holds one of *words*."""
    return " or ".join(f"contains(@{attribute}, '{word}')" for word in words.split())


_SURE = (
    "@itemprop='author' or @itemprop='creator' or @rel='author' or @property='author'"
    " or contains(concat(' ', @class, ' '), ' p-author ')"
)
_NAMED = _having(
    "class",
    "vcard author-name author_name authorname byline-name post-author entry-author contributor"
    " username article-author authors autor",
)
_LINKED = _having(
    "href",
    "/author/ /autor/ /authors/ /autoren/ /autores/ /auteur/ /contributor /journalist /redakteur"
    " ?author= /writer",
)
_CALLED = _having("class", "byline Byline author Author")
_MARKED = (
    f".//*[{_SURE}]",
    f".//*[{_NAMED} or {_LINKED}]",
    f".//*[{_CALLED} or contains(@id, 'author') or contains(@data-testid, 'byline')]",
)
"""Elements that hold an author's name, the surest first."""
_LINES = f".//*[{_having('class', 'meta date time info posted submitted published sign')}]"
_SCREEN_NAME = re.compile(r"\b(?:vcard|fn|username|author-name|post-author)\b|^author$")
"""Classes of what may also hold a name that begins small."""
_SCREEN = re.compile(r"[a-z]\w*|\w*\d\w*")
"""A screen name: a name in full goes before it."""
_MOST = 16
_MOST_LINES = 40
_MOST_PEOPLE = 6
_LABELS = re.compile(
    r"(?:written|posted) by|(?:geschrieben|verfasst) von|écrit par|escrito por|by", re.IGNORECASE
)
_AFTER_NAME = re.compile(r"\s+[-–|,]\s+(?:https?:.*|.*\d.*)$")


def page_author(root: HtmlElement, metas: list[tuple[str, str]], linked: str, site: str) -> str:
    """Return who wrote the article of the page *root*; empty where nothing tells.

    A person goes before the name of a site or a house, whoever states it.

    Args:
        root: The page.
        metas: Its meta elements: name in lower case, content.
        linked: The author that its linked data names.
        site: The site's name.
    """
    first = ""
    stated = list(_stated(metas))
    fuller = [names for names in stated if len(names) == 1 and linked and linked in names[0]]
    for names in (*fuller, [linked] if linked else [], *stated, *_seen(root)):
        author = enumeration(list(dict.fromkeys(names))[:_MOST_PEOPLE])
        if author and not (is_organisation(author, site) or _SCREEN.fullmatch(author)):
            return author
        first = first or author
    return first


def _stated(metas: list[tuple[str, str]]) -> Iterator[list[str]]:
    """Yield the names that meta elements state, the surest first."""
    for wanted in _META:
        stated = (_AFTER_NAME.sub("", person_of(text)) for name, text in metas if name == wanted)
        if names := [name for name in stated if name]:
            yield names
    labels = dict(metas)
    for n in "12":
        if _LABELS.fullmatch(labels.get(f"twitter:label{n}", "")):
            name = person_of(labels.get(f"twitter:data{n}", ""))
            yield [name] if name else []


def _seen(root: HtmlElement) -> Iterator[list[str]]:
    """Yield the names that elements hold which say so, the surest first."""
    heading = next((h for h in root.iter("h1") if not stands_apart(h)), None)
    before = set() if heading is None else set(heading.xpath("preceding::*"))
    for rank, path in enumerate(_MARKED):
        found = [e for e in root.xpath(path) if isinstance(e, HtmlElement) and not stands_apart(e)]
        found.sort(key=before.__contains__)
        for element in found[:_MOST]:
            screen_name = rank == 0 or _SCREEN_NAME.search(element.get("class") or "")
            names = [name for name in _names_of(element) if screen_name or name[0].isupper()]
            if names and rank == 0:
                beside = (e for e in found[:_MOST] if _line_of(e) is _line_of(element))
                names = [name for e in beside for name in _names_of(e)]
            yield names
    for element in root.xpath(_LINES)[:_MOST]:
        text = one_line(" ".join(element.itertext()))
        if len(text) <= LONGEST_BYLINE and not stands_apart(element):
            yield names_after_by(text)
    yield from _below_the_title(root)
    yield from _bylines(root)


def _line_of(element: HtmlElement) -> HtmlElement | None:
    """Return what holds the line that *element* stands in."""
    parent = element.getparent()
    return None if parent is None else parent.getparent()


def _below_the_title(root: HtmlElement) -> Iterator[list[str]]:
    """Yield the names of the lines after the page's heading that begin with "By"."""
    heading = next((h for tag in ("h1", "h2") for h in root.iter(tag) if not stands_apart(h)), None)
    if heading is None:
        return
    for line in heading.xpath("following::*[not(self::script or self::style)][text()]")[
        :_MOST_LINES
    ]:
        text = one_line(" ".join(line.itertext()))
        if len(text) <= LONGEST_BYLINE and not stands_apart(line):
            yield names_after_by(text, first=True)


def _bylines(root: HtmlElement) -> Iterator[list[str]]:
    """Yield the names of lines anywhere that are a byline and nothing else."""
    body = root.find("body")
    for element in (root if body is None else body).iter(*_LINE_TAGS):
        text = one_line("".join(element.itertext())) if len(element) < _MOST else ""
        tails = [one_line(line.tail or "") for line in element.iterchildren("br")]
        for line in (text, *tails[-1:]):
            if _LEAST_BYLINE < len(line) < _LONGEST_LINE and not stands_apart(element):
                names = names_of_byline(line)
                if names:
                    yield names


_LINE_TAGS = (
    "p",
    "em",
    "strong",
    "span",
    "small",
    "div",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "td",
    "i",
    "a",
)
_LEAST_BYLINE, _LONGEST_LINE = 8, 90
"""Characters of a line that is a byline."""


def _names_of(element: HtmlElement) -> list[str]:
    """Return the names in an element that holds an author's: its own, after "By", its link's."""
    named = element.xpath(".//*[@itemprop='name' or contains(@class, 'fn')]")
    for one in (*named, element):
        text = one_line(one.get("content") or " ".join(one.itertext()))
        if text and len(text) <= LONGEST_BYLINE:
            names = names_after_by(text) or plain_names(text)
            if names:
                return names
    links = (plain_names(one_line(" ".join(link.itertext()))) for link in element.iter("a"))
    return next((names for names in links if names), [])
