"""Formulas in running text: ``P(A|B)``, ``e^(iπ)``, ``1/(1+e^-x)``, ``y = mx + b``.

They are read from left to right, as a lecturer reads them: brackets are pauses, and a letter
before a bracket is a function of what stands in it.
"""

from __future__ import annotations

import re
import unicodedata

from pipeline.languages.en.context import FUNCTION_WORDS
from pipeline.languages.en.numbers import number
from pipeline.languages.en.powers import power
from pipeline.languages.scanner import Kind, Place

_NAMES = {
    "log": "log", "ln": "natural log", "exp": "exp", "sin": "sine", "cos": "cosine",
    "tan": "tangent", "tanh": "tanh", "max": "max", "min": "min", "argmax": "arg max",
    "argmin": "arg min", "softmax": "softmax", "sigmoid": "sigmoid", "sqrt": "the square root",
    "var": "variance", "Var": "variance", "Cov": "covariance", "KL": "K.L.", "det": "determinant",
    "sign": "sign", "relu": "rell-oo", "ReLU": "rell-oo", "lim": "limit", "sup": "soup",
    "poly": "poly", "Pr": "probability", "MSE": "M.S.E.", "SNR": "S.N.R.", "Attention": "attention",
    "loss": "loss", "Loss": "loss", "cost": "cost", "erf": "E.R.F.", "tr": "trace",
}  # fmt: skip
"""Functions with a name, and how it is said."""
_OPERATORS = {
    "+": "plus", "-": "minus", "−": "minus", "–": "minus", "*": "times", "×": "times", "⋅": "times",
    "·": "times", "/": "over", "÷": "divided by", "±": "plus or minus", ",": ",", ";": ",",
    "√": "the square root of", "∇": "gradient of",
    "∂": "partial", "!": "factorial", "…": "and so on", "∞": "infinity",
    "⊙": "times", "∘": "of", "'": "prime", "′": "prime", "%": "percent",
}  # fmt: skip
_RELATIONS = {
    "=": "equals", "<": "less than", ">": "greater than", "≤": "less than or equal to",
    "≥": "greater than or equal to", "<=": "less than or equal to",
    ">=": "greater than or equal to", "≠": "not equal to", "≈": "approximately equals",
    "∝": "is proportional to", "∈": "in", "→": "to", "∼": "is distributed as",
    "~": "is distributed as",
}  # fmt: skip
_ARE_VERBS = frozenset({"=", "≈", "∝", "∼", "~", "∈", "→"})
_APPLIED = frozenset("fgFGHhpPqQEOVTKLJRSUφψσπμρθΦΨΓΘΩΣ")
"""Letters that before a bracket are functions; others are multiplied."""
_GIVEN = frozenset("pPqQEHπI")

_NUM = r"(?:\d{1,12}(?:,\d{3}){0,4}(?:\.\d{1,8})?|\.\d{1,8})(?![\d.]*\d)"
_GREEK = "\u0391-\u03a9\u03b1-\u03c9ϵϕϑϱ"
_SUB = r"(?:_(?:\{[^{}\s]{1,12}\}|[A-Za-z0-9]{1,4}(?![A-Za-z0-9_]))|[₀-₉ₐ-ₜᵢ]{1,3})"
_IN = r"[^()\n]{0,60}+"
_GROUP = rf"(?:\({_IN}(?:\({_IN}\){_IN}){{0,3}}\)|\[[^\[\]\n]{{1,40}}+\])"
_NAME = "|".join(sorted(_NAMES, key=len, reverse=True))
_RAISED = "⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹ⁿᵀ"
_POWER = (
    rf"(?:\^(?:\{{[^{{}}\n]{{1,20}}\}}|{_GROUP}|[-−+]?(?:{_NUM}|[A-Za-z{_GREEK}*](?![A-Za-z])))"
    rf"|[{_RAISED}]{{1,6}})"
)
_FACTOR = (
    rf"(?:[√∇∂]\s?)?(?:(?:{_NAME}){_SUB}?"
    rf"(?:(?<=log|exp|sin|cos)\s{_GROUP}|{_GROUP}|\s(?=[a-z{_GREEK}\d](?![A-Za-z])))"
    rf"|{_GROUP}|{_NUM}|(?:[A-Za-z]|[{_GREEK}]){_SUB}?['′]?){_POWER}?!?"
)
_SIDE = (
    rf"[-−]?(?:{_FACTOR}){{1,6}}(?: (?:log|ln|exp|sin|cos)(?: ?{_GROUP}|\s[a-z](?!\w)))?"
    rf"(?:(?:\s?[+*×·⋅÷⊙±−]\s?|\s[-–/]\s|/|-(?=[\w(])|\s(?=√))(?:{_FACTOR}){{1,6}}){{0,8}}"
)
_RELATION = r"\s?(?:<=|>=|[=<>≤≥≠≈∝∈→∼~])\s?"
_FORMULA = re.compile(
    rf"(?<![\w.])(?=[^\s]{{0,24}}?[(\[^√!_{_RAISED}₀-₉=+]|\S{{1,12}}\s[=+×*<>≤≥≈∝]|[a-z]-\d)"
    rf"{_SIDE}(?:{_RELATION}{_SIDE}){{0,4}}(?![\w(\[^])"
)
_TOKEN = re.compile(
    rf"(?P<name>(?:{_NAME})(?![A-Za-z]))|(?P<num>{_NUM})|(?P<sub>{_SUB})|(?P<run>[A-Za-z]+)"
    rf"|(?P<greek>[{_GREEK}])|\^(?P<power>[-−+]?(?:\d+(?:\.\d+)?|[A-Za-z{_GREEK}*]))|(?P<hat>\^)"
    rf"|(?P<raised>[{_RAISED}]+)|(?P<relation><=|>=|[=<>≤≥≠≈∝∈→∼~])|(?P<open>[(\[{{])"
    rf"|(?P<close>[)\]}}])|(?P<bar>\|\|?)|(?P<sign>[-+*×⋅·/÷±−–,;√∇∂!…∞⊙∘'′%])|(?P<blank>\s+)"
)
_STRONG = re.compile(
    rf"√|\^[-−({{]|[A-Za-z{_GREEK}][₀-₉]?(?:\^|[{_RAISED}])|\)\^|\)[{_RAISED}]"
    rf"|(?:(?<![A-Za-z])[A-Za-z{_GREEK}]|{_NAME}){_SUB}?\s?[(\[]|[a-z\d)]!"
    rf"|=\s?(?:\d*[a-z]{{1,2}} ?[+*/×−-] ?\w)|\d\("
    rf"|^[ijkmntxyz]-\d+$"
)
_TESTED = re.compile(r"(?:[trz]|χ[²2]?)\(\d[\d, .]*\)")
"""A statistic and its degrees of freedom: ``t(58)``, ``χ²(2)``."""
_MEASURED = re.compile(
    r"[-−]?\d[\d.,]*(?:\s?(?:km|cm|mm|dm|m|ft|in|mi|yd|µm|nm)(?:[²³]|\^[23]))?(?:\s.*)?"
)
"""A number, or one with a unit, is no formula: ``30 km²``."""
_LET = re.compile(r"\b[Ll]et $")
_CLAUSE = re.compile(
    r"\b(?:if|when|whenever|where|while|unless|until|since|then|that) $", re.IGNORECASE
)
_FACTORIAL = re.compile(r"\s?(?:[=/*×)]|(?:is|ways|possible|grows|and)\b)")


def _greek_name(letter: str) -> str:
    name = unicodedata.name(letter).replace(" SYMBOL", "")
    return name.rpartition(" ")[2].lower().replace("lamda", "lambda")


class _NoFormulaError(Exception):
    """It reads like words."""


def _formula(match: re.Match[str], place: Place) -> str | None:
    written = match.group()
    if not _STRONG.search(written) or _MEASURED.fullmatch(written):
        return None
    if written.endswith("!") and not _FACTORIAL.match(place.after):
        return None
    verb = "is " if _CLAUSE.search(place.before) else ""
    try:
        words = _Reading(written, verb, let=bool(_LET.search(place.before))).words
    except _NoFormulaError:
        return None
    spoken = re.sub(r"(?: ,)+", ",", " ".join(word for word in words if word)).strip(" ,")
    return spoken or None


class _Reading:
    """One formula, read from left to right."""

    def __init__(self, written: str, verb: str, *, let: bool) -> None:
        self.words: list[str] = []
        self.tested = bool(_TESTED.match(written))
        self.verb, self.let = verb, let
        self.last = ""
        """What the last token was: a letter, ``name``, ``number``, ``close`` or nothing."""
        self.inside: list[str] = []
        """The letters whose brackets are open."""
        at = 0
        while at < len(written):
            token = _TOKEN.match(written, at)
            if token is None or token.lastgroup is None:
                raise _NoFormulaError
            getattr(self, f"_{token.lastgroup}")(token.group(token.lastgroup))
            at = token.end()
        if self.inside:
            raise _NoFormulaError

    def _times(self) -> None:
        if self.last == "close":
            self.words.append("times")

    def _name(self, text: str) -> None:
        self._times()
        self.words.append(_NAMES[text])
        self.last = "name"

    def _num(self, text: str) -> None:
        self._times()
        self.words.append(number(text))
        self.last = "number"

    def _run(self, text: str) -> None:
        lower = text.lower()
        plausible = len(text) == 1 or (
            len(text) <= 3 and lower not in FUNCTION_WORDS and not re.search("[aeou]", text[:-1])
        )
        if not plausible:
            raise _NoFormulaError
        self._times()
        self.words.extend("eh" if letter in "aA" else letter for letter in text)
        self.last = text[-1]

    def _greek(self, text: str) -> None:
        self._times()
        self.words.append(_greek_name(text))
        self.last = text

    def _sub(self, text: str) -> None:
        plain = unicodedata.normalize("NFKC", text).strip("_{}")
        base = "base " if self.words and self.words[-1] == "log" else ""
        spoken = (
            number(plain) if plain.isdecimal() else " ".join(re.findall(r"[A-Za-z]+|\d+", plain))
        )
        if re.search(r"\D\d|\d\D", plain):
            raise _NoFormulaError
        self.words.append(base + spoken)

    def _power(self, text: str) -> None:
        spoken = {"*": "star", "T": "transpose"}.get(text)
        if spoken is None and not text[-1].isascii():
            spoken = f"to the {'' if len(text) == 1 else 'minus '}{_greek_name(text[-1])}"
        self.words.append(spoken or power(text.replace("−", "-")))
        self.last = "close"

    def _hat(self, _text: str) -> None:
        self.words.append("to the")
        self.last = "hat"

    def _raised(self, text: str) -> None:
        self.words.append("transpose" if text == "ᵀ" else power(text))
        self.last = "close"

    def _relation(self, text: str) -> None:
        spoken = _RELATIONS[text]
        if self.let and text == "=" and not self.inside:
            spoken = "equal"
        self.words.append(spoken if self.inside or text in _ARE_VERBS else self.verb + spoken)
        self.last = ""

    def _open(self, _text: str) -> None:
        tested = self.tested and self.last in {"t", "r", "z", "close"}
        if self.last == "name" or self.last in _APPLIED or tested:
            self.words.append("of")
        elif self.last == "hat":
            pass
        elif self.last:
            self.words.append("times")
        else:
            self.words.append(",")
        self.inside.append(self.last)
        self.last = ""

    def _close(self, _text: str) -> None:
        if not self.inside:
            raise _NoFormulaError
        self.inside.pop()
        self.last = "close"

    def _bar(self, text: str) -> None:
        if not self.inside or self.inside[-1] not in _GIVEN | {"name"}:
            raise _NoFormulaError
        self.words.append("given" if text == "|" else ",")
        self.last = ""

    def _sign(self, text: str) -> None:
        self.words.append(_OPERATORS[text])
        self.last = "close" if text in "!'′%" else ""

    def _blank(self, _text: str) -> None:
        pass


KINDS = (Kind("formula", "A9.(√-−é", _FORMULA, _formula),)
WATCHED = frozenset("bcdefghjklmnopqrstuvwxyz") | frozenset(_NAMES)
"""Lower-case words that may open a formula."""
