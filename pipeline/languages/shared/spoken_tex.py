r"""Simple TeX in the words of a language: ``x^2 + \alpha`` is "x squared plus alpha"."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

_LONGEST = 120
_MOST_WORDS = 30
_LONGEST_SUB = 3
"""Words of a subscript: "t plus one"."""
_LONGEST_PART = 3
"""Words above or below a fraction's bar, and of an exponent."""
_DEEPEST = 4
_SMALL = 10
"""Up to here a fraction of two numbers has a name of its own."""
_TOKEN = re.compile(
    r"\\([A-Za-z]+)|\\[,;:! ]|\\([%$&#_{}])|(\d+(?:,\d{3})*(?:\.\d+)?)|([A-Za-z])|([{}^_])|(\S)"
)
_SET_IN_TYPE = frozenset({"text", "mathrm", "operatorname", "textbf", "textit"})
_SILENT = dict.fromkeys(
    """
    quad left right mathbb mathbf mathrm mathcal text operatorname hat bar tilde vec bm boldsymbol
    rm displaystyle textbf textit
    """.split(),  # noqa: SIM905 - a list of words reads as words
    "",
)
_PAUSES = {"~": "", ",": ",", "|": "", "(": ",", ")": ",", "[": ",", "]": ",", ":": ","}
_SAME_EVERYWHERE = """
    alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau
    upsilon phi chi psi omega Gamma Delta Theta Lambda Pi Sigma Phi Psi Omega max min log exp arg
    top
""".split()  # noqa: SIM905 - a list of words reads as words


@dataclass(frozen=True, slots=True)
class TexWords:
    """What a language calls the parts of a formula."""

    commands: Mapping[str, str]
    """A command without its backslash → its words, where they are not its name."""
    signs: Mapping[str, str]
    accents: Mapping[str, str]
    """Accents, said after their letter."""
    sub: str
    squared: str
    cubed: str
    to_the: str
    """Before any other exponent."""
    transpose: str
    over: str
    root: str


class _HardError(Exception):
    """The maths is not simple."""


def tex_reader(words: TexWords) -> Callable[[str], str | None]:
    """Return a function that gives simple TeX in *words*, numbers still in figures.

    It gives None for what is not simple enough to be followed by ear.
    """
    commands = {**{name: name for name in _SAME_EVERYWHERE}, **_SILENT, **words.commands}
    formula = _Formula(words, commands, {**_PAUSES, **words.signs})
    return formula.read


@dataclass(frozen=True, slots=True)
class _Formula:
    """The reader of one language."""

    words: TexWords
    commands: Mapping[str, str]
    signs: Mapping[str, str]

    def read(self, tex: str) -> str | None:
        if len(tex) > _LONGEST or "\\\\" in tex or "\\begin" in tex:
            return None
        tokens = list(_tokens(tex))
        try:
            parts, rest = self._row(tokens, 0, 0)
        except _HardError:
            return None
        spoken = re.sub(r"(?: ,)+", ",", " ".join(word for word in parts if word)).strip(" ,")
        short = spoken.count(" ") < _MOST_WORDS
        return spoken if rest == len(tokens) and spoken and short else None

    def _row(self, tokens: list[str], at: int, depth: int) -> tuple[list[str], int]:
        """Read tokens up to the closing brace or the end."""
        if depth > _DEEPEST:
            raise _HardError
        parts: list[str] = []
        while at < len(tokens) and tokens[at] != "}":
            spoken, at = self._item(tokens, at, depth)
            parts.extend(spoken)
        return parts, at

    def _group(self, tokens: list[str], at: int, depth: int) -> tuple[list[str], int]:
        """Read a braced group, or one token."""
        if at >= len(tokens):
            raise _HardError
        if tokens[at] != "{":
            return self._item(tokens, at, depth)
        parts, at = self._row(tokens, at + 1, depth + 1)
        if at >= len(tokens):
            raise _HardError
        return parts, at + 1

    def _item(self, tokens: list[str], at: int, depth: int) -> tuple[list[str], int]:
        sign = tokens[at]
        if sign == "{":
            return self._group(tokens, at, depth)
        if sign == "^":
            parts, at = self._group(tokens, at + 1, depth)
            return self._power(parts), at
        if sign == "_":
            parts, at = self._group(tokens, at + 1, depth)
            if len(parts) > _LONGEST_SUB:
                raise _HardError
            return [self.words.sub, *parts], at
        if sign.startswith("\\") and len(sign) > 1:
            return self._command(sign[1:], tokens, at + 1, depth)
        if sign in self.signs:
            return [self.signs[sign]], at + 1
        if sign[0].isalnum():
            return [sign.upper() if sign.isalpha() else sign], at + 1
        raise _HardError

    def _power(self, parts: list[str]) -> list[str]:
        star, times = self.commands["star"], self.signs["*"]
        if parts in (["2"], ["3"]):
            return [self.words.squared if parts == ["2"] else self.words.cubed]
        if parts in ([star], [times]):
            return [star]
        if parts in ([self.signs["'"]], [self.commands["circ"]]):
            return parts
        if parts in (["T"], ["\u22a4"], ["top"]):
            return [self.words.transpose]
        if not parts or len(parts) > _LONGEST_PART:
            raise _HardError
        return [self.words.to_the, *parts]

    def _command(self, name: str, tokens: list[str], at: int, depth: int) -> tuple[list[str], int]:
        if name in {"frac", "tfrac", "dfrac"}:
            above, at = self._group(tokens, at, depth + 1)
            below, at = self._group(tokens, at, depth + 1)
            if len(above) > _LONGEST_PART or len(below) > _LONGEST_PART:
                raise _HardError
            if _is_small(above, below):
                return [f"{above[0]}/{below[0]}"], at
            return [*above, self.words.over, *below], at
        if name == "sqrt":
            under, at = self._group(tokens, at, depth + 1)
            return [self.words.root, *under], at
        if name in _SET_IN_TYPE:
            letters, at = self._group(tokens, at, depth + 1)
            return ["".join(letters).lower()], at
        if name in self.words.accents:
            parts, at = self._group(tokens, at, depth + 1)
            return [*parts, self.words.accents[name]], at
        if name not in self.commands:
            raise _HardError
        return [self.commands[name]], at


def _tokens(tex: str) -> list[str]:
    found = []
    for match in _TOKEN.finditer(tex):
        command, escaped, figure, letter, brace, other = match.groups()
        if command:
            found.append(f"\\{command}")
        elif token := escaped or figure or letter or brace or other:
            found.append(token)
    return found


def _is_small(above: list[str], below: list[str]) -> bool:
    """Tell whether a fraction is of two small numbers, the smaller above: one half."""
    figures = [*above, *below]
    if len(figures) != len(("above", "below")) or not all(part.isdecimal() for part in figures):
        return False
    return 0 < int(above[0]) < int(below[0]) <= _SMALL
