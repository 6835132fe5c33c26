"""The article in a page: which of its elements are the article's, and which stand apart from it.

Nothing is cut out: the whole page is read, and what stands apart becomes page furniture, which is
listed and not said. Where a page marks its article by a name that only articles have, that is
believed; else readability's guess tells where the prose is, and what it left out in the midst of it
(lists, short paragraphs, verse) is taken back unless it looks like furniture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement

from pipeline.reading.element_shapes import shape_of
from pipeline.reading.footnotes import footnotes_of
from pipeline.reading.fullest_prose import fuller, unwrap
from pipeline.reading.furniture import (
    has_furniture,
    is_aside_of_page,
    is_prose,
    is_subtitle,
    length,
    text_of,
)
from pipeline.reading.furniture_lines import without_furniture
from pipeline.reading.html import Choice, blocks_of
from pipeline.reading.html_tree import parsed
from pipeline.reading.page_tex import mark_tex
from pipeline.reading.shapes import INLINE_TAGS
from pipeline.values.essay import Block, BlockKind

_MARKS = (
    "//*[@itemprop='articleBody']",
    *(
        f"//*[contains(concat(' ', @class, ' '), ' {name} ')]"
        for name in (
            "available-content",
            "gh-content",
            "e-content",
            "entry-content",
            "post-content",
        )
    ),
)
"""Where pages keep an article and nothing else, the surest first."""
_HOLDERS = ("//article", "//main", "//*[@role='main']")
"""Where pages keep an article among other things."""
_LEAST = 0.3
"""Part of the page's text below which a marked article is a teaser among others."""
_MOST = 0.9
"""Part of the guessed text that lies in the element taken for the article."""
_TINY, _FEW = 0.1, 80
"""Part of the page's text, and words, below which a guess is no article: all is then read."""
_NUMBER = "data-essay-place"
_LEVELS = 3
_TITLED = frozenset({"h1", "h2"})
_SUBTITLED = ("h1", "p", "div", "h2", "h3", "h4", "span", "section")
_PARTS = frozenset({"table", "thead", "tbody", "tr", "ul", "ol", "dl", "blockquote", "figure"})
"""Elements that are part of an article and never hold one."""
_AROUND = frozenset({"div", "section", "article", "main"})
_LEAVES = frozenset({"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "td", "dd", "dt"})
"""Elements whose lines are judged with them."""


def article_blocks(root: HtmlElement, base: str = "") -> tuple[Block, ...]:
    """Return the blocks of the page *root*; what is not its article's is page furniture.

    Args:
        root: The page.
        base: Address that relative links start from.
    """
    unwrap(root)
    mark_tex(root)
    return without_furniture(blocks_of(root, base, choice_of(root)))


def choice_of(root: HtmlElement) -> Choice:
    """Return which elements of the page *root* are its article's, and which stand apart."""
    body = root.find("body")
    body = root if body is None else body
    marked = _marked(body)
    if marked is not None:
        kept, holder = {marked}, marked
    else:
        kept = _guessed(root, body)
        holder = _widened(_holder(body, kept), body) if kept else _held(body)
        n_words = len(text_of(holder).split())
        if kept and n_words < _FEW and length(holder) < _TINY * length(body):
            holder = _held(body)
            kept = {holder}
        kept = kept or {holder}
        if better := fuller(body, holder):
            holder, kept = better
    notes = {e for e, of in footnotes_of(body).notes.items() if of}
    notes |= _subtitles(body, holder)
    holders = frozenset((holder, *holder.iterancestors()))
    return Choice(frozenset(_apart(body, holder, kept, notes)), holders)


def _marked(body: HtmlElement) -> HtmlElement | None:
    if not has_furniture(body):
        return body
    whole = length(body)
    for path in _MARKS:
        best = max(_elements(body, path), key=length, default=None)
        if best is not None and length(best) >= _LEAST * whole:
            return best
    return None


def _held(body: HtmlElement) -> HtmlElement:
    for path in _HOLDERS:
        best = max(_elements(body, path), key=length, default=None)
        if best is not None and length(best) >= _LEAST * length(body):
            return best
    return body


def _elements(body: HtmlElement, path: str) -> list[HtmlElement]:
    return [e for e in body.xpath(path) if isinstance(e, HtmlElement)]


def _guessed(root: HtmlElement, body: HtmlElement) -> set[HtmlElement]:
    """Return the elements of *body* that readability takes for the article's and that have text."""
    from readability import Document  # noqa: PLC0415 - only for pages that mark no article

    elements = list(body.iter("*"))
    for place, element in enumerate(elements):
        element.set(_NUMBER, str(place))
    try:
        page = Document(etree.tostring(root, encoding="unicode", method="html"))
        guess = parsed(page.summary(html_partial=True))
    except Exception:  # noqa: BLE001 - the library wraps whatever befalls it, also RecursionError
        guess = None
    for element in elements:
        del element.attrib[_NUMBER]
    places = [] if guess is None else [e.get(_NUMBER) for e in guess.iter("*") if _has_text(e)]
    return {elements[int(place)] for place in places if place and place.isdigit()}


def _has_text(element: HtmlElement) -> bool:
    if (element.text or "").strip():
        return True
    return any((child.tail or "").strip() for child in element)


def _holder(body: HtmlElement, kept: set[HtmlElement]) -> HtmlElement:
    """Return the lowest element that holds nearly all of the text of *kept*."""
    weights: dict[HtmlElement, int] = {}
    whole = 0
    for element in kept:
        n = len((element.text or "").strip()) + sum(len((c.tail or "").strip()) for c in element)
        whole += n
        for above in (element, *element.iterancestors()):
            weights[above] = weights.get(above, 0) + n
    holder: HtmlElement = body
    while True:
        heavy = [c for c in holder.iterchildren() if weights.get(c, 0) >= _MOST * whole]
        if not heavy or heavy[0].tag == "p":
            break
        holder = heavy[0]
    around = (e for e in holder.iterancestors() if e.tag not in _PARTS)
    return next(around, body) if holder.tag in _PARTS else holder


def _widened(holder: HtmlElement, body: HtmlElement) -> HtmlElement:
    """Return the element around *holder* in which prose of the article stands beside it."""
    widest = inner = holder
    for _ in range(_LEVELS):
        above = inner.getparent()
        if above is None or inner is body or above is body or above.tag not in _AROUND:
            break
        if any(is_prose(e) for e in above if e is not inner and isinstance(e.tag, str)):
            widest = above
        inner = above
    return widest


def _subtitles(body: HtmlElement, holder: HtmlElement) -> set[HtmlElement]:
    """Return the title, subtitles and introductions that stand before *holder*, not in it."""
    above = set(list(holder.iterancestors())[:_LEVELS])
    title = _words(body.xpath("string(//title)") or "")
    found: set[HtmlElement] = set()
    for element in body.iter(*_SUBTITLED):
        if element is holder:
            break
        near = any(a in above for a in list(element.iterancestors())[:_LEVELS])
        titled = element.tag in _TITLED and is_title(element, title)
        if titled or (near and is_subtitle(element)):
            found.add(element)
    return {e for e in found if not any(a in found or a is holder for a in e.iterancestors())}


def is_title(heading: HtmlElement, page_title: str) -> bool:
    """Return whether *heading* is in the page's title (in plain words) and leads to no page."""
    words = _words(" ".join(heading.itertext()))
    return bool(words) and f" {words} " in f" {page_title} " and not leads_home(heading)


def leads_home(heading: HtmlElement) -> bool:
    """Return whether *heading* is a link to a site's front page, as its name is."""
    around = list(heading.iterancestors("a"))[:1]
    links = [(a.get("href") or "").partition("?")[0] for a in (*around, *heading.iter("a"))]
    return any(re.fullmatch(r"(?:https?://[^/]*)?/?(?:index\.\w+)?", href) for href in links)


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _apart(
    body: HtmlElement, holder: HtmlElement, kept: set[HtmlElement], notes: set[HtmlElement]
) -> Iterator[HtmlElement]:
    """Yield what stands apart, each element without what stands in it."""
    paths = _ancestry(kept | notes)
    places = {element: place for place, element in enumerate(body.iter("*"))}
    last = max((places[e] for e in kept), default=0)
    sure = kept == {holder}
    stack = [(body, body is holder)]
    while stack:
        element, inside = stack.pop()
        for child in element:
            if not isinstance(child.tag, str) or child in notes or _flows(child, element, inside):
                continue
            if inside and _is_known(child):
                continue
            if child is holder or (not inside and child in paths):
                stack.append((child, child is holder))
            elif not inside or is_aside_of_page(
                child,
                kept=child in kept or child in paths,
                sure=sure,
                midst=places[child] < last,
            ):
                yield child
            else:
                stack.append((child, True))


def _is_known(element: HtmlElement) -> bool:
    """Return whether *element* is a quotation, a figure, a call or the like by its own name."""
    shape = shape_of(element)
    if shape.around and shape.around.label != "aside":
        return True
    return shape.form is not None and shape.form.kind in {BlockKind.CALL, BlockKind.EMBED}


def _flows(child: HtmlElement, element: HtmlElement, inside: bool) -> bool:
    """Return whether *child* is part of a line of the article and judged with it."""
    return inside and (child.tag in INLINE_TAGS or element.tag in _LEAVES) and _has_text(element)


def _ancestry(elements: set[HtmlElement]) -> set[HtmlElement]:
    found: set[HtmlElement] = set()
    for element in elements:
        for above in element.iterancestors():
            if above in found:
                break
            found.add(above)
    return found
