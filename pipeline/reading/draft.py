"""A draft of an essay: readers write text, marks and containers in order, blocks come out."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field, replace

from pipeline.reading.invisible import without_controls
from pipeline.reading.moving_marks import fit_marks, is_emphasised, shifted
from pipeline.values.essay import Block, BlockKind, Container, ContainerKind, Mark, MarkKind

_SPACE = re.compile(r"[ \t\n\r\f\v]+")
_LASTING = frozenset(
    {
        BlockKind.CALL,
        BlockKind.CAPTION,
        BlockKind.CHROME,
        BlockKind.CODE,
        BlockKind.EMBED,
        BlockKind.HEADING,
        BlockKind.MARKUP,
        BlockKind.MATH,
        BlockKind.TABLE,
    }
)
"""Kinds that what stands inside cannot change."""

_UNMARKED = frozenset({BlockKind.CODE, BlockKind.MATH})
"""Kinds whose text is not prose, so that a colour or a link in it says nothing."""

_ALONE = frozenset({ContainerKind.FIGURE, ContainerKind.PULL_QUOTE})
"""Containers that pages wrap twice and mean once."""

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
    joint: str = ""
    """What stands between the blocks inside, which then end nothing; empty where they do."""


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
        if not outer.joint:
            self._spaced = not self.form.verbatim

    def finish(self) -> None:
        """End the block and go back to the form before."""
        if self._forms[-2].joint:
            self.end_block()
        else:
            self._flush()
        self._forms.pop()
        if not self.form.joint:
            self._spaced = not self.form.verbatim

    def enter(
        self, kind: ContainerKind, *, label: str = "", number: int | None = None, group: int = 0
    ) -> None:
        """Stand within a new container until :meth:`leave`."""
        self.end_block()
        ignored = bool(self.form.joint) or len(self._containers()) >= DEEPEST
        ignored = ignored or (kind in _ALONE and self.inside(kind))
        container = Container(kind, self.new_id(), label, number, group)
        self._within.append(None if ignored else container)

    def leave(self) -> None:
        """Stand in the container outside again."""
        self.end_block()
        self._within.pop()

    def inside(self, kind: ContainerKind) -> bool:
        """Return whether what is written stands within a container of *kind*."""
        return any(container and container.kind is kind for container in self._within)

    def write(self, text: str) -> None:
        """Add visible text, folding white space unless the form is verbatim."""
        text = without_controls(text)
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
        if self.form.kind is BlockKind.TABLE:
            self.write(" ")
            return
        if self.form.verbatim:
            self._add("\n")
            return
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
        """Make a block of what was written since the last one, if the form lets blocks end."""
        joint = self.form.joint
        if not joint:
            self._flush()
        elif not self.form.verbatim:
            self.write(joint)
        elif self._parts and not self._parts[-1].endswith(joint):
            self._add(joint)

    def _flush(self) -> None:
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
        """Add a finished *block* within the containers there are, if a block may stand here."""
        self.end_block()
        if self.form.joint:
            return
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
        form = self.form
        if self._pictures and form.kind is BlockKind.PARAGRAPH and self._emit_figures(text):
            return
        for picture in self._pictures:
            mark = Mark(MarkKind.IMAGE, picture.start, picture.end, picture.url)
            self._done.append((next(self._orders), mark))
        if not text.strip():
            return
        stripped, marks = fit_marks(text, self._done, verbatim=form.verbatim)
        marks = () if form.kind in _UNMARKED else marks
        self.blocks.append(
            Block(form.kind, stripped, marks, self._containers(), form.level, form.url, form.info)
        )

    def _emit_figures(self, text: str) -> bool:
        """Make figures of a paragraph that is pictures, or pictures and a line in italics."""
        first, last = self._pictures[0], self._pictures[-1]
        text, markup = self._without_markup(text)
        if text[: first.start].strip() or any(
            text[one.end : other.start].strip() for one, other in itertools.pairwise(self._pictures)
        ):
            return False
        rest, marks = fit_marks(text[last.end :], shifted(self._done, -last.end))
        if rest and not is_emphasised(rest, marks):
            return False
        around = self._containers()
        if not self.inside(ContainerKind.FIGURE):
            around = (*around, Container(ContainerKind.FIGURE, self.new_id()))
        for picture in self._pictures:
            alt = text[picture.start : picture.end].strip()
            self.blocks.append(Block(BlockKind.FIGURE, alt, (), around, url=picture.url))
            title = _SPACE.sub(" ", picture.caption.strip())
            if title not in {"", alt, rest}:
                self.blocks.append(Block(BlockKind.CAPTION, title, (), around))
        if rest:
            self.blocks.append(Block(BlockKind.CAPTION, rest, marks, around))
        if markup:
            self.blocks.append(Block(BlockKind.MARKUP, markup, (), self._containers()))
        return True

    def _without_markup(self, text: str) -> tuple[str, str]:
        """Return *text* with its markup blanked, and the markup: attributes stand at pictures."""
        markup = ""
        for _, mark in self._done:
            if mark.kind is MarkKind.MARKUP:
                markup = f"{markup} {text[mark.start : mark.end]}".strip()
                blank = " " * (mark.end - mark.start)
                text = text[: mark.start] + blank + text[mark.end :]
        return text, markup
