"""How much of a page that is read is the article's, and how much of the article is read.

Run with a checkout of pages that come with the text a reader should see of them::

    python benchmarks/extraction.py CHECKOUT [--only NAME] [--worst N] [--pages N/M]

Two layouts are known: mozilla/readability (``test/test-pages/*/source.html`` beside
``expected.html``) and scrapinghub/article-extraction-benchmark (``ground-truth.json`` beside
``html/*.html.gz``). Libraries that are not installed are left out of the table. Three words in a
row that both texts hold count as common; *furniture* is the share of the words read that are not
common, *recall* the share of the expected words that are, over the words of all pages together.

adbar/trafilatura (evaldata.json beside the pages in cache and eval) gives a few
phrases of each page's article and a few of its furniture: *recall* is the share of the former that
are read, *furniture* that of the latter. *Once* counts a phrase of furniture only where all of its
places on the page are read: *Health* stands in the menu, and may stand in a sentence as well. The
title is said as an episode begins.
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import json
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml.html import HtmlElement

from pipeline.reading.html import blocks_of
from pipeline.reading.html_tree import parsed
from pipeline.values.essay import Block, BlockKind, MarkKind

_WORD = re.compile(r"[^\W_]+")
_RUN = 3
"""Words in a row that must be the same in both texts."""
_UNSAID = frozenset(
    {
        BlockKind.CHROME,
        BlockKind.CALL,
        BlockKind.MARKUP,
        BlockKind.DIVIDER,
        BlockKind.FIGURE,
    }
)


@dataclass(frozen=True, slots=True)
class Page:
    """One page and what of it is the article's."""

    name: str
    markup: str
    url: str
    expected: tuple[str, ...]
    """Words, lower case."""


def pages_of(checkout: Path) -> Iterator[Page]:
    """Return the pages of *checkout*, in the order of their names."""
    truth = checkout / "ground-truth.json"
    if truth.exists():
        for name, page in sorted(json.loads(truth.read_text(encoding="utf-8")).items()):
            markup = gzip.decompress((checkout / "html" / f"{name}.html.gz").read_bytes())
            text = markup.decode("utf-8", "replace")
            yield Page(name, text, page.get("url", ""), words_of(page["articleBody"]))
        return
    for source in sorted((checkout / "test" / "test-pages").glob("*/source.html")):
        expected = parsed((source.parent / "expected.html").read_text(encoding="utf-8"))
        markup = source.read_text(encoding="utf-8", errors="replace")
        text = (
            ""
            if expected is None
            else " ".join(b.text for b in blocks_of(expected) if b.kind not in _UNSAID)
        )
        yield Page(source.parent.name, markup, "http://fakehost/test/page.html", words_of(text))


def phrases_of(checkout: Path) -> Iterator[tuple[Page, list[str], list[str]]]:
    """Return the pages of *checkout*, phrases of each one's article and of its furniture."""
    listed = json.loads((checkout / "tests" / "evaldata.json").read_text(encoding="utf-8"))
    for page in listed.values():
        folders = (checkout / "tests" / name / page["file"] for name in ("cache", "eval"))
        path = next((p for p in folders if p.exists()), None)
        if path is not None and page.get("with"):
            markup = path.read_bytes().decode("utf-8", "replace")
            yield Page(path.name, markup, "", ()), page["with"], page.get("without", [])


def _measure_phrases(
    name: str, read: Callable[[Page], str], pages: list[tuple[Page, list[str], list[str]]]
) -> None:
    found = wanted = leaked = furniture = wholly = 0
    for page, own, others in pages:
        try:
            said = f" {' '.join(words_of(read(page)))} "
        except ImportError as error:
            print(f"{name:22} not installed ({error.name})")
            return
        except Exception:  # noqa: BLE001 - a library that fails has read nothing
            said = ""
        own_words, others_words = ([" ".join(words_of(p)) for p in of] for of in (own, others))
        found += sum(phrase in said for phrase in own_words)
        root = parsed(page.markup)
        shown = "" if root is None else f" {' '.join(words_of(_visible(root)))} "
        leaks = [f" {phrase} " for phrase in others_words if f" {phrase} " in said]
        leaked += len(leaks)
        wholly += sum(said.count(phrase) >= shown.count(phrase) for phrase in leaks)
        wanted, furniture = wanted + len(own), furniture + len(others)
    print(
        f"{name:22} furniture {leaked / furniture:6.1%}   once {wholly / furniture:6.1%}"
        f"   recall {found / wanted:6.1%}"
    )


def _visible(root: HtmlElement) -> str:
    """Return the text of the page *root*, its lines apart."""
    hidden = {"script", "style", "noscript", "template", "title"}
    texts = root.xpath("//text()")
    return "\n".join(str(text) for text in texts if text.getparent().tag not in hidden)


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of *text* in lower case."""
    return tuple(word.lower() for word in _WORD.findall(text))


def common(words: tuple[str, ...], others: tuple[str, ...]) -> int:
    """Return how many of *words* stand in a run of words that *others* hold too."""
    run = min(_RUN, len(words), len(others))
    if not run:
        return 0
    runs = {others[at : at + run] for at in range(len(others) - run + 1)}
    seen = bytearray(len(words))
    for at in range(len(words) - run + 1):
        if words[at : at + run] in runs:
            seen[at : at + run] = b"\x01" * run
    return sum(seen)


def _essaycast(page: Page) -> str:
    from pipeline.reading.article import article_blocks  # noqa: PLC0415
    from pipeline.reading.page_facts import facts_of_page  # noqa: PLC0415

    root = parsed(page.markup)
    if root is None:
        return ""
    facts = facts_of_page(root, page.url)
    blocks = article_blocks(root, facts.url)
    said = [b for b in blocks if b.kind not in _UNSAID]
    title = words_of(facts.title)
    lines = [_words_said(b) for b in said if words_of(b.text) != title]
    return "\n".join(lines if page.expected else (facts.title, *lines))


def _words_said(block: Block) -> str:
    """Return the text of *block* without its markup."""
    signs = list(block.text)
    for mark in block.marks:
        if mark.kind is MarkKind.MARKUP:
            signs[mark.start : mark.end] = " " * (mark.end - mark.start)
    return "".join(signs).replace("\xad", "")


def _readability(page: Page) -> str:
    readability = importlib.import_module("readability")
    found = parsed(readability.Document(page.markup).summary(html_partial=True))
    return "" if found is None else "\n".join(b.text for b in blocks_of(found))


def _trafilatura(**options: Any) -> Callable[[Page], str]:  # noqa: ANN401 - the library's own
    def extracted(page: Page) -> str:
        trafilatura = importlib.import_module("trafilatura")
        return trafilatura.extract(page.markup, include_comments=False, **options) or ""

    return extracted


def _resiliparse(page: Page) -> str:
    library = importlib.import_module("resiliparse.extract.html2text")
    return str(library.extract_plain_text(page.markup, main_content=True, alt_texts=False))


READERS: dict[str, Callable[[Page], str]] = {
    "essaycast": _essaycast,
    "readability-lxml": _readability,
    "trafilatura": _trafilatura(),
    "trafilatura, recall": _trafilatura(favor_recall=True),
    "resiliparse": _resiliparse,
}


def main() -> None:
    """Print a row a reader."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkout", type=Path)
    parser.add_argument("--only", action="append", help="one reader by its name")
    parser.add_argument("--worst", type=int, default=0, help="show the N worst pages")
    parser.add_argument("--pages", default="0/1", help="N/M: every Mth page from the Nth on")
    asked = parser.parse_args()
    first, step = map(int, asked.pages.split("/"))
    if (asked.checkout / "tests" / "evaldata.json").exists():
        pages_with_phrases = list(phrases_of(asked.checkout))[first::step]
        for name, read in READERS.items():
            if not asked.only or name in asked.only:
                _measure_phrases(name, read, pages_with_phrases)
        return
    pages = [page for page in pages_of(asked.checkout) if page.expected][first::step]
    print(f"{len(pages)} pages, {sum(len(p.expected) for p in pages):,} words expected")
    for name, read in READERS.items():
        if asked.only and name not in asked.only:
            continue
        try:
            _measure(name, read, pages, asked.worst)
        except ImportError as error:
            print(f"{name:22} not installed ({error.name})")


def _measure(name: str, read: Callable[[Page], str], pages: list[Page], worst: int) -> None:
    rows = []
    failed = 0
    began = time.perf_counter()
    for page in pages:
        try:
            said = words_of(read(page))
        except ImportError:
            raise
        except Exception:  # noqa: BLE001 - a library that fails has read nothing
            said, failed = (), failed + 1
        lost = len(page.expected) - common(page.expected, said)
        rows.append((len(said) - common(said, page.expected), len(said), lost, page))
    spent = time.perf_counter() - began
    extra, read_words = sum(r[0] for r in rows), sum(r[1] for r in rows)
    lost, expected = sum(r[2] for r in rows), sum(len(r[3].expected) for r in rows)
    whole = sum(r[2] <= 0.02 * len(r[3].expected) for r in rows)
    print(
        f"{name:22} furniture {extra / max(1, read_words):6.1%}   recall {1 - lost / expected:6.1%}"
        f"   pages read to 98 % {whole:4}   failed {failed:3}   {spent / len(pages):.3f} s a page"
    )
    for extra, _, lost, page in sorted(rows, key=lambda r: -(r[0] + r[2]))[:worst]:
        print(
            f"    {page.name[:60]:60} furniture {extra:6}   lost {lost:6}  of {len(page.expected)}"
        )


if __name__ == "__main__":
    main()
