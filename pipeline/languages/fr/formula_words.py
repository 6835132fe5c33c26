"""The words of simple TeX in French."""

from __future__ import annotations

from pipeline.languages.shared.spoken_tex import TexWords, tex_reader

_WORDS = TexWords(
    commands={
        "varepsilon": "epsilon", "varphi": "phi", "ell": "L", "ln": "logarithme népérien de",
        "log": "logarithme de", "sin": "sinus", "cos": "cosinus", "tan": "tangente",
        "lim": "limite", "times": "fois", "cdot": "fois", "div": "divisé par",
        "pm": "plus ou moins", "leq": "est inférieur ou égal à", "le": "est inférieur ou égal à",
        "geq": "est supérieur ou égal à", "ge": "est supérieur ou égal à",
        "neq": "est différent de", "ne": "est différent de", "approx": "est à peu près",
        "sim": "suit la loi", "propto": "est proportionnel à", "to": "vers", "rightarrow": "vers",
        "in": "dans", "infty": "l'infini", "ldots": "et ainsi de suite",
        "dots": "et ainsi de suite", "cdots": "et ainsi de suite",
        "ll": "est très inférieur à", "gg": "est très supérieur à", "mid": "sachant",
        "nabla": "gradient de", "partial": "d rond", "sum": "somme de", "prod": "produit de",
        "circ": "degrés", "star": "étoile", "lt": "est inférieur à", "gt": "est supérieur à",
    },
    signs={
        "+": "plus", "-": "moins", "−": "moins", "=": "égale", "<": "est inférieur à",
        ">": "est supérieur à", "/": "sur", "*": "fois", "!": "factorielle", "'": "prime",
        "≤": "est inférieur ou égal à", "≥": "est supérieur ou égal à", "%": "pour cent",
    },
    accents={"hat": "chapeau", "bar": "barre", "tilde": "tilde"},
    sub="indice", squared="au carré", cubed="au cube", to_the="puissance",
    transpose="transposée", over="sur", root="racine de",
)  # fmt: skip
maths = tex_reader(_WORDS)
"""Gives simple TeX in words, None for what is not simple."""
