"""What printing leaves in a text: words broken at line ends, and the numbers of pages."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

PAGE_NUMBER = "page number"
"""What a mark over a printed page number says it is."""
_PAGE = re.compile(
    r"(?m)^[ \t]*(?P<alone>[\[{(]?(?:(?:pg|page|p)\.? ?)?(?P<number>\d{1,4})[\]})]?)[ \t]*$"
    r"|^[ \t]*(?P<dashed>[-–—] ?(?P<between>\d{1,4}) ?[-–—])[ \t]*$"
    r"|(?P<within>[\[{](?:(?:pg|page|p)\.? ?)?(?P<inner>\d{1,4})[\]}])",
    re.IGNORECASE,
)
_LAST = re.compile(r"([^\W\d_]+)-$")
_FIRST = re.compile(r"[^\W\d_]+")
_SENTENCE_ENDS = frozenset(".!?:…”\"')")
_SHORT = 3
"""Letters of a part that is hardly ever one of two words joined by a hyphen."""


def printed_pages(text: str) -> frozenset[str]:
    r"""Return the page numbers that were printed with *text*, as they stand in it.

    They are known by their order, each one more than the one before it, and by one of them at
    least that is marked as such or stands within a sentence: chapters have numbers of their own.

    >>> sorted(printed_pages("It was\n\n12\n\nlate. [Pg 13] They left."))
    ['12', '[Pg 13]']
    >>> printed_pages("1\n\nIt was late.\n\n2\n\nThey left.")
    frozenset()
    """
    found = [match for match in _PAGE.finditer(text) if not _is_note(match, text)]
    pages: set[str] = set()
    run: list[re.Match[str]] = []
    for match in [*found, None]:
        if match and run and _number(match) == _number(run[-1]) + 1:
            run.append(match)
            continue
        if any(_is_page(one, text) for one in run) and (len(run) > 1 or _is_named(run[0])):
            pages.update(map(_joined, run))
        run = [match] if match else []
    return frozenset(pages)


def _joined(match: re.Match[str]) -> str:
    return match["alone"] or match["dashed"] or match["within"]


def _is_named(match: re.Match[str]) -> bool:
    """Tell whether a number says that it is a page's: ``[Pg 12]``, ``[p. 12]``, ``- 12 -``."""
    joined = _joined(match).lower()
    return bool(match["dashed"]) or (joined[0] in "[({" and joined[1:2] == "p")


def _number(match: re.Match[str]) -> int:
    return int(match["number"] or match["between"] or match["inner"])


def _is_note(match: re.Match[str], text: str) -> bool:
    """Tell whether a bracketed number is a note's: one that also stands at the head of a line."""
    joined = _joined(match)
    return joined.startswith("[") and bool(
        re.search(rf"(?m)^[ \t]*{re.escape(joined)}:?[ \t]+\S", text)
    )


def _is_page(match: re.Match[str], text: str) -> bool:
    """Tell whether a number is a page's by itself: marked as one, or within a sentence."""
    joined = _joined(match).lower()
    if joined.lstrip("[({").startswith("p") or joined.startswith("{") or match["dashed"]:
        return True
    before, after = text[: match.start()].rstrip()[-1:], text[match.end() :].lstrip()[:1]
    return bool(match["alone"]) and before not in _SENTENCE_ENDS and after.islower()


def page_marks(text: str, pages: frozenset[str]) -> Iterator[re.Match[str]]:
    """Yield where a line of text holds one of *pages*."""
    return (match for match in _PAGE.finditer(text) if _joined(match) in pages)


def broken_word(line: str, following: str) -> str:
    """Return the hyphen that ends *line* only because a word was broken there; else nothing.

    Args:
        line: A line of text, without white space at its end.
        following: The line after it.

    >>> broken_word("The inhabi-", "tants of the street"), broken_word("the well-", "known wind")
    ('-', '')
    """
    last, first = _LAST.search(line), _FIRST.match(following)
    if not (last and first and following[:1].islower()):
        return ""
    if line[: last.start()].endswith("-"):  # sister-in-law
        return ""
    one, other = last[1].lower(), first[0].lower()
    known = _english()
    both = one in known and other in known
    whole = one + other in known
    compound = both and not (whole and min(len(one), len(other)) <= _SHORT)
    return "" if compound else "-"


def is_cut_word(line: str, following: str) -> bool:
    """Tell whether *line* ends in the midst of a word that *following* goes on with.

    >>> is_cut_word("broke off in the mid", "dle of it"), is_cut_word("in the", "middle of it")
    (True, False)
    """
    last, first = re.search(r"([^\W\d_]+)$", line), _FIRST.match(following)
    if not (last and first):
        return False
    one, other = last[1].lower(), first[0].lower()
    known = _english()
    return one + other in known and not (one in known and other in known)


@cache
def _english() -> frozenset[str]:
    """Return the words of the natural voice's lexicons; nothing where its wheel is missing."""
    words: set[str] = set()
    for name in ("lexicon_us_gold.json.gz", "lexicon_us_silver.json.gz"):
        try:
            packed = files("hibari").joinpath("assets", name).read_bytes()
        except (ModuleNotFoundError, OSError):
            continue
        words.update(word.lower() for word in json.loads(gzip.decompress(packed)))
    return frozenset(words)
