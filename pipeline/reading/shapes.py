"""What each HTML element makes of what stands inside it: a table, one row an element."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from lxml.html import HtmlElement

from pipeline.reading.draft import Form
from pipeline.values.essay import BlockKind, ContainerKind, MarkKind


@dataclass(frozen=True, slots=True)
class Around:
    """A container an element opens."""

    kind: ContainerKind
    label: str = ""
    number: int | None = None
    group: int = 0


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


def _block(kind: BlockKind, **said: object) -> Shape:
    return Shape(breaks=True, form=Form(kind, **said))  # type: ignore[arg-type]


def _within(kind: ContainerKind) -> Shape:
    return Shape(breaks=True, around=Around(kind))


def _marked(kind: MarkKind) -> Shape:
    return Shape(mark=kind)


BREAKING = (
    "address article body center dd details div dl fieldset footer form header hgroup html legend "
    "main menu ol optgroup option p search section summary ul video audio"
)
EMPHATIC = "em i cite dfn var"
SKIPPED = (
    "area base basefont col colgroup datalist frame frameset head link map meta noframes noscript "
    "param rp script source style template title track"
)

ELEMENTS: dict[str, Shape] = {
    **dict.fromkeys(BREAKING.split(), BREAKS),
    **dict.fromkeys(SKIPPED.split(), HIDDEN),
    **dict.fromkeys(EMPHATIC.split(), _marked(MarkKind.EMPHASIS)),
    **dict.fromkeys(("strong", "b"), _marked(MarkKind.STRONG)),
    **dict.fromkeys(("s", "strike", "del"), _marked(MarkKind.STRIKE)),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), _marked(MarkKind.CODE)),
    **dict.fromkeys(("button", "select", "textarea"), _block(BlockKind.CALL)),
    **{f"h{n}": _block(BlockKind.HEADING, level=n) for n in range(1, 7)},
    "sup": _marked(MarkKind.SUPERSCRIPT),
    "sub": _marked(MarkKind.SUBSCRIPT),
    "q": Shape(before="“", after="”"),
    "blockquote": _within(ContainerKind.QUOTE),
    "figure": _within(ContainerKind.FIGURE),
    "aside": _within(ContainerKind.ASIDE),
    "figcaption": _block(BlockKind.CAPTION),
    "dt": _block(BlockKind.TERM),
    "nav": _block(BlockKind.CHROME),
}

_CODE_LANGUAGE = re.compile(
    r"(?:^|\s)(?:language|lang|highlight|brush|sourceCode)[-: ]+([\w+#.-]+)"
)


def _anchor(element: HtmlElement) -> Shape:
    href = (element.get("href") or "").strip()
    return Shape(mark=MarkKind.LINK, target=href) if href else INLINE


def _heading(element: HtmlElement) -> Shape:
    form = Form(BlockKind.HEADING, level=int(element.tag[1]), info=element.get("id") or "")
    return Shape(breaks=True, form=form)


def _pre(element: HtmlElement) -> Shape:
    classes = " ".join(e.get("class") or "" for e in (element, *element.iterchildren("code")))
    language = _CODE_LANGUAGE.search(classes)
    info = language[1] if language else ""
    return Shape(breaks=True, form=Form(BlockKind.CODE, info=info, verbatim=True))


BY_ATTRIBUTES: dict[str, Callable[[HtmlElement], Shape]] = {
    "a": _anchor,
    "pre": _pre,
    **{f"h{n}": _heading for n in range(1, 7)},
}
"""Elements whose shape hangs on their attributes."""


def shape_of(element: HtmlElement) -> Shape:
    """Return the shape of *element* by its name and attributes."""
    by_attributes = BY_ATTRIBUTES.get(element.tag)
    return by_attributes(element) if by_attributes else ELEMENTS.get(element.tag, INLINE)
