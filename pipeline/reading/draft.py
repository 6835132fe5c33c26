"""A draft of an essay: readers write text, marks and containers in order, blocks come out."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field, replace

from pipeline.values.essay import Block, BlockKind, Container, ContainerKind, Mark, MarkKind

_SPACE = re.compile(r"[ \t\n\r\f\v]+")
_EDGE = " \t\n\r\f\v"
_LASTING = frozenset(
    {
        BlockKind.CALL,
        BlockKind.CAPTION,
        BlockKind.CHROME,
        BlockKind.CODE,
        BlockKind.EMBED,
        BlockKind.HEADING,
        BlockKind.MARKUP,
        BlockKind.TABLE,
    }
)
"""Kinds that what stands inside cannot change."""

DEEPEST = 24
"""Containers kept; what nests deeper than any reader can follow stays in the outer ones."""


@dataclass(frozen=True, slots=True)
class Form:
    """What the blocks written from here on are."""

    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    url: str = ""
    info: str = ""
    verbatim: bool = False
    """Whether white space is kept as it is."""


@dataclass(slots=True)
class _Picture:
    start: int
    end: int
    url: str
    caption: str


@dataclass(slots=True)
class _OpenMark:
    kind: MarkKind
    start: int
    target: str
    order: int


@dataclass(slots=True)
class Draft:
    """Collects blocks; the only mutable thing of a reader.

    White space is folded as a browser folds it, unless the form is verbatim. Marks may stay open
    over the end of a block: they go on in the next.
    """

    blocks: list[Block] = field(default_factory=list)
    _forms: list[Form] = field(default_factory=lambda: [Form()])
    _within: list[Container | None] = field(default_factory=list)
    _open: list[_OpenMark] = field(default_factory=list)
    _done: list[tuple[int, Mark]] = field(default_factory=list)
    _pictures: list[_Picture] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _spaced: bool = True
    """Whether a white space now would be folded away."""
    _ids: itertools.count[int] = field(default_factory=lambda: itertools.count(1))
    _orders: itertools.count[int] = field(default_factory=itertools.count)

    def new_id(self) -> int:
        """Return a number no container or list of this draft has."""
        return next(self._ids)

    @property
    def form(self) -> Form:
        """What is being written."""
        return self._forms[-1]

    def begin(self, form: Form) -> None:
        """End the block there is and write in *form* until :meth:`finish`."""
        self.end_block()
        outer = self.form
        self._forms.append(outer if outer.kind in _LASTING else form)
        self._spaced = not self.form.verbatim

    def finish(self) -> None:
        """End the block and go back to the form before."""
        self.end_block()
        self._forms.pop()
        self._spaced = not self.form.verbatim

    def enter(
        self, kind: ContainerKind, *, label: str = "", number: int | None = None, group: int = 0
    ) -> None:
        """Stand within a new container until :meth:`leave`."""
        self.end_block()
        deep = sum(container is not None for container in self._within) >= DEEPEST
        container = Container(kind, self.new_id(), label, number, group)
        self._within.append(None if deep else container)

    def leave(self) -> None:
        """Stand in the container outside again."""
        self.end_block()
        self._within.pop()

    def inside(self, kind: ContainerKind) -> bool:
        """Return whether what is written stands within a container of *kind*."""
        return any(container and container.kind is kind for container in self._within)

    def write(self, text: str) -> None:
        """Add visible text, folding white space unless the form is verbatim."""
        if self.form.verbatim:
            self._add(text)
            return
        folded = _SPACE.sub(" ", text)
        if self._spaced and folded[:1] == " ":
            folded = folded[1:]
        if folded:
            self._add(folded)
            self._spaced = folded[-1] == " "

    def separate(self, separator: str) -> None:
        """Add *separator* as it is, in place of a white space before it."""
        while self._parts and self._length and self._parts[-1].endswith(" "):
            shorter = self._parts[-1][:-1]
            self._length -= 1
            self._parts[-1] = shorter
            if not shorter:
                self._parts.pop()
        self._add(separator)
        self._spaced = True

    def line_break(self) -> None:
        """Add a hard line break."""
        self.separate("\n")
        mark = Mark(MarkKind.BREAK, self._length - 1, self._length)
        self._done.append((next(self._orders), mark))

    def picture(self, alt: str, url: str, caption: str = "") -> None:
        """Add a picture by its alternative text."""
        start = self._length
        self.write(alt.strip())
        self._pictures.append(_Picture(start, self._length, url, caption))

    def open_mark(self, kind: MarkKind, target: str = "") -> None:
        """Mark what is written until :meth:`close_mark`."""
        self._open.append(_OpenMark(kind, self._length, target, next(self._orders)))

    def close_mark(self) -> None:
        """Close the mark opened last."""
        mark = self._open.pop()
        self._keep(mark)

    def end_block(self) -> None:
        """Make a block of what was written since the last one, if anything."""
        for mark in self._open:
            self._keep(mark)
        text = "".join(self._parts)
        if text.strip() or self._pictures:
            self._emit(text)
        self._parts, self._length, self._spaced = [], 0, not self.form.verbatim
        self._done, self._pictures = [], []
        for mark in self._open:
            mark.start = 0

    def add(self, block: Block) -> None:
        """Add a finished *block* within the containers there are."""
        self.end_block()
        self.blocks.append(replace(block, within=(*self._containers(), *block.within)))

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _keep(self, mark: _OpenMark) -> None:
        if mark.start < self._length:
            self._done.append((mark.order, Mark(mark.kind, mark.start, self._length, mark.target)))

    def _containers(self) -> tuple[Container, ...]:
        return tuple(container for container in self._within if container)

    def _emit(self, text: str) -> None:
        pictures = self._pictures
        if pictures and self.form.kind is BlockKind.PARAGRAPH and _only_pictures(text, pictures):
            self._emit_figures(text, pictures)
            return
        for picture in pictures:
            mark = Mark(MarkKind.IMAGE, picture.start, picture.end, picture.url)
            self._done.append((next(self._orders), mark))
        if not text.strip():
            return
        form = self.form
        stripped, marks = fit_marks(text, self._done, verbatim=form.verbatim)
        self.blocks.append(
            Block(form.kind, stripped, marks, self._containers(), form.level, form.url, form.info)
        )

    def _emit_figures(self, text: str, pictures: list[_Picture]) -> None:
        within = self._containers()
        for picture in pictures:
            around = within
            if not self.inside(ContainerKind.FIGURE):
                around = (*within, Container(ContainerKind.FIGURE, self.new_id()))
            alt = text[picture.start : picture.end].strip()
            self.blocks.append(Block(BlockKind.FIGURE, alt, (), around, url=picture.url))
            if picture.caption.strip() and picture.caption.strip() != alt:
                caption = _SPACE.sub(" ", picture.caption.strip())
                self.blocks.append(Block(BlockKind.CAPTION, caption, (), around))


def fit_marks(
    text: str, marks: list[tuple[int, Mark]], *, verbatim: bool = False
) -> tuple[str, tuple[Mark, ...]]:
    """Return *text* without white space at its edges, and *marks* fitted to it.

    Args:
        text: What was written.
        marks: Marks over *text*, each with its order of opening; outer ones opened earlier.
        verbatim: Whether only newlines are taken off the edges.
    """
    stripped = text.strip("\r\n") if verbatim else text.strip(_EDGE)
    offset = text.index(stripped)
    fitted = []
    for order, mark in marks:
        start = max(0, mark.start - offset)
        end = min(len(stripped), mark.end - offset)
        if mark.kind is not MarkKind.BREAK:
            while start < end and stripped[start] in _EDGE:
                start += 1
            while end > start and stripped[end - 1] in _EDGE:
                end -= 1
        if start < end:
            fitted.append((start, -end, order, replace(mark, start=start, end=end)))
    return stripped, tuple(mark for *_, mark in sorted(fitted, key=lambda each: each[:3]))


def _only_pictures(text: str, pictures: list[_Picture]) -> bool:
    """Return whether nothing but *pictures* is visible in *text*."""
    at = 0
    for picture in pictures:
        if text[at : picture.start].strip():
            return False
        at = picture.end
    return not text[at:].strip()
