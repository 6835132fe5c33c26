"""The lines of a plain text: which belong together, and what each begins."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from pipeline.reading.printed import broken_word
from pipeline.reading.word_sets import words

UNDERLINE = re.compile(r"\s*([=~*#^+-])\1{2,}\s*")


DIVIDER = re.compile(r"\s*(?:[*·•⁂~#_=—–+-]\s*){3,60}|\s*[*⁂§]\s*")


BULLET = re.compile(r"(?P<indent>\s{0,12})(?P<marker>[*•‣◦▪·+–-])\s+(?=\S)")


NUMBER = re.compile(r"(?P<indent>\s{0,12})(?P<marker>\(?(?P<number>\d{1,3})[.)])\s+(?=\S)")


NOTE = re.compile(
    r"\s{0,4}(?:\[(?P<square>\d{1,3}|\*)\]:?|(?P<bare>\d{1,3})\]|(?P<star>\*{1,3}))\s+(?=\S)"
)


REFERENCE = re.compile(r"\[(\d{1,3}|\*)\]")


QUOTED = re.compile(r"\s{0,3}>[ \t]?")


_CHAPTER = re.compile(
    r"(?:chapter|part|section|book|act|kapitel|chapitre)\s+[\w.]{1,12}", re.IGNORECASE
)


_CLOSING = (".", "!", "?", ",", ";", ":", "…", "”", '"', "-", "—", ")")


_GOING_ON = words(
    "a an the and or but nor of in on at by to from with for as into is are was were my our your "
    "his her its their that which who"
)
"""Words no heading of an author's ends with: the line goes on in the next."""


_LONGEST_HEADING = 70


_NARROWEST = 36
"""Characters of a usual line below which its end is meant, as in verse and addresses."""


_HARD_WRAP = 110
"""Characters no line of a hard-wrapped text goes beyond."""


@dataclass(frozen=True, slots=True)
class Group:
    """Consecutive lines without a blank one between."""

    lines: tuple[str, ...]
    blanks: int
    """Blank lines before."""

    @property
    def text(self) -> str:
        """The lines as one."""
        return " ".join(line.strip() for line in self.lines)


def line_groups(text: str) -> Iterator[Group]:
    """Yield what stands between the blank lines of *text*."""
    blanks = 0
    for blank, lines in itertools.groupby(text.split("\n"), key=lambda line: not line.strip()):
        found = tuple(lines)
        if blank:
            blanks = len(found)
        else:
            yield Group(tuple(line.expandtabs(4).rstrip() for line in found), blanks)
            blanks = 0


def rejoined_groups(groups: list[Group], pages: frozenset[str]) -> Iterator[Group]:
    """Yield *groups*, a paragraph that a printed page number stands in as one again."""
    before: Group | None = None
    for group in groups:
        number = len(group.lines) == 1 and group.text in pages
        goes_on = (
            before is not None and before.lines[-1].strip() in pages and group.text[:1].islower()
        )
        if before is not None and (number or goes_on):
            before = Group((*before.lines, *group.lines), before.blanks)
            continue
        if before is not None:
            yield before
        before = group
    if before is not None:
        yield before


def is_wrapped(groups: list[Group], pages: frozenset[str]) -> bool:
    """Return whether lines were broken to a width, so that a newline is only a space."""
    lengths = [
        len(line)
        for group in groups
        for line, following in itertools.pairwise(group.lines)
        if not (_is_marked(line) or _is_marked(following) or UNDERLINE.fullmatch(following))
        and pages.isdisjoint((line.strip(), following.strip()))
    ]
    broken = any(
        broken_word(line, following)
        for group in groups
        for line, following in itertools.pairwise(group.lines)
    )
    return not lengths or broken or _NARROWEST <= median(lengths) <= _HARD_WRAP


def _is_marked(line: str) -> bool:
    return bool(BULLET.match(line) or NUMBER.match(line))


def noted_labels(groups: list[Group]) -> frozenset[str]:
    """Return the labels of notes that are both referred to and written at a line's head."""
    heads = set()
    for group in groups:
        for line in group.lines:
            found = NOTE.match(line)
            if found:
                heads.add(note_label(found))
    referred = {
        label for group in groups for line in group.lines for label in REFERENCE.findall(line[1:])
    }
    return frozenset(heads & referred)


def note_label(found: re.Match[str]) -> str:
    """Return the label of a note by what its line begins with."""
    return found["square"] or found["bare"] or found["star"]


def items(lines: tuple[str, ...], notes: frozenset[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Return each item's first line with the lines that continue it."""
    rest: list[str] = []
    head = lines[0]
    listed = is_list(lines)
    for line in lines[1:]:
        note = NOTE.match(line)
        starts = bool(note and note_label(note) in notes)
        if starts or (listed and (BULLET.match(line) or NUMBER.match(line))):
            yield head, tuple(rest)
            head, rest = line, []
        else:
            rest.append(line)
    yield head, tuple(rest)


def is_list(lines: tuple[str, ...]) -> bool:
    """Return whether markers at the heads of *lines* make a list: the first one's, or several."""
    marked = [_is_marked(line) for line in lines]
    return any(marked[:1]) or sum(marked) > 1


def is_heading(group: Group, after: Group | None, *, first: bool) -> bool:
    """Return whether a line of its own is a heading: short, unclosed, with text after it.

    The very first line needs less: it is the title more often than not.
    """
    if len(group.lines) != 1 or after is None:
        return False
    line = group.lines[0].strip()
    if len(line) > _LONGEST_HEADING or not any(char.isalpha() for char in line):
        return False
    if BULLET.match(group.lines[0]) or QUOTED.match(line) or line.startswith(("—", "–", "http")):
        return False
    if line.endswith(_CLOSING) and not _CHAPTER.match(line):
        return False
    if line.split()[-1] in _GOING_ON:
        return False
    shouted = line == line.upper() and sum(char.isalpha() for char in line) >= 3
    titled = line[0].isupper() or line[0].isdigit()
    follows = first or len(after.text) > 1.5 * len(line) or len(after.lines) > 1
    return shouted or (titled and follows and len(line.split()) <= 9)
