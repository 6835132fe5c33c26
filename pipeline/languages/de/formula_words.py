"""The words of simple TeX in German."""

from __future__ import annotations

from pipeline.languages.shared.spoken_tex import TexWords, tex_reader

_WORDS = TexWords(
    commands={
        "varepsilon": "epsilon", "varphi": "phi", "ell": "L", "ln": "natürlicher Logarithmus von",
        "log": "Logarithmus von", "sin": "Sinus", "cos": "Cosinus", "tan": "Tangens",
        "lim": "Limes",
        "times": "mal", "cdot": "mal", "div": "geteilt durch", "pm": "plus minus",
        "leq": "ist kleiner oder gleich", "le": "ist kleiner oder gleich",
        "geq": "ist größer oder gleich", "ge": "ist größer oder gleich", "neq": "ist ungleich",
        "ne": "ist ungleich", "approx": "ist ungefähr", "sim": "ist verteilt wie",
        "propto": "ist proportional zu", "to": "gegen", "rightarrow": "gegen", "in": "aus",
        "infty": "unendlich", "ldots": "und so weiter", "dots": "und so weiter",
        "cdots": "und so weiter", "ll": "ist viel kleiner als", "gg": "ist viel größer als",
        "mid": "gegeben", "nabla": "Gradient von", "partial": "partiell", "sum": "Summe über",
        "prod": "Produkt über", "circ": "Grad", "star": "Stern", "lt": "ist kleiner als",
        "gt": "ist größer als",
    },
    signs={
        "+": "plus", "-": "minus", "−": "minus", "=": "gleich", "<": "ist kleiner als",
        ">": "ist größer als", "/": "durch", "*": "mal", "!": "Fakultät", "'": "Strich",
        "≤": "ist kleiner oder gleich", "≥": "ist größer oder gleich", "%": "Prozent",
    },
    accents={"hat": "Dach", "bar": "quer", "tilde": "Tilde"},
    sub="Index", squared="Quadrat", cubed="hoch 3", to_the="hoch", transpose="transponiert",
    over="durch", root="Wurzel aus",
)  # fmt: skip
maths = tex_reader(_WORDS)
"""Gives simple TeX in words, None for what is not simple."""
