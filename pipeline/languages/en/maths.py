"""The words of simple TeX in English."""

from __future__ import annotations

from pipeline.languages.shared.spoken_tex import TexWords, tex_reader

_WORDS = TexWords(
    commands={
        "varepsilon": "epsilon", "varphi": "phi", "ell": "L", "ln": "natural log", "sin": "sine",
        "cos": "cosine", "tan": "tangent", "lim": "limit", "times": "times", "cdot": "times",
        "div": "divided by", "pm": "plus or minus", "leq": "is less than or equal to",
        "le": "is less than or equal to", "geq": "is greater than or equal to",
        "ge": "is greater than or equal to", "neq": "is not equal to", "ne": "is not equal to",
        "approx": "is approximately", "sim": "is distributed as", "propto": "is proportional to",
        "to": "to", "rightarrow": "to", "in": "in", "infty": "infinity", "ldots": "and so on",
        "dots": "and so on", "cdots": "and so on", "ll": "is much less than",
        "gg": "is much greater than", "mid": "given", "nabla": "gradient of",
        "partial": "partial", "sum": "sum of", "prod": "product of", "circ": "degrees",
        "star": "star", "lt": "is less than", "gt": "is greater than",
    },
    signs={
        "+": "plus", "-": "minus", "−": "minus", "=": "equals", "<": "is less than",
        ">": "is greater than", "/": "over", "*": "times", "!": "factorial", "'": "prime",
        "≤": "is less than or equal to", "≥": "is greater than or equal to", "%": "percent",
    },
    accents={"hat": "hat", "bar": "bar", "tilde": "tilde"},
    sub="sub", squared="squared", cubed="cubed", to_the="to the", transpose="transpose",
    over="over", root="the square root of",
)  # fmt: skip
maths = tex_reader(_WORDS)
"""Gives simple TeX in words, None for what is not simple."""
