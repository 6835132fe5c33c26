"""Plain text: paragraphs, headings, lists and quotations by how they are laid out."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from pipeline.reading.draft import Draft, Form
from pipeline.reading.printed import PAGE_NUMBER, broken_word, page_marks, printed_pages
from pipeline.reading.word_sets import words
from pipeline.values.essay import Block, BlockKind, ContainerKind, MarkKind

_UNDERLINE = re.compile(r"\s*([=~*#^+-])\1{2,}\s*")
_DIVIDER = re.compile(r"\s*(?:[*·•⁂~#_=—–+-]\s*){3,60}|\s*[*⁂§]\s*")
_BULLET = re.compile(r"(?P<indent>\s{0,12})(?P<marker>[*•‣◦▪·+–-])\s+(?=\S)")
_NUMBER = re.compile(r"(?P<indent>\s{0,12})(?P<marker>\(?(?P<number>\d{1,3})[.)])\s+(?=\S)")
_NOTE = re.compile(
    r"\s{0,4}(?:\[(?P<square>\d{1,3}|\*)\]:?|(?P<bare>\d{1,3})\]|(?P<star>\*{1,3}))\s+(?=\S)"
)
_REFERENCE = re.compile(r"\[(\d{1,3}|\*)\]")
_QUOTED = re.compile(r"\s{0,3}>[ \t]?")
_ADDRESS = re.compile(r"https?://[^\s<>\[\]\"”]+[^\s<>\[\]\"”.,;:!?'’)]")
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
class _Group:
    """Consecutive lines without a blank one between."""

    lines: tuple[str, ...]
    blanks: int
    """Blank lines before."""

    @property
    def text(self) -> str:
        return " ".join(line.strip() for line in self.lines)


def blocks_of_plain(text: str) -> tuple[Block, ...]:
    """Return the blocks of a plain text."""
    pages = printed_pages(text)
    groups = list(_rejoined(list(_groups(text)), pages))
    notes = _noted(groups)
    draft = Draft()
    writer = _Writer(
        draft, notes, printed_pages(text), wrapped=_is_wrapped(groups, printed_pages(text))
    )
    for group, after in itertools.zip_longest(groups, groups[1:]):
        writer.write(group, after)
    draft.end_block()
    return tuple(draft.blocks)


def _groups(text: str) -> Iterator[_Group]:
    blanks = 0
    for blank, lines in itertools.groupby(text.split("\n"), key=lambda line: not line.strip()):
        found = tuple(lines)
        if blank:
            blanks = len(found)
        else:
            yield _Group(tuple(line.expandtabs(4).rstrip() for line in found), blanks)
            blanks = 0


def _rejoined(groups: list[_Group], pages: frozenset[str]) -> Iterator[_Group]:
    """Yield *groups*, a paragraph that a printed page number stands in as one again."""
    before: _Group | None = None
    for group in groups:
        number = len(group.lines) == 1 and group.text in pages
        goes_on = (
            before is not None
            and before.text.rpartition(" ")[2] in pages
            and group.text[:1].islower()
        )
        if before is not None and (number or goes_on):
            before = _Group((*before.lines, *group.lines), before.blanks)
            continue
        if before is not None:
            yield before
        before = group
    if before is not None:
        yield before


def _is_wrapped(groups: list[_Group], pages: frozenset[str]) -> bool:
    """Return whether lines were broken to a width, so that a newline is only a space."""
    lengths = [
        len(line)
        for group in groups
        for line, following in itertools.pairwise(group.lines)
        if not (_is_marked(line) or _is_marked(following) or _UNDERLINE.fullmatch(following))
        and pages.isdisjoint((line.strip(), following.strip()))
    ]
    broken = any(
        broken_word(line, following)
        for group in groups
        for line, following in itertools.pairwise(group.lines)
    )
    return not lengths or broken or _NARROWEST <= median(lengths) <= _HARD_WRAP


def _is_marked(line: str) -> bool:
    return bool(_BULLET.match(line) or _NUMBER.match(line))


def _noted(groups: list[_Group]) -> frozenset[str]:
    """Return the labels of notes that are both referred to and written at a line's head."""
    heads = set()
    for group in groups:
        for line in group.lines:
            found = _NOTE.match(line)
            if found:
                heads.add(_label(found))
    referred = {
        label for group in groups for line in group.lines for label in _REFERENCE.findall(line[1:])
    }
    return frozenset(heads & referred)


def _label(found: re.Match[str]) -> str:
    return found["square"] or found["bare"] or found["star"]


class _Writer:
    """Writes groups of lines into a draft."""

    def __init__(
        self, draft: Draft, notes: frozenset[str], pages: frozenset[str], *, wrapped: bool
    ) -> None:
        self._draft = draft
        self._notes = notes
        self._pages = pages
        self._wrapped = wrapped

    def write(self, group: _Group, after: _Group | None) -> None:
        lines = group.lines
        if len(lines) == 1 and _DIVIDER.fullmatch(lines[0]):
            self._block(BlockKind.DIVIDER, lines[0])
        elif all(_QUOTED.match(line) for line in lines):
            self._quote("\n".join(_QUOTED.sub("", line, count=1) for line in lines))
        elif len(lines) > 1 and _UNDERLINE.fullmatch(lines[1]) and len(lines[0]) <= 120:
            level = 1 if lines[1].strip()[0] in "=#*" else 2
            self._heading(lines[0], level, underline=lines[1])
            if lines[2:]:
                self.write(_Group(lines[2:], 0), after)
        elif _is_heading(group, after, first=not self._draft.blocks):
            self._heading(group.text, 2 if self._draft.blocks else 1)
        else:
            self._paragraphs(lines)

    def _block(self, kind: BlockKind, text: str) -> None:
        self._draft.begin(Form(kind))
        self._draft.write(text)
        self._draft.finish()

    def _heading(self, text: str, level: int, underline: str = "") -> None:
        self._draft.begin(Form(BlockKind.HEADING, level=level))
        self._inline(text)
        if underline:
            self._draft.line_break()
            self._draft.open_mark(MarkKind.MARKUP)
            self._draft.write(underline)
            self._draft.close_mark()
        self._draft.finish()

    def _quote(self, text: str) -> None:
        self._draft.enter(ContainerKind.QUOTE)
        for inner in _groups(text):
            self._paragraphs(inner.lines)
        self._draft.leave()

    def _paragraphs(self, lines: tuple[str, ...]) -> None:
        """Write lines, each list item and each note as a block of its own."""
        group = self._draft.new_id()
        listed = _is_list(lines)
        for head, rest in _items(lines, self._notes):
            note = _NOTE.match(head)
            if note and _label(note) in self._notes:
                self._draft.enter(ContainerKind.FOOTNOTE, label=_label(note))
                self._marked(MarkKind.MARKUP, note[0])
                self._lines((head[note.end() :], *rest))
                self._draft.leave()
                continue
            item = _BULLET.match(head) or _NUMBER.match(head)
            if item is None or not listed:
                self._lines((head, *rest))
                continue
            number = int(item["number"]) if item.re is _NUMBER else None
            self._draft.enter(ContainerKind.LIST_ITEM, number=number, group=group)
            self._marked(MarkKind.BULLET, item["marker"])
            self._lines((" " + head[item.end() :], *rest))
            self._draft.leave()
        self._draft.end_block()

    def _marked(self, kind: MarkKind, text: str) -> None:
        self._draft.open_mark(kind)
        self._draft.write(text)
        self._draft.close_mark()

    def _lines(self, lines: tuple[str, ...]) -> None:
        hyphen = ""
        for index, line in enumerate(lines):
            if index and not self._wrapped:
                self._draft.line_break()
            elif index and not (hyphen and line[:1].islower()):
                self._draft.write(" ")
            hyphen = broken_word(line, lines[index + 1] if index + 1 < len(lines) else "")
            self._inline(line[: len(line) - len(hyphen)])
            if hyphen:
                self._marked(MarkKind.MARKUP, hyphen)
            hyphen = hyphen or ("-" if line.endswith("-") and line[-2:-1].isalpha() else "")
        self._draft.end_block()

    def _inline(self, text: str) -> None:
        """Write *text* with its footnote references and addresses marked."""
        at = 0
        found = sorted(
            (*_REFERENCE.finditer(text), *_ADDRESS.finditer(text), *page_marks(text, self._pages)),
            key=_start,
        )
        for match in found:
            if match.start() < at:
                continue
            if match[0] in self._pages:
                self._draft.write(text[at : match.start()])
                self._draft.open_mark(MarkKind.MARKUP, PAGE_NUMBER)
                self._draft.write(match[0])
                self._draft.close_mark()
                at = match.end()
                continue
            label = match[1] if match.re is _REFERENCE else ""
            if match.re is _REFERENCE and label not in self._notes:
                continue
            self._draft.write(text[at : match.start()])
            kind = MarkKind.FOOTNOTE if match.re is _REFERENCE else MarkKind.LINK
            self._draft.open_mark(kind, label or match[0])
            self._draft.write(match[0])
            self._draft.close_mark()
            at = match.end()
        self._draft.write(text[at:])


def _start(match: re.Match[str]) -> int:
    return match.start()


def _items(lines: tuple[str, ...], notes: frozenset[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Return each item's first line with the lines that continue it."""
    rest: list[str] = []
    head = lines[0]
    listed = _is_list(lines)
    for line in lines[1:]:
        note = _NOTE.match(line)
        starts = bool(note and _label(note) in notes)
        if starts or (listed and (_BULLET.match(line) or _NUMBER.match(line))):
            yield head, tuple(rest)
            head, rest = line, []
        else:
            rest.append(line)
    yield head, tuple(rest)


def _is_list(lines: tuple[str, ...]) -> bool:
    """Return whether markers at the heads of *lines* make a list: the first one's, or several."""
    marked = [_is_marked(line) for line in lines]
    return marked[0] or sum(marked) > 1


def _is_heading(group: _Group, after: _Group | None, *, first: bool) -> bool:
    """Return whether a line of its own is a heading: short, unclosed, with text after it.

    The very first line needs less: it is the title more often than not.
    """
    if len(group.lines) != 1 or after is None:
        return False
    line = group.lines[0].strip()
    if len(line) > _LONGEST_HEADING or not any(char.isalpha() for char in line):
        return False
    if _BULLET.match(group.lines[0]) or _QUOTED.match(line) or line.startswith(("—", "–", "http")):
        return False
    if line.endswith(_CLOSING) and not _CHAPTER.match(line):
        return False
    if line.split()[-1] in _GOING_ON:
        return False
    shouted = line == line.upper() and sum(char.isalpha() for char in line) >= 3
    titled = line[0].isupper() or line[0].isdigit()
    follows = first or len(after.text) > 1.5 * len(line) or len(after.lines) > 1
    return shouted or (titled and follows and len(line.split()) <= 9)
