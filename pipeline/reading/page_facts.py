"""What a page says of its article: linked data, then meta elements, then what is seen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml.html import HtmlElement

from pipeline.reading.article import is_title, leads_home
from pipeline.reading.detected_language import language_tag
from pipeline.reading.facts import Facts
from pipeline.reading.html import blocks_of
from pipeline.reading.invisible import one_line
from pipeline.reading.linked_data import linked_facts
from pipeline.reading.page_authors import page_author
from pipeline.reading.page_dates import local_day, page_date
from pipeline.reading.structure import title_line

_SIGN = re.compile(r" [|–—·•:-] ")


def facts_of_page(root: HtmlElement, url: str = "") -> Facts:
    """Return what the page *root* says of its article: linked data, then meta, then elements.

    Args:
        root: The page.
        url: Address it came from; a canonical address it names goes before it.
    """
    metas = list(_metas(root))
    meta = dict(reversed(metas))
    linked = linked_facts(root)
    stated = linked.over(_meta_facts(root, meta)).over(_visible_facts(root))
    canonical = stated.url if _plausible(stated.url, url) else url
    site = stated.show_title or meta.get("application-name", "")
    address, language = canonical or stated.url, stated.language
    day = linked.date or page_date(root, meta, address, language)
    return Facts(
        url=canonical,
        author=page_author(root, metas, linked.author, site),
        date=local_day(day, root, meta, address, language),
    ).over(Facts(**{**_fields(stated), "url": "", "author": "", "date": None}))


def _fields(facts: Facts) -> dict[str, Any]:
    return {name: getattr(facts, name) for name in facts.__dataclass_fields__}


def _plausible(canonical: str, url: str) -> bool:
    """Return whether *canonical* names a page; sites that name their front page do not."""
    match = re.match(r"https?://[^/]+(/[^?#]*)?", canonical)
    at_front = match is not None and (match[1] or "/") == "/"
    return match is not None and not (at_front and url.rstrip("/") != canonical.rstrip("/"))


def _metas(root: HtmlElement) -> Iterator[tuple[str, str]]:
    """Yield the names, lower case, and contents of the page's meta elements."""
    for element in root.iter("meta"):
        content = one_line(element.get("content") or "")
        for key in ("property", "name", "itemprop"):
            for name in (element.get(key) or "").lower().split():
                if content:
                    yield name, content


def _meta_facts(root: HtmlElement, meta: Mapping[str, str]) -> Facts:
    def first(*names: str) -> str:
        return next((meta[name] for name in names if name in meta), "")

    return Facts(
        title=first("og:title", "twitter:title", "dc.title"),
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
    return Facts(
        title=_heading(root) or _page_title(root),
        language=language_tag((root.get("lang") or "") if root.tag == "html" else ""),
    )


def _heading(root: HtmlElement) -> str:
    """Return the heading that the page's title holds, else the first that is no site's name."""
    page = re.findall(r"\w+", (root.xpath("string(//title)") or "").lower())
    headings = list(root.iter("h1", "h2"))
    titled = [h for h in headings if is_title(h, " ".join(page))]
    own = [h for h in headings if h.tag == "h1" and not leads_home(h)]
    best = next(iter((*titled, *own)), None)
    return "" if best is None else _seen(best)


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
