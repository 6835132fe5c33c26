"""MathML without TeX beside it, written as TeX by its structure."""

from __future__ import annotations

from collections.abc import Callable

from lxml.html import HtmlElement

_DEEPEST = 30
_NAMED = frozenset("sin cos tan log ln exp lim max min sup inf det arg gcd".split())  # noqa: SIM905 - reads best


def tex_of(element: HtmlElement, depth: int = 0) -> str:
    """Return the TeX of the MathML *element*; its plain text where it nests without end."""
    name = str(element.tag).rpartition(":")[2]
    parts = [tex_of(e, depth + 1) for e in element if isinstance(e.tag, str)]
    if depth > _DEEPEST or not parts:
        return _leaf(name, " ".join("".join(element.itertext()).split()))
    rule = _RULES.get(name)
    return rule(parts) if rule and len(parts) >= _NEEDED.get(name, 1) else " ".join(parts)


def _leaf(name: str, text: str) -> str:
    if name == "mtext":
        return rf"\text{{{text}}}"
    if name == "mi" and len(text) > 1:
        return f"\\{text}" if text in _NAMED else rf"\mathrm{{{text}}}"
    return text


_RULES: dict[str, Callable[[list[str]], str]] = {
    "msup": lambda p: f"{p[0]}^{{{p[1]}}}",
    "msub": lambda p: f"{p[0]}_{{{p[1]}}}",
    "munder": lambda p: f"{p[0]}_{{{p[1]}}}",
    "mover": lambda p: f"{p[0]}^{{{p[1]}}}",
    "msubsup": lambda p: f"{p[0]}_{{{p[1]}}}^{{{p[2]}}}",
    "munderover": lambda p: f"{p[0]}_{{{p[1]}}}^{{{p[2]}}}",
    "mfrac": lambda p: rf"\frac{{{p[0]}}}{{{p[1]}}}",
    "msqrt": lambda p: rf"\sqrt{{{' '.join(p)}}}",
    "mroot": lambda p: rf"\sqrt[{p[1]}]{{{p[0]}}}",
    "mfenced": lambda p: f"({', '.join(p)})",
}
_NEEDED = {"msubsup": 3, "munderover": 3, "msqrt": 1, "mfenced": 1} | dict.fromkeys(
    ("msup", "msub", "munder", "mover", "mfrac", "mroot"), 2
)
