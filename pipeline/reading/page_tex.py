r"""TeX that a page's scripts would read: ``\(…\)``, ``\[…\]``, ``$…$``, ``$$…$$``."""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement

from pipeline.reading.prose_elements import prose_elements
from pipeline.reading.tex import is_delimited_maths, is_maths

_TEX = re.compile(
    r"\\\((?P<round>(?:(?!\\\)).){1,2000})\\\)|\\\[(?P<square>(?:(?!\\\]).){1,4000})\\\]"
    r"|\$\$(?P<double>[^$]{1,4000})\$\$"
    r"|(?<![\w$\\])\$(?P<single>(?!\s)[^$\n]{1,600}?)(?<![\s\\])\$(?![\w$])",
    re.DOTALL,
)


def mark_tex(root: HtmlElement) -> None:
    """Put the TeX in the text of *root* into ``math`` elements, in place; money stays."""
    for element, children in prose_elements(root):
        pieces = _pieces(element.text or "")
        if pieces:
            element.text = pieces[0]
            _insert(element, 0, pieces[1:])
        for child in children:
            pieces = _pieces(child.tail or "")
            if pieces:
                child.tail = pieces[0]
                _insert(element, element.index(child) + 1, pieces[1:])


def _pieces(text: str) -> list[str]:
    """Return *text* cut at its TeX: text, TeX (``=`` before displayed one), text, …; or none."""
    if "$" not in text and "\\(" not in text and "\\[" not in text:
        return []
    pieces: list[str] = []
    at = 0
    for found in _TEX.finditer(text):
        tex = found[found.lastgroup or 0]
        sure = found.lastgroup == "double"
        if found.lastgroup in {"round", "square"}:
            sure = is_delimited_maths(tex)
        if not (sure or is_maths(tex)):
            continue
        display = found.lastgroup in {"double", "square"}
        pieces += [text[at : found.start()], ("=" if display else "") + f" {tex.strip()}"]
        at = found.end()
    return [*pieces, text[at:]] if pieces else []


def _insert(parent: HtmlElement, place: int, pieces: list[str]) -> None:
    for offset, (tex, tail) in enumerate(zip(pieces[::2], pieces[1::2], strict=True)):
        formula = etree.SubElement(parent, "math")
        if tex.startswith("= "):
            formula.set("display", "block")
        formula.text = tex.removeprefix("=").strip()
        formula.tail = tail
        parent.insert(place + offset, formula)
