"""What each HTML element makes of what stands inside it, by its name and its attributes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from lxml.html import HtmlElement

from pipeline.reading.class_shapes import KNOWN_CLASS, SHAPES_BY_CLASS
from pipeline.reading.draft import Form
from pipeline.reading.mathml import tex_of
from pipeline.reading.shapes import (
    BREAKS,
    HIDDEN,
    INLINE,
    Shape,
    blocks,
    marked,
    within,
)
from pipeline.values.essay import BlockKind, ContainerKind, MarkKind

_BREAKING = (
    "address article body center dd details div dl fieldset footer form header hgroup html legend "
    "li main menu ol optgroup option p search section ul"
)


_SKIPPED = (
    "base basefont col colgroup datalist frameset head link meta noframes noscript rp script style "
    "template title"
)


ELEMENTS: dict[str, Shape] = {
    **dict.fromkeys(_BREAKING.split(), BREAKS),
    **dict.fromkeys(_SKIPPED.split(), HIDDEN),
    **dict.fromkeys(("em", "i", "cite", "dfn", "var"), marked(MarkKind.EMPHASIS)),
    **dict.fromkeys(("strong", "b"), marked(MarkKind.STRONG)),
    **dict.fromkeys(("s", "strike", "del"), marked(MarkKind.STRIKE)),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), marked(MarkKind.CODE)),
    **dict.fromkeys(("button", "select", "textarea"), blocks(BlockKind.CALL)),
    "sup": marked(MarkKind.SUPERSCRIPT),
    "sub": marked(MarkKind.SUBSCRIPT),
    "q": Shape(before="“", after="”"),
    "blockquote": within(ContainerKind.QUOTE),
    "figure": within(ContainerKind.FIGURE),
    "aside": within(ContainerKind.ASIDE, "aside"),
    "details": within(ContainerKind.ASIDE, "details"),
    "summary": BREAKS,
    "figcaption": blocks(BlockKind.CAPTION),
    "caption": blocks(BlockKind.CAPTION),
    "dt": blocks(BlockKind.TERM),
    "nav": blocks(BlockKind.CHROME),
    "plaintext": Shape(breaks=True, form=Form(BlockKind.CODE, verbatim=True, joint="\n")),
}


_SELF_SPEAKING = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "html", "body", "main", "article"})
"""Elements whose class cannot make them something else: themes name the whole page anything."""


_INLINE = frozenset({"a", "b", "code", "em", "i", "mark", "small", "span", "strong", "sub", "sup"})
"""Elements whose class can hide them and nothing else: highlighters call a span a comment."""


_SMALL = frozenset({"hidden", "markup"})
"""What a class may make of an element within a line."""


_ROLES: dict[str, Shape] = {
    "navigation": blocks(BlockKind.CHROME),
    "search": blocks(BlockKind.CHROME),
    "button": blocks(BlockKind.CALL),
    "doc-pullquote": within(ContainerKind.PULL_QUOTE),
    "doc-toc": blocks(BlockKind.CHROME),
    "note": within(ContainerKind.ASIDE, "note"),
}


_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


_CODE_LANGUAGE = re.compile(r"(?:^|\s)(?:language|lang|highlight|brush)[-: ]+([\w+#.-]+)")


_HEADING_LINK = frozenset("#¶§🔗")


def _anchor(element: HtmlElement) -> Shape:
    href = (element.get("href") or "").strip()
    if href.startswith("#") and "".join(element.itertext()).strip() in _HEADING_LINK:
        return marked(MarkKind.MARKUP)
    return marked(MarkKind.LINK, href) if href else INLINE


def _heading(element: HtmlElement) -> Shape:
    level = int(str(element.tag)[1])
    return blocks(BlockKind.HEADING, level=level, info=element.get("id") or "", joint=" ")


def _pre(element: HtmlElement) -> Shape:
    classes = " ".join(e.get("class") or "" for e in (element, *element.iterchildren("code")))
    language = _CODE_LANGUAGE.search(classes)
    info = language[1] if language else ""
    return Shape(breaks=True, form=Form(BlockKind.CODE, info=info, verbatim=True, joint="\n"))


def _input(element: HtmlElement) -> Shape:
    kind = (element.get("type") or "text").lower()
    value = element.get("value") or ""
    if kind in {"submit", "button", "reset"} and value:
        return Shape(breaks=True, form=Form(BlockKind.CALL), instead=value)
    if kind == "checkbox":
        done = element.get("checked") is not None
        box = "\N{BALLOT BOX WITH CHECK}" if done else "\N{BALLOT BOX}"
        return Shape(mark=MarkKind.TASK, target="done" if done else "open", instead=box)
    return HIDDEN


def _footer(element: HtmlElement) -> Shape:
    """An attribution where it closes a quotation, else what belongs to the page."""
    quoted = next(element.iterancestors("blockquote", "figure", "aside"), None) is not None
    return BREAKS if quoted else blocks(BlockKind.CHROME)


def _script(element: HtmlElement) -> Shape:
    """MathJax keeps its TeX in script elements, the only ones that show."""
    kind = element.get("type") or ""
    if not kind.startswith("math/tex"):
        return HIDDEN
    return _tex(element.text or "", display="mode=display" in kind)


def _math(element: HtmlElement) -> Shape:
    display = element.get("display") == "block"
    for annotation in element.iter("annotation"):
        if "tex" in (annotation.get("encoding") or ""):
            return _tex(annotation.text or "", display=display)
    plain = "".join(element.itertext()) if len(element) == 0 else tex_of(element)
    stated = (element.get("alttext") or "").strip()
    if _IN_WORDS.fullmatch(stated):
        return Shape(breaks=display, instead=stated)
    return _tex(stated or plain, display=display)


_IN_WORDS = re.compile(r"(?=.*[^\W\d_]{3})(?:[^\W_]+[,.;]?\s+)+[^\W_]+[.!?]?")
"""A formula told in words, and not in TeX."""


def _tex(text: str, *, display: bool) -> Shape:
    tex = text.strip()
    if display:
        form = Form(BlockKind.MATH, verbatim=True, joint="\n")
        return Shape(breaks=True, form=form, instead=tex)
    return Shape(mark=MarkKind.MATH, instead=tex)


def _svg(element: HtmlElement) -> Shape:
    """A drawing that has words keeps them as a foreign thing; an icon shows none."""
    drawn = next(element.iter("text", "foreignobject"), None) is not None
    return blocks(BlockKind.EMBED, info="svg", joint=" ") if drawn else HIDDEN


BY_ATTRIBUTES: dict[str, Callable[[HtmlElement], Shape]] = {
    "a": _anchor,
    "rt": lambda _: marked(MarkKind.MARKUP, "ruby: how the word before it is read"),
    "essay-markup": lambda element: marked(MarkKind.MARKUP, element.get("title") or ""),
    "footer": _footer,
    "input": _input,
    "math": _math,
    "pre": _pre,
    "script": _script,
    "svg": _svg,
    **{f"h{n}": _heading for n in range(1, 7)},
}
"""Elements whose shape hangs on their attributes or surroundings."""


def shape_of(element: HtmlElement) -> Shape:
    """Return the shape of *element* by what hides it, its classes, its role and its name."""
    name = str(element.tag)
    if element.attrib and name not in _SELF_SPEAKING:
        shape = _by_attributes(element)
        if shape:
            return shape
    by_attributes = BY_ATTRIBUTES.get(name)
    return by_attributes(element) if by_attributes else ELEMENTS.get(name, INLINE)


def _by_attributes(element: HtmlElement) -> Shape | None:
    get = element.get
    if get("hidden") is not None or get("aria-hidden") == "true":
        return HIDDEN
    if _UNSEEN.search(get("style") or ""):
        return HIDDEN
    classes = get("class")
    found = KNOWN_CLASS.search(classes) if classes else None
    if found and found.lastgroup and (element.tag not in _INLINE or found.lastgroup in _SMALL):
        shape = SHAPES_BY_CLASS[found.lastgroup][0]
        if shape.form and shape.form.kind is BlockKind.EMBED:
            return replace(shape, form=replace(shape.form, info=found[0]))
        return shape
    return _ROLES.get(get("role") or "")
