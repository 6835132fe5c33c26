r"""Simple TeX in words: ``x^2 + \alpha`` is "x squared plus alpha"."""

from __future__ import annotations

import re

_LONGEST = 120
_MOST_WORDS = 30
_LONGEST_SUB = 3
"""Words of a subscript: "t plus one"."""
_BY_NAME = """
    alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau
    upsilon phi chi psi omega Gamma Delta Theta Lambda Pi Sigma Phi Psi Omega max min
""".split()  # noqa: SIM905 - a list of words reads as words
_COMMANDS = {
    **{name: name for name in _BY_NAME},
    "varepsilon": "epsilon", "varphi": "phi", "ell": "L", "log": "log", "ln": "natural log",
    "exp": "exp", "sin": "sine", "cos": "cosine", "tan": "tangent", "arg": "arg", "lim": "limit",
    "times": "times", "cdot": "times", "div": "divided by", "pm": "plus or minus",
    "leq": "is less than or equal to", "le": "is less than or equal to",
    "geq": "is greater than or equal to", "ge": "is greater than or equal to",
    "neq": "is not equal to", "ne": "is not equal to", "approx": "is approximately",
    "sim": "is distributed as", "propto": "is proportional to", "to": "to", "rightarrow": "to",
    "in": "in", "infty": "infinity", "ldots": "and so on", "dots": "and so on",
    "cdots": "and so on", "ll": "is much less than", "gg": "is much greater than",
    "mid": "given", "nabla": "gradient of", "partial": "partial", "sum": "sum of",
    "prod": "product of", "quad": "", "left": "", "right": "", "circ": "degrees", "star": "star",
    "top": "top", "mathbb": "", "mathbf": "", "mathrm": "", "mathcal": "", "text": "",
    "operatorname": "",
    "hat": "", "bar": "", "tilde": "", "vec": "", "bm": "", "boldsymbol": "", "lt": "is less than",
    "gt": "is greater than", "rm": "", "displaystyle": "", "textbf": "", "textit": "",
}  # fmt: skip
_MARKED = {"hat": "hat", "bar": "bar", "tilde": "tilde"}
_SIGNS = {"+": "plus", "-": "minus", "−": "minus", "=": "equals", "<": "is less than",
          ">": "is greater than", "/": "over", "*": "times", "!": "factorial", "'": "prime",
          "≤": "is less than or equal to", "≥": "is greater than or equal to", "~": "", ",": ",",
          "|": "", "(": ",", ")": ",", "[": ",", "]": ",", "%": "percent", ":": ","}  # fmt: skip
_TOKEN = re.compile(
    r"\\([A-Za-z]+)|\\[,;:! ]|\\([%$&#_{}])|(\d+(?:,\d{3})*(?:\.\d+)?)|([A-Za-z])|([{}^_])|(\S)"
)


class _HardError(Exception):
    """The maths is not simple."""


def maths(tex: str) -> str | None:
    """Return simple TeX in words, numbers still in figures; None when it is not simple."""
    if len(tex) > _LONGEST or "\\\\" in tex or "\\begin" in tex:
        return None
    tokens = _tokens(tex)
    if tokens is None:
        return None
    try:
        words, rest = _row(tokens, 0, 0)
    except _HardError:
        return None
    spoken = re.sub(r"(?: ,)+", ",", " ".join(word for word in words if word)).strip(" ,")
    return spoken if rest == len(tokens) and spoken and spoken.count(" ") < _MOST_WORDS else None


def _tokens(tex: str) -> list[str] | None:
    found = []
    for match in _TOKEN.finditer(tex):
        command, escaped, figure, letter, brace, other = match.groups()
        if command:
            found.append(f"\\{command}")
        elif token := escaped or figure or letter or brace or other:
            found.append(token)
    return found


def _row(tokens: list[str], at: int, depth: int) -> tuple[list[str], int]:
    """Read tokens up to the closing brace or the end."""
    if depth > 4:
        raise _HardError
    words: list[str] = []
    while at < len(tokens) and tokens[at] != "}":
        spoken, at = _item(tokens, at, depth)
        words.extend(spoken)
    return words, at


def _group(tokens: list[str], at: int, depth: int) -> tuple[list[str], int]:
    """Read a braced group, or one token."""
    if at >= len(tokens):
        raise _HardError
    if tokens[at] != "{":
        return _item(tokens, at, depth)
    words, at = _row(tokens, at + 1, depth + 1)
    if at >= len(tokens):
        raise _HardError
    return words, at + 1


def _item(signs: list[str], at: int, depth: int) -> tuple[list[str], int]:
    sign = signs[at]
    if sign == "{":
        return _group(signs, at, depth)
    if sign == "^":
        words, at = _group(signs, at + 1, depth)
        return _power(words), at
    if sign == "_":
        words, at = _group(signs, at + 1, depth)
        if len(words) > _LONGEST_SUB:
            raise _HardError
        return ["sub", *words], at
    if sign.startswith("\\") and len(sign) > 1:
        return _command(sign[1:], signs, at + 1, depth)
    if sign in _SIGNS:
        return [_SIGNS[sign]], at + 1
    if sign[0].isalnum():
        return [sign.upper() if sign.isalpha() else sign], at + 1
    raise _HardError


def _power(words: list[str]) -> list[str]:
    if words in (["2"], ["3"]):
        return ["squared" if words == ["2"] else "cubed"]
    if words in (["star"], ["times"]):
        return ["star"]
    if words in (["prime"], ["degrees"]):
        return words
    if words in (["T"], ["\u22a4"], ["top"]):
        return ["transpose"]
    if not words or len(words) > 3:
        raise _HardError
    return ["to the", *words]


def _command(name: str, tokens: list[str], at: int, depth: int) -> tuple[list[str], int]:
    if name in {"frac", "tfrac", "dfrac"}:
        above, at = _group(tokens, at, depth + 1)
        below, at = _group(tokens, at, depth + 1)
        if len(above) > 3 or len(below) > 3:
            raise _HardError
        return [*above, "over", *below], at
    if name == "sqrt":
        under, at = _group(tokens, at, depth + 1)
        return ["the square root of", *under], at
    if name in {"text", "mathrm", "operatorname", "textbf", "textit"}:
        letters, at = _group(tokens, at, depth + 1)
        return ["".join(letters).lower()], at
    if name in _MARKED:
        words, at = _group(tokens, at, depth + 1)
        return [*words, _MARKED[name]], at
    if name not in _COMMANDS:
        raise _HardError
    return [_COMMANDS[name]], at
