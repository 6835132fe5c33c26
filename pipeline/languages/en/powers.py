"""Powers and scientific notation: ``10^9``, ``3×10²⁴``, ``1e-5``."""

from __future__ import annotations

import re

from pipeline.languages.en.letters import spell
from pipeline.languages.en.money import MONEY
from pipeline.languages.en.numbers import number, ordinal
from pipeline.languages.en.quantities import NUMBER
from pipeline.languages.scanner import Kind, Place

_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺ⁿ", "0123456789-+n")
_RAISED = r"[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹ⁿ]{1,6}"
_POWER = (
    rf"(?:\^|\*\*)\s?[{{(]?(?P<power>[-−+]?(?:\d{{1,4}}(?:\.\d{{1,4}})?|[a-zA-Z]"
    rf"(?![A-Za-z])))[}})]?|(?P<raised>{_RAISED})"
)


def power(text: str) -> str:
    """Return how an exponent is said: "squared", "to the minus five", "to the N"."""
    plain = text.translate(_SUPERSCRIPT).replace("−", "-").lstrip("+")
    charged = text.translate(_SUPERSCRIPT).replace("−", "-")
    if not re.fullmatch(r"[+-]?(?:\d+(?:\.\d+)?|[^\W\d_]+)", charged):  # Ca²⁺, xⁿ⁻¹, 2ⁿ
        runs = re.findall(r"\d+|[^\W\d]+|[+-]", charged)
        signs = {"+": "plus", "-": "minus"}
        words = " ".join(
            signs.get(run) or (number(run) if run.isdecimal() else run.upper()) for run in runs
        )
        return words if charged[-1:] in {"", *signs} else f"to the {words}"
    if plain in {"2", "3"}:
        return "squared" if plain == "2" else "cubed"
    if plain.isalpha():
        return f"to the {plain.upper()}"
    if plain.startswith("-"):
        return f"to the minus {number(plain[1:]) if plain[1].isdecimal() else spell(plain[1:])}"
    return f"to the {ordinal(int(plain))}" if plain.isdecimal() else f"to the {number(plain)}"


def _ten_power(text: str) -> str:
    spoken = power(text)
    return {"squared": "to the second", "cubed": "to the third"}.get(spoken, spoken)


def _scientific(match: re.Match[str], _place: Place) -> str:
    exponent = match["power"] or match["raised"]
    return f"{number(match['number'])} times ten {_ten_power(exponent)}"


def _raised(match: re.Match[str], _place: Place) -> str:
    exponent = match["power"] or match["raised"]
    spoken = _ten_power(exponent) if match["number"] == "10" else power(exponent)
    words = f"{number(match['number'])} {spoken}"
    if match["sign"]:
        words = f"{'plus' if match['sign'] == '+' else 'minus'} {words}"
    if match["rest"]:
        sign = "plus" if "+" in match["rest"] else "minus"
        words += f" {sign} {number(match['rest'].lstrip(' +-−'))}"
    return words


def _e_notation(match: re.Match[str], _place: Place) -> str:
    """Read a small number as those do who set learning rates, "three e minus four"."""
    if match["sign"] in {"-", "−"}:
        return f"{number(match['number'])} e minus {number(match['power'].lstrip('0') or '0')}"
    return f"{number(match['number'])} times ten {_ten_power(match['power'])}"


def _money_power(match: re.Match[str], _place: Place) -> str:
    """Read ``$10^9``."""
    exponent = match["power"] or match["raised"]
    spoken = _ten_power(exponent) if match["number"] == "10" else power(exponent)
    return f"{number(match['number'])} {spoken} {MONEY[match['money']][1]}"


KINDS = (
    Kind(
        "scientific notation",
        "9.",
        re.compile(rf"(?P<number>{NUMBER})\s?[×x·*⋅]\s?10(?:{_POWER})"),
        _scientific,
    ),
    Kind(
        "power of money",
        "$€£¥",
        re.compile(rf"(?P<money>[$€£¥])(?P<number>{NUMBER})(?:{_POWER})(?!\w)"),
        _money_power,
    ),
    Kind(
        "power",
        "9.-−+",
        re.compile(
            rf"(?P<sign>(?<![\w)\].])[-−+])?(?P<number>{NUMBER})(?:{_POWER})(?!\w)"
            r"(?P<rest>\s?[-−+]\s?\d{1,6}(?![\w^*]|[.,]\d|\s?[=/*×]))?"
        ),
        _raised,
    ),
    Kind(
        "scientific notation",
        "9",
        re.compile(
            r"(?P<number>\d{1,6}(?:\.\d{1,10})?)[eE](?P<sign>[-−+]?)(?P<power>\d{1,3})(?![\w])"
        ),
        _e_notation,
    ),
)
