"""Where most of a page's prose stands together, whatever its elements are called."""

from __future__ import annotations

from lxml.html import HtmlElement

from pipeline.reading.furniture import is_prose, is_unlikely, length, text_of

_LINES = ("p", "div", "td", "li", "blockquote", "section", "article", "span")
_INNER = frozenset(
    "a abbr b br cite code em font i img mark q s small span strong sub sup time u".split()  # noqa: SIM905 - reads best
)
_PARENT, _GRANDPARENT = 1.0, 0.6
"""What a line's words count for the elements around it."""
_PARAGRAPHS = 3
"""In a ``noscript``, which hardly ever holds more than a picture or a request."""
_MORE = 1.5
"""Times the words of the guess that prose elsewhere must have, to be taken instead."""


def unwrap(root: HtmlElement) -> None:
    """Take what pages without scripts show for the page, where that is most of it."""
    for element in list(root.iter("noscript")):
        within = sum(len(str(text).strip()) for text in element.itertext())
        if len(element.findall(".//p")) >= _PARAGRAPHS and 2 * within > length(root):
            element.drop_tag()


def fuller(body: HtmlElement, holder: HtmlElement) -> tuple[HtmlElement, set[HtmlElement]] | None:
    """Return where clearly more prose stands than in *holder*, and its lines; None if nowhere does.

    Args:
        body: The page's body.
        holder: The element that was taken for the article.
    """
    lines = {e: len(text_of(e).split()) for e in body.iter(*_LINES) if _is_line(e)}
    around: dict[HtmlElement, float] = {}
    held = len(text_of(holder).split())
    for line, n_words in lines.items():
        above = list(line.iterancestors())
        for element, share in zip(above, (_PARENT, _GRANDPARENT), strict=False):
            around[element] = around.get(element, 0.0) + n_words * share
    best = max(around, key=around.__getitem__, default=None)
    if best is None or best is holder or holder in best.iterancestors():
        return None
    kept = {line for line in lines if best in line.iterancestors()}
    if sum(lines[line] for line in kept) < _MORE * held:
        return None
    return best, kept


def _is_line(element: HtmlElement) -> bool:
    """Return whether *element* is one paragraph of prose, and in no furniture by name."""
    if any(child.tag not in _INNER for child in element if isinstance(child.tag, str)):
        return False
    if not is_prose(element):
        return False
    return not any(is_unlikely(above) for above in element.iterancestors())
