"""Shapes: what an HTML element can make of what stands inside it."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.reading.draft import Form
from pipeline.values.essay import BlockKind, ContainerKind, MarkKind


@dataclass(frozen=True, slots=True)
class Around:
    """A container an element opens."""

    kind: ContainerKind
    label: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """What an element makes of its content."""

    breaks: bool = False
    """Whether it stands on lines of its own."""
    form: Form | None = None
    around: Around | None = None
    mark: MarkKind | None = None
    target: str = ""
    before: str = ""
    """Visible text a browser puts in front of the content."""
    after: str = ""
    instead: str | None = None
    """Visible text in place of the content, which is skipped."""
    hidden: bool = False


INLINE = Shape()


BREAKS = Shape(breaks=True)


HIDDEN = Shape(hidden=True)


def blocks(kind: BlockKind, *, level: int = 0, info: str = "", joint: str = "") -> Shape:
    """Return the shape of an element whose content becomes blocks of *kind*."""
    return Shape(breaks=True, form=Form(kind, level=level, info=info, joint=joint))


def within(kind: ContainerKind, label: str = "") -> Shape:
    """Return the shape of an element whose content stands within a container."""
    return Shape(breaks=True, around=Around(kind, label))


def marked(kind: MarkKind, target: str = "") -> Shape:
    """Return the shape of an element that marks its content."""
    return Shape(mark=kind, target=target)


INLINE_TAGS = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "big",
        "br",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "ins",
        "kbd",
        "label",
        "mark",
        "math",
        "q",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "svg",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
"""Elements that are part of a line."""
