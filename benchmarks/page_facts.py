"""How often a page's author and date are found where the page shows them.

Run with a checkout of pages whose author and date are known::

    python benchmarks/page_facts.py CHECKOUT [--pages N/M] [--wrong]

Two layouts are known: adbar/trafilatura (evaldata.json with ``author`` and ``date``
beside the pages in cache and eval) and mozilla/readability (``expected-metadata.json`` with
``byline`` and ``publishedTime`` beside ``source.html``). An author is right if all words of the
names are the same, but for "by", "and" and titles, or if the names found are the beginning of a
longer byline (*By Ann Lee, Science Desk*); a date if its day is.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from pathlib import Path

from pipeline.reading.html_tree import parsed
from pipeline.reading.page_facts import facts_of_page

_LITTLE = frozenset("by von par por and und et y e dr prof mr mrs ms written posted".split())  # noqa: SIM905 - reads best


def pages_of(checkout: Path) -> Iterator[tuple[str, str, str, str]]:
    """Return name, markup, author and day of each page that shows one of the two."""
    listed = checkout / "tests" / "evaldata.json"
    if listed.exists():
        for page in json.loads(listed.read_text(encoding="utf-8")).values():
            folders = (checkout / "tests" / name / page["file"] for name in ("cache", "eval"))
            path = next((p for p in folders if p.exists()), None)
            author = page.get("author") or ""
            author = author if isinstance(author, str) else "; ".join(author)
            if path is not None and (author or page.get("date")):
                text = path.read_bytes().decode("utf-8", "replace")
                yield path.name, text, author, (page.get("date") or "")[:10]
        return
    for source in sorted((checkout / "test" / "test-pages").glob("*/source.html")):
        told = json.loads((source.parent / "expected-metadata.json").read_text(encoding="utf-8"))
        author, day = told.get("byline") or "", (told.get("publishedTime") or "")[:10]
        if author or re.fullmatch(r"\d{4}-\d\d-\d\d", day):
            text = source.read_text(encoding="utf-8", errors="replace")
            yield source.parent.name, text, author, day


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


def main() -> None:
    """Print how many authors and days are right."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkout", type=Path)
    parser.add_argument("--pages", default="0/1", help="N/M: every Mth page from the Nth on")
    parser.add_argument("--wrong", action="store_true", help="show what is wrong")
    asked = parser.parse_args()
    first, step = map(int, asked.pages.split("/"))
    authors, days = [0, 0], [0, 0]
    for name, markup, author, day in list(pages_of(asked.checkout))[first::step]:
        root = parsed(markup)
        found = None if root is None else facts_of_page(root)
        said = found.author if found else ""
        when = found.date.isoformat()[:10] if found and found.date else ""
        right = is_right(said, author), when == day
        if author:
            authors = [authors[0] + right[0], authors[1] + 1]
        if day:
            days = [days[0] + right[1], days[1] + 1]
        if asked.wrong and ((author and not right[0]) or (day and not right[1])):
            print(f"{name[:50]:50} {author!r} -> {said!r}   {day} -> {when}")
    for what, (right_ones, all_ones) in (("author", authors), ("date", days)):
        print(f"{what:8} {right_ones}/{all_ones} = {right_ones / max(1, all_ones):.1%}")


if __name__ == "__main__":
    main()
