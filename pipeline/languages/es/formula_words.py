"""The words of simple TeX in Spanish."""

from __future__ import annotations

from pipeline.languages.shared.spoken_tex import TexWords, tex_reader

_WORDS = TexWords(
    commands={
        "varepsilon": "epsilon", "varphi": "phi", "ell": "L", "ln": "logaritmo natural de",
        "log": "logaritmo de", "sin": "seno", "cos": "coseno", "tan": "tangente",
        "lim": "límite", "times": "por", "cdot": "por", "div": "entre", "pm": "más menos",
        "leq": "es menor o igual que", "le": "es menor o igual que",
        "geq": "es mayor o igual que", "ge": "es mayor o igual que", "neq": "es distinto de",
        "ne": "es distinto de", "approx": "es aproximadamente", "sim": "se distribuye como",
        "propto": "es proporcional a", "to": "hacia", "rightarrow": "hacia", "in": "en",
        "infty": "infinito", "ldots": "etcétera", "dots": "etcétera", "cdots": "etcétera",
        "ll": "es mucho menor que", "gg": "es mucho mayor que", "mid": "dado",
        "nabla": "gradiente de", "partial": "derivada parcial", "sum": "suma de",
        "prod": "producto de", "circ": "grados", "star": "estrella", "lt": "es menor que",
        "gt": "es mayor que",
    },
    signs={
        "+": "más", "-": "menos", "−": "menos", "=": "igual a", "<": "es menor que",
        ">": "es mayor que", "/": "entre", "*": "por", "!": "factorial", "'": "prima",
        "≤": "es menor o igual que", "≥": "es mayor o igual que", "%": "por ciento",
    },
    accents={"hat": "gorro", "bar": "barra", "tilde": "tilde"},
    sub="sub", squared="al cuadrado", cubed="al cubo", to_the="elevado a",
    transpose="transpuesta", over="sobre", root="raíz cuadrada de",
)  # fmt: skip
maths = tex_reader(_WORDS)
"""Gives simple TeX in words, None for what is not simple."""
