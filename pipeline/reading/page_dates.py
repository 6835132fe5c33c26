"""The day a page's article appeared: meta elements, marked times, its address, what is seen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from lxml.html import HtmlElement

from pipeline.reading.invisible import one_line
from pipeline.reading.written_dates import date_in_figures, date_within, parsed_date

_META = tuple(
    """
    article:published_time article:published og:published_time og:article:published_time
    datepublished rnews:datepublished dc.date.issued dcterms.issued dc.date.created
    dcterms.created dc.date dcterms.date dc.date.available date pubdate publishdate publish-date
    publish_date publication_date publication-date published_date date.published published_time
    parsely-pub-date sailthru.date citation_publication_date citation_online_date citation_date
    cxenseparse:recs:publishtime bt:pubdate originalpublicationdate displaydate created
    dc.created creation_date article.published article.created analyticsattributes.articledate
    vr:published_time shareaholic:article_published_time video:release_date timestamp
    """.split()  # noqa: SIM905 - a list of words reads as words
)
_CHANGED = tuple(
    """
    article:modified_time og:updated_time datemodified dcterms.modified dc.date.modified
    last-modified lastmod revised
    """.split()  # noqa: SIM905 - a list of words reads as words
)
_IN_ADDRESS = re.compile(
    r"/(?P<year>(?:19|20)\d\d)(?P<sign>[/-])(?P<month>[01]?\d)(?P=sign)(?P<day>[0-3]?\d)(?=[/_-]|$)"
    r"|/(?P<day2>[0-3]\d)-(?P<month2>[01]\d)-(?P<year2>(?:19|20)\d\d)(?=[/._-]|$)"
    r"|/(?P<year3>20[0-3]\d)(?P<month3>[01]\d)(?P<day3>[0-3]\d)(?=[/._-]|$)"
)
APART = re.compile(
    r"comment|sidebar|related|widget|footer|recommend|teaser|promo(?!ted)|popular|recent|latest|archive"
    r"|more-|carousel|newsticker|trending|modified|updated",
    re.IGNORECASE,
)
"""Classes of what is about other pages, or about later changes."""
_WITHIN_ARTICLE = re.compile(
    r"\b(?:post|entry|article|beitrag)[-_](?:footer|meta|info|utility)|\belementor-widget"
    r"|\bwidget Blog\b|\bp-author\b|\bauthor[-_](?:bio|box|info|card)\b|\babout[-_]author\b"
    r"|\bnews-?single\b",
    re.IGNORECASE,
)
"""Classes that are the article's for all their words: its own foot, a page builder's boxes."""
_OWN_AUTHOR = re.compile(r"\b(?:article|post|entry)-author\b")
_FOOT = re.compile(r"(?:^|\s)(?:footer|meta)(?:\s|$)")
_ARTICLE = re.compile(r"(?:^|\s)(?:article|hentry|h-entry|post|entry|news-single)(?:\s|$)")
_MOST_PARAGRAPHS = 0.6
"""Part of a page's paragraphs in an element that cannot stand apart from its article."""
_ONE_DAY = 1
_PUBLISHED = (
    ".//*[@itemprop='datePublished'] | .//time[@pubdate]"
    " | .//*[contains(@property, 'datePublished') or contains(@property, 'dateCreated')"
    " or contains(@property, 'dc:date')]"
    " | .//*[contains(@class, 'dt-published') or contains(@class, 'entry-date')"
    " or contains(@class, 'published') or contains(@class, 'post-date')"
    " or contains(@class, 'pubdate') or contains(@class, 'publish')]"
)
_DATED = (
    ".//*[contains(@class, 'date') or contains(@class, 'Date') or contains(@id, 'date')"
    " or contains(@class, 'byline') or contains(@class, 'dateline') or contains(@class, 'time')"
    " or contains(@class, 'meta') or contains(@class, 'datum') or contains(@class, 'info')"
    " or contains(@class, 'stand') or contains(@class, 'fecha') or contains(@class, 'author')]"
)
_LONGEST = 200
"""Characters of a line with a date in it."""
_MOST = 40
_DATED_HEAD = 40
"""Characters of a line that is little else than a date."""
_SEEN = 1_500
"""Characters after the title in which a date is the article's."""
_EARLIEST = date(1990, 1, 1)
_AMERICAN = re.compile(r"en(?:-US)?$", re.IGNORECASE)


def page_date(
    root: HtmlElement, meta: Mapping[str, str], url: str, language: str
) -> date | datetime | None:
    """Return the day the article of the page *root* appeared, None where nothing tells.

    Args:
        root: The page.
        meta: Its meta elements: name in lower case → content.
        url: Its address.
        language: BCP 47; what ``3/4/2026`` means depends on it.
    """
    month_first = None if not language else bool(_AMERICAN.match(language))
    stated = (_read(meta[name], month_first) for name in _META if name in meta)
    seen = (
        _marked(root, month_first),
        _timed(root),
        _written(root, month_first),
        _below_the_title(root, month_first),
    )
    sources = (
        stated,
        _in_address(url),
        *seen,
        _anywhere(root, month_first),
        (_read(meta[name], month_first) for name in _CHANGED if name in meta),
    )
    return next((day for source in sources for day in source if day and _possible(day)), None)


def local_day(
    moment: date | datetime | None,
    root: HtmlElement,
    meta: Mapping[str, str],
    url: str,
    language: str,
) -> date | datetime | None:
    """Return *moment*; where it is told in universal time, the day that the page shows beside it.

    An article of 19 October, 00:04 in Vienna, is one of 18 October in its linked data.
    """
    if not isinstance(moment, datetime) or moment.utcoffset():
        return moment
    month_first = None if not language else bool(_AMERICAN.match(language))
    sources = (
        _in_address(url),
        (_read(meta[name], month_first) for name in _META if name in meta),
        _written(root, month_first),
        _below_the_title(root, month_first),
    )
    for day in (next((d for d in source if d and _possible(d)), None) for source in sources):
        if day is None or (isinstance(day, datetime) and day.tzinfo and not day.utcoffset()):
            continue
        shown = day.date() if isinstance(day, datetime) else day
        if shown == moment.date():
            return moment
        if abs((shown - moment.date()).days) == _ONE_DAY:
            return shown
    return moment


def _possible(day: date | datetime) -> bool:
    return (day.date() if isinstance(day, datetime) else day) >= _EARLIEST


def _read(text: str, month_first: bool | None) -> date | datetime | None:
    return parsed_date(text) or date_within(text) or date_in_figures(text, month_first=month_first)


def _marked(root: HtmlElement, month_first: bool | None) -> Iterator[date | datetime | None]:
    """Yield the dates of elements that say they hold the day of publication."""
    for element in root.xpath(_PUBLISHED)[:_MOST]:
        if stands_apart(element):
            continue
        inner = [element, *element.iter("time", "abbr")]
        for one in inner:
            stamp = one.get("datetime") or one.get("content") or one.get("title") or ""
            yield _read(stamp, month_first)
        text = one_line(" ".join(element.itertext()))
        yield _read(text, month_first) if len(text) <= _LONGEST else None


def _in_address(url: str) -> Iterator[date | None]:
    for found in _IN_ADDRESS.finditer(url):
        which = next(n for n in ("", "2", "3") if found[f"year{n}"])
        yield date_in_figures(
            "-".join(found[f"{part}{which}"] for part in ("year", "month", "day"))
        )


def _timed(root: HtmlElement) -> Iterator[date | datetime | None]:
    for element in root.iter("time"):
        if not stands_apart(element):
            text = one_line(" ".join(element.itertext()))
            yield parsed_date(element.get("datetime") or "") or date_within(text)


def _written(root: HtmlElement, month_first: bool | None) -> Iterator[date | datetime | None]:
    """Yield the dates of short lines whose class names a date."""
    for element in root.xpath(_DATED)[: 3 * _MOST]:
        text = one_line(" ".join(element.itertext()))
        if text and len(text) <= _LONGEST and not stands_apart(element):
            yield _read(text, month_first)


def _below_the_title(root: HtmlElement, month_first: bool | None) -> Iterator[date | None]:
    """Yield the first date of the lines after the page's heading, then before it."""
    heading = next((h for tag in ("h1", "h2") for h in root.iter(tag) if not stands_apart(h)), None)
    if heading is None:
        return
    after, seen = [], 0
    for text in heading.xpath("following::text()[not(parent::script or parent::style)]"):
        line = one_line(str(text))
        if any(c.isdecimal() for c in line) and not stands_apart(_holder(text)):
            after.append(line)
        seen += len(line)
        if seen > _SEEN:
            break
    before = heading.xpath("preceding::text()[not(parent::script or parent::style)]")[-6:]
    for lines in (after, [one_line(str(text)) for text in before]):
        for line in lines:
            head = line if len(line) <= _LONGEST else line[:_DATED_HEAD]
            yield date_within(head) or date_in_figures(head, month_first=month_first)


def _anywhere(root: HtmlElement, month_first: bool | None) -> Iterator[date | None]:
    """Yield the dates of the lines that are little else."""
    for text in root.xpath("//body//text()[not(parent::script or parent::style)]"):
        line = one_line(str(text))
        if len(line) <= _DATED_HEAD and any(c.isdecimal() for c in line):
            found = date_within(line) or date_in_figures(line, month_first=month_first)
            if found and not stands_apart(_holder(text)):
                yield found


def _holder(text: Any) -> HtmlElement:  # noqa: ANN401 - lxml has no type for text that knows its place
    """Return the element that *text* stands in."""
    element: HtmlElement = text.getparent()
    above: HtmlElement | None = element.getparent() if text.is_tail else element
    return element if above is None else above


def stands_apart(element: HtmlElement) -> bool:
    """Return whether *element* lies in comments, a side bar, a list of other pages or the like."""
    own = _OWN_AUTHOR.search(element.get("class") or "")
    if own and _is_the_article(_article_of(element)):
        return False
    for one in (element, *element.iterancestors()):
        if one.tag in {"body", "html", "article", "main"}:
            return False
        classes = f"{one.get('class') or ''} {one.get('id') or ''}"
        if _WITHIN_ARTICLE.search(classes):
            continue
        named = APART.search(classes)
        if not named and one.tag not in {"footer", "aside", "nav"}:
            continue
        foot = _FOOT.search(classes) or (one.tag == "footer" and not named)
        if foot and one.getparent() is not None and _is_the_article(_article_of(one)):
            continue
        if not _holds(one) or (named and named.group().lower() == "comment"):
            return True
    return False


def _article_of(element: HtmlElement) -> HtmlElement | None:
    """Return the nearest element around *element* that is called an article."""
    for one in element.iterancestors():
        if one.tag == "article" or _ARTICLE.search(one.get("class") or ""):
            return one
    return None


def _is_the_article(element: HtmlElement | None) -> bool:
    """Return whether *element* is the page's article and not one of its cards."""
    if element is None or _holds(element):
        return element is not None
    around = " ".join(one.get("class") or "" for one in (element, *element.iterancestors()))
    if re.search(r"\bnews-?single\b", around, re.IGNORECASE):
        return True
    others = element.getroottree().getroot().findall(".//article")
    return element.tag == "article" and len(others) == 1


def _holds(element: HtmlElement | None) -> bool:
    """Return whether *element* holds the page's heading, or most of its paragraphs."""
    if element is None:
        return False
    if element.find(".//h1") is not None:
        return True
    within = len(element.findall(".//p"))
    if within < _SOME_PARAGRAPHS:
        return False
    return within >= _MOST_PARAGRAPHS * len(element.getroottree().getroot().findall(".//p"))


_SOME_PARAGRAPHS = 3
