"""Elements whose text is prose: signs in it may be read, those in code and the like may not."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.html import HtmlElement

VERBATIM = frozenset({"pre", "code", "script", "style", "math", "textarea", "svg", "essay-markup"})
"""Elements whose text stays as it is, and all within them."""


def prose_elements(
    root: HtmlElement, verbatim: frozenset[str] = VERBATIM
) -> Iterator[tuple[HtmlElement, list[HtmlElement]]]:
    """Yield each element of prose in *root*, and the children it had then.

    Whoever is given one may add children to it: they are not yielded.

    Args:
        root: A page, or a part of one.
        verbatim: Names of elements that are left out, with all within them.
    """
    stack = [root]
    while stack:
        element = stack.pop()
        if not isinstance(element.tag, str) or element.tag in verbatim:
            continue
        children = list(element)
        stack += children
        yield element, children
