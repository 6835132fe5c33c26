"""What a page says of its article: linked data, then meta elements, then what is seen."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from lxml.html import HtmlElement

from pipeline.reading.article import is_title, leads_home
from pipeline.reading.detected_language import language_tag
from pipeline.reading.facts import Facts, enumeration, person_of
from pipeline.reading.html import blocks_of
from pipeline.reading.invisible import one_line
from pipeline.reading.structure import title_line
from pipeline.reading.written_dates import date_within, parsed_date

_SIGN = re.compile(r" [|–—·•:-] ")
_ARTICLES = re.compile(r"(?:^|/)(?:\w*Article|\w*Posting|Report|Chapter|CreativeWork)$")


def facts_of_page(root: HtmlElement, url: str = "") -> Facts:
    """Return what the page *root* says of its article: linked data, then meta, then elements.

    Args:
        root: The page.
        url: Address it came from; a canonical address it names goes before it.
    """
    stated = _linked_facts(root).over(_meta_facts(root)).over(_visible_facts(root))
    canonical = stated.url if _plausible(stated.url, url) else url
    return Facts(url=canonical).over(Facts(**{**_fields(stated), "url": ""}))


def _fields(facts: Facts) -> dict[str, Any]:
    return {name: getattr(facts, name) for name in facts.__dataclass_fields__}


def _plausible(canonical: str, url: str) -> bool:
    """Return whether *canonical* names a page; sites that name their front page do not."""
    match = re.match(r"https?://[^/]+(/[^?#]*)?", canonical)
    at_front = match is not None and (match[1] or "/") == "/"
    return match is not None and not (at_front and url.rstrip("/") != canonical.rstrip("/"))


def _meta_facts(root: HtmlElement) -> Facts:
    meta: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = one_line(element.get("content") or "")
        if name and content:
            meta.setdefault(name.lower(), content)

    def first(*names: str) -> str:
        return next((meta[name] for name in names if name in meta), "")

    names = ("author", "article:author", "twitter:creator", "dc.creator", "byl", "parsely-author")
    author = next((a for name in names if (a := person_of(meta.get(name, "")))), "")
    return Facts(
        title=first("og:title", "twitter:title", "dc.title"),
        author=author,
        date=parsed_date(
            first("article:published_time", "datepublished", "date", "dc.date", "pubdate")
        ),
        url=_canonical(root) or first("og:url"),
        language=language_tag(first("og:locale", "language")),
        summary=first("og:description", "description", "twitter:description"),
        image=first("og:image", "twitter:image"),
        show_title=first("og:site_name"),
    )


def _canonical(root: HtmlElement) -> str:
    for link in root.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            return (link.get("href") or "").strip()
    return ""


def _visible_facts(root: HtmlElement) -> Facts:
    when = next((e.get("datetime") for e in root.iter("time") if e.get("datetime")), "")
    author, day = _byline(root)
    return Facts(
        title=_heading(root) or _page_title(root),
        author=author,
        language=language_tag((root.get("lang") or "") if root.tag == "html" else ""),
        date=parsed_date(when or "") or day,
    )


def _heading(root: HtmlElement) -> str:
    """Return the heading that the page's title holds, else the first that is no site's name."""
    page = re.findall(r"\w+", (root.xpath("string(//title)") or "").lower())
    headings = list(root.iter("h1", "h2"))
    titled = [h for h in headings if is_title(h, " ".join(page))]
    own = [h for h in headings if h.tag == "h1" and not leads_home(h)]
    best = next(iter((*titled, *own)), None)
    return "" if best is None else _seen(best)


_BYLINES = (
    "//*[@itemprop='author' or @rel='author' or contains(@class, 'byline')"
    " or contains(@class, 'author') or contains(@class, 'dateline') or contains(@class, 'date')"
    " or contains(@class, 'meta') or contains(@class, 'published')]"
)
_MOST_BYLINES = 12
_LONGEST_BYLINE = 200
_PERSON = r"[^\W\d_a-z][\w.'’-]*"
_BY = re.compile(
    rf"\b[Bb][Yy]:?\s+(?P<name>{_PERSON}(?: (?:(?:and|&|de|van|von) )?{_PERSON}){{1,5}})"
)


def _byline(root: HtmlElement) -> tuple[str, date | None]:
    """Return the author and the day that the page shows below its title."""
    author, day = "", None
    for element in root.xpath(_BYLINES)[:_MOST_BYLINES]:
        text = one_line(" ".join(element.itertext()))
        if not text or len(text) > _LONGEST_BYLINE:
            continue
        found = _BY.search(text)
        named = "author" in f"{element.get('itemprop')} {element.get('rel')}"
        if not author:
            author = person_of(found["name"] if found else text if named else "")
        day = day or date_within(text)
    return author, day


def _seen(element: HtmlElement) -> str:
    """Return what is seen of *element*, as one line."""
    return " ".join(title_line(block) for block in blocks_of(element))


def _page_title(root: HtmlElement) -> str:
    """Return the page's title without the site's name, where the page shows that elsewhere too."""
    element = root.find(".//title")
    title = "" if element is None else one_line("".join(element.itertext()))
    rest, sign, site = (
        title.rpartition(_SIGN.findall(title)[-1]) if _SIGN.search(title) else ("",) * 3
    )
    body = root.find("body")
    named = bool(sign) and body is not None and any(site in text for text in body.itertext())
    return rest if named and rest else title


def _linked_facts(root: HtmlElement) -> Facts:
    for script in root.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json":
            continue
        try:
            stated = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        for thing in _things(stated):
            if _ARTICLES.search(str(thing.get("@type", ""))):
                return _facts_of_thing(thing)
    return Facts()


def _things(stated: object) -> Iterator[Mapping[str, Any]]:
    if isinstance(stated, list):
        for item in stated:
            if isinstance(item, Mapping):
                yield item
    elif isinstance(stated, Mapping):
        yield stated
        graph = stated.get("@graph")
        if isinstance(graph, list):
            yield from (item for item in graph if isinstance(item, Mapping))


def _facts_of_thing(thing: Mapping[str, Any]) -> Facts:
    authors = thing.get("author")
    people = authors if isinstance(authors, list) else [authors]
    names = [p.get("name", "") if isinstance(p, Mapping) else p for p in people]
    picture = thing.get("image")
    picture = picture[0] if isinstance(picture, list) and picture else picture
    picture = picture.get("url") if isinstance(picture, Mapping) else picture
    return Facts(
        title=_line(thing.get("headline")),
        author=enumeration([name for n in names if (name := person_of(_line(n)))]),
        date=parsed_date(_line(thing.get("datePublished"))),
        language=language_tag(_line(thing.get("inLanguage"))),
        summary=_line(thing.get("description")),
        image=_line(picture),
    )


def _line(value: object) -> str:
    return one_line(value) if isinstance(value, str) else ""
