"""Plain text: paragraphs, headings, lists and quotations by how they are laid out."""

from __future__ import annotations

import itertools
import re

from pipeline.reading.draft import Draft, Form
from pipeline.reading.plain_lines import (
    BULLET,
    DIVIDER,
    NOTE,
    NUMBER,
    QUOTED,
    REFERENCE,
    UNDERLINE,
    Group,
    is_heading,
    is_list,
    is_wrapped,
    items,
    line_groups,
    note_label,
    noted_labels,
    rejoined_groups,
)
from pipeline.reading.printed import PAGE_NUMBER, broken_word, page_marks, printed_pages
from pipeline.values.essay import Block, BlockKind, ContainerKind, MarkKind

_ADDRESS = re.compile(r"https?://[^\s<>\[\]\"”]+[^\s<>\[\]\"”.,;:!?'’)]")


def blocks_of_plain(text: str) -> tuple[Block, ...]:
    """Return the blocks of a plain text."""
    pages = printed_pages(text)
    groups = list(rejoined_groups(list(line_groups(text)), pages))
    notes = noted_labels(groups)
    draft = Draft()
    writer = _Writer(
        draft, notes, printed_pages(text), wrapped=is_wrapped(groups, printed_pages(text))
    )
    for group, after in itertools.zip_longest(groups, groups[1:]):
        writer.write(group, after)
    draft.end_block()
    return tuple(draft.blocks)


class _Writer:
    """Writes groups of lines into a draft."""

    def __init__(
        self, draft: Draft, notes: frozenset[str], pages: frozenset[str], *, wrapped: bool
    ) -> None:
        self._draft = draft
        self._notes = notes
        self._pages = pages
        self._wrapped = wrapped

    def write(self, group: Group, after: Group | None) -> None:
        lines = group.lines
        if len(lines) == 1 and DIVIDER.fullmatch(lines[0]):
            self._block(BlockKind.DIVIDER, lines[0])
        elif all(QUOTED.match(line) for line in lines):
            self._quote("\n".join(QUOTED.sub("", line, count=1) for line in lines))
        elif len(lines) > 1 and UNDERLINE.fullmatch(lines[1]) and len(lines[0]) <= 120:
            level = 1 if lines[1].strip()[0] in "=#*" else 2
            self._heading(lines[0], level, underline=lines[1])
            if lines[2:]:
                self.write(Group(lines[2:], 0), after)
        elif is_heading(group, after, first=not self._draft.blocks):
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
        for inner in line_groups(text):
            self._paragraphs(inner.lines)
        self._draft.leave()

    def _paragraphs(self, lines: tuple[str, ...]) -> None:
        """Write lines, each list item and each note as a block of its own."""
        own = tuple(line for line in lines if line.strip() not in self._pages)
        if own != lines and not is_list(own):  # "- 12 -" is no item
            self._lines(lines)
            self._draft.end_block()
            return
        group = self._draft.new_id()
        listed = is_list(lines)
        for head, rest in items(lines, self._notes):
            note = NOTE.match(head)
            if note and note_label(note) in self._notes:
                self._draft.enter(ContainerKind.FOOTNOTE, label=note_label(note))
                self._marked(MarkKind.MARKUP, note[0])
                self._lines((head[note.end() :], *rest))
                self._draft.leave()
                continue
            item = BULLET.match(head) or NUMBER.match(head)
            if item is None or not listed:
                self._lines((head, *rest))
                continue
            number = int(item["number"]) if item.re is NUMBER else None
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
            (*REFERENCE.finditer(text), *_ADDRESS.finditer(text), *page_marks(text, self._pages)),
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
            label = match[1] if match.re is REFERENCE else ""
            if match.re is REFERENCE and label not in self._notes:
                continue
            self._draft.write(text[at : match.start()])
            kind = MarkKind.FOOTNOTE if match.re is REFERENCE else MarkKind.LINK
            self._draft.open_mark(kind, label or match[0])
            self._draft.write(match[0])
            self._draft.close_mark()
            at = match.end()
        self._draft.write(text[at:])


def _start(match: re.Match[str]) -> int:
    return match.start()
