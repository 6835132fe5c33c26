"""How often a page's author and date are found where the page shows them.

Run with a checkout of pages whose author and date are known::

    python benchmarks/page_facts.py CHECKOUT [--pages N/M] [--wrong]

Two layouts are known: adbar/trafilatura (evaldata.json with ``author`` and ``date``
beside the pages in cache and eval) and mozilla/readability (``expected-metadata.json`` with
``byline`` and ``publishedTime`` beside ``source.html``). An author is right if all words of the
names are the same, but for "by", "and" and titles, or if the names found are the beginning of a
longer byline (*By Ann Lee, Science Desk*); a date if its day is. A page shows an author or a date
if its text, its meta elements, its linked data or (for dates) its address hold it: what somebody
noted who looked elsewhere, or mistyped, nobody can read from the page. The name of the site itself
and words like *unknown* are no author.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from pipeline.reading.facts import person_of
from pipeline.reading.html_tree import parsed
from pipeline.reading.month_names import MONTH_NUMBERS
from pipeline.reading.page_facts import facts_of_page

_LITTLE = frozenset(
    "by von par por and und et y e dr prof mr mrs ms phd md rd msc ma written posted".split()  # noqa: SIM905 - reads best
)


@dataclass(frozen=True, slots=True)
class Page:
    """A page and what somebody noted of it."""

    name: str
    markup: str
    url: str
    author: str
    day: str


def pages_of(checkout: Path) -> Iterator[Page]:
    """Return the pages of *checkout* of which an author or a day is noted."""
    listed = checkout / "tests" / "evaldata.json"
    if listed.exists():
        for url, page in json.loads(listed.read_text(encoding="utf-8")).items():
            folders = (checkout / "tests" / name / page["file"] for name in ("cache", "eval"))
            path = next((p for p in folders if p.exists()), None)
            author = page.get("author") or ""
            author = author if isinstance(author, str) else "; ".join(author)
            if path is not None and (author or page.get("date")):
                text = path.read_bytes().decode("utf-8", "replace")
                yield Page(path.name, text, url, author, (page.get("date") or "")[:10])
        return
    for source in sorted((checkout / "test" / "test-pages").glob("*/source.html")):
        told = json.loads((source.parent / "expected-metadata.json").read_text(encoding="utf-8"))
        author, day = told.get("byline") or "", (told.get("publishedTime") or "")[:10]
        if author or re.fullmatch(r"\d{4}-\d\d-\d\d", day):
            text = source.read_text(encoding="utf-8", errors="replace")
            yield Page(source.parent.name, text, "", author, day)


def names_in(author: str) -> frozenset[str]:
    """Return the words of the names in *author*."""
    return frozenset(re.findall(r"[^\W\d_]+", author.lower())) - _LITTLE


def is_right(said: str, author: str) -> bool:
    """Return whether *said* are the people of the byline *author*."""
    found, wanted = names_in(said), names_in(author)
    at_head = frozenset(list(_words(author))[: len(found)]) == found
    return found == wanted or (len(found) > 1 and at_head)


def _words(author: str) -> Iterator[str]:
    for word in re.findall(r"[^\W\d_]+", author.lower()):
        if word not in _LITTLE:
            yield word


def _seen(root: HtmlElement) -> str:
    """Return what the page *root* says: its text, meta elements, linked data, in small letters."""
    metas = " ".join(e.get("content") or "" for e in root.iter("meta"))
    stamps = " ".join(
        e.get(key) or "" for e in root.iter("time", "abbr") for key in ("datetime", "title")
    )
    said = []
    for element in root.iter():
        if element.tag not in {"script", "style"} or "ld+json" in (element.get("type") or ""):
            said.append(element.text or "" if isinstance(element.tag, str) else "")
        said.append(element.tail or "")
    return re.sub(r"\s+", " ", " ".join((*said, metas, stamps))).lower()


_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
"""What stands in a byline that is a date."""


def _plain(text: str) -> str:
    return re.sub(r"\W+", "", text.lower())


def shows_author(root: HtmlElement, url: str, author: str) -> bool:
    """Return whether the page *root* holds every name of *author*, who is not the site itself."""
    site = root.xpath("string(//meta[@property='og:site_name']/@content)").lower()
    host = re.sub(r"^www\.|\.\w+$", "", urlsplit(url).netloc.lower())
    if (
        not person_of(author)
        or _YEAR.search(author)
        or _plain(author) in {_plain(site), _plain(host)}
    ):
        return False
    seen = _seen(root)
    names = (re.sub(r"^(?:by|von|par|por)\s+", "", n.strip().lower()) for n in author.split(";"))
    return all(name in seen for name in names)


def shows_day(root: HtmlElement, url: str, day: str) -> bool:
    """Return whether the page *root* or its address holds *day*, however it is written."""
    try:
        when = date.fromisoformat(day)
    except ValueError:
        return False
    y, m, d = when.year, when.month, when.day
    names = "|".join(re.escape(name) for name, month in MONTH_NUMBERS.items() if month == m)
    year = f"(?:{y}|'?{y % 100:02})(?!\\d)"
    written = (
        rf"{y}\s?[-/.年]\s?0?{m}\s?[-/.月]\s?0?{d}(?!\d)",
        rf"(?<!\d){y}{m:02}{d:02}",
        rf"(?<!\d)0?{d}\s?[./-]\s?0?{m}\s?[./-]\s?{year}",
        rf"(?<!\d)0?{m}[/.-]0?{d}[/.-]{year}",
        (
            rf"(?<!\d)0?{d}(?:st|nd|rd|th|\.|º|er)?\s*[-/]?\s*(?:of |de )?(?:{names})\.?,?[-/ ]*"
            rf"(?:de |del )?{y}"
        ),
        rf"(?:{names})\.?\s+0?{d}(?:st|nd|rd|th)?,?\s+{y}",
    )
    text = f"{_seen(root)} {url}"
    return any(re.search(pattern, text) for pattern in written)


def main() -> None:
    """Print how many authors and days are right."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkout", type=Path)
    parser.add_argument("--pages", default="0/1", help="N/M: every Mth page from the Nth on")
    parser.add_argument("--wrong", action="store_true", help="show what is wrong")
    asked = parser.parse_args()
    first, step = map(int, asked.pages.split("/"))
    authors, days = [0, 0, 0], [0, 0, 0]
    for page in list(pages_of(asked.checkout))[first::step]:
        root = parsed(page.markup)
        if root is None:
            continue
        shown = (
            bool(page.author) and shows_author(root, page.url, page.author),
            bool(page.day) and shows_day(root, page.url, page.day),
        )
        found = facts_of_page(root, page.url)
        when = found.date.isoformat()[:10] if found.date else ""
        right = is_right(found.author, page.author), when == page.day
        for counts, noted, is_shown, is_same in zip(
            (authors, days), (page.author, page.day), shown, right, strict=True
        ):
            counts[0] += bool(noted) and is_same
            counts[1] += bool(noted) and (is_shown or is_same)
            counts[2] += bool(noted)
        if asked.wrong and any(s and not r for s, r in zip(shown, right, strict=True)):
            print(f"{page.name[:50]:50} {page.author!r} -> {found.author!r}   {page.day} -> {when}")
    for what, (right_ones, shown_ones, all_ones) in (("author", authors), ("date", days)):
        share, of_all = right_ones / max(1, shown_ones), right_ones / max(1, all_ones)
        print(
            f"{what:8} right on {right_ones} of {shown_ones} pages that show it ({share:.1%}), "
            f"of {all_ones} for which one is noted ({of_all:.1%})"
        )


if __name__ == "__main__":
    main()
