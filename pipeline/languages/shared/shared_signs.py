"""Signs of mathematics and of the keyboard, in the words of a language."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipeline.languages.scanner import Kind, Place, Reader
from pipeline.languages.shared.grammar import Grammar
from pipeline.languages.signs import EMOJI
from pipeline.languages.without_rules import TAG
from pipeline.tools.patterns import any_of

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺ⁿ", "0123456789-+n")
_LOWERED = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta",
    "η": "eta", "θ": "theta", "κ": "kappa", "λ": "lambda", "μ": "my", "ν": "ny", "ξ": "xi",
    "π": "pi", "ρ": "rho", "σ": "sigma", "τ": "tau", "φ": "phi", "χ": "chi", "ψ": "psi",
    "ω": "omega", "Δ": "delta", "Σ": "sigma", "Ω": "omega", "Π": "pi", "Γ": "gamma",
    "Φ": "phi", "Λ": "lambda", "Θ": "theta", "Ψ": "psi",
}  # fmt: skip


def _nothing(_match: re.Match[str], _place: Place) -> str:
    return ""


def first_sign_kinds() -> tuple[Kind, ...]:
    """Return the kinds of what is not said, to be tried before all others."""

    def emoji(match: re.Match[str], place: Place) -> str | None:
        return match.group() if place.choices.emoji == "name" else ""

    return (
        Kind("tag", "<", re.compile(TAG), _nothing, "markup"),
        Kind("link target", "]", re.compile(r"\]\([^\s()]{1,2000}\)"), _nothing, "link's address"),
        Kind(
            "citation",
            "[",
            re.compile(r"\[(?:\^[\w-]{1,20}|\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,20})\]"),
            _nothing,
            "citation mark",
        ),
        Kind("emoji", "é", re.compile(EMOJI), emoji, "emoji"),
    )


def sign_kinds(g: Grammar, greek: dict[str, str] | None = None) -> tuple[Kind, ...]:
    """Return the kinds of signs of the language.

    Args:
        g: The language's words.
        greek: Greek letters that it names otherwise.
    """
    letters = {**_GREEK, **(greek or {})}

    def power(match: re.Match[str], place: Place) -> str | None:
        raised = (match["raised"] or match["power"] or "").translate(_RAISED).strip("{}")
        number = int(raised) if re.fullmatch(r"-?\d+", raised) else None
        if match["raised"] and not _is_power(place):
            return ""
        if number == 2:
            return g.squared
        if number == 3:
            return g.cubed
        if number is None:
            return None
        return f"{g.power(number)}"

    def lowered(match: re.Match[str], _place: Place) -> str:
        return g.cardinal(int(match.group().translate(_LOWERED)))

    def figure_sign(match: re.Match[str], place: Place) -> str | None:
        if not re.search(r"[\w)²³⁰-⁹%°]\s?$|^$|\s$", place.before):
            return None
        return g.figure_signs[match.group().strip()]

    def minus(_match: re.Match[str], place: Place) -> str | None:
        return g.minus if re.search(r"[\d²³)]\s$", place.before) else None

    figure_signs = any_of(g.figure_signs)
    return (
        Kind(
            "power",
            "^9⁻ⁿ⁰²³¹é",
            re.compile(r"(?P<raised>[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4})|\^(?P<power>-?\d{1,4}|\{-?\d{1,4}\})"),
            power,
            "footnote mark",
        ),
        Kind("lowered", "9é", re.compile("[₀₁₂₃₄₅₆₇₈₉]{1,8}"), lowered),
        Kind("sign", "", re.compile(any_of(g.signs)), _from(g.signs)),
        Kind("sign", "+", re.compile(r"(?<=[A-Z])\+(?=[A-Z])"), lambda _match, _place: g.plus),
        Kind(
            "sign",
            "",
            re.compile(rf"(?:{figure_signs})(?=\s?[\d(π]|\s[a-zA-Z]\b|\s?$|\s)"),
            figure_sign,
        ),
        Kind("sign", "", re.compile(rf"(?:{figure_signs})(?=\s?\d)"), _from(g.figure_signs)),
        Kind("sign", "-", re.compile(r"-(?=\s\d)"), minus),
        Kind("Greek", "é", re.compile(rf"(?:{any_of(letters)})(?!\w)"), _from(letters)),
    )


def _from(words: Mapping[str, str]) -> Reader:
    """Return a reader that looks a sign up in *words*."""
    return lambda match, _place: words[match.group()]


def _is_power(place: Place) -> bool:
    """Tell whether raised figures stand on a number or a lone letter, and are no note."""
    return bool(re.search(r"(?:\d|(?<![^\W\d_])[^\W\d_]|\))$", place.before))
