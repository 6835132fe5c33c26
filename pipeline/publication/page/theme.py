"""The pages' colours, light and dark, from one tint."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.publication.artwork.palette import Tint

_TOKENS: Mapping[str, tuple[tuple[float, float], tuple[float, float]]] = {
    # name: (lightness, chroma) on light paper, and on dark
    "paper": ((0.987, 0.0045), (0.19, 0.009)),
    "card": ((0.958, 0.011), (0.238, 0.013)),
    "line": ((0.885, 0.016), (0.33, 0.018)),
    "ink": ((0.25, 0.02), (0.91, 0.012)),
    "soft": ((0.46, 0.025), (0.73, 0.018)),
    "accent": ((0.46, 0.115), (0.8, 0.105)),
    "on-accent": ((0.99, 0.008), (0.2, 0.03)),
    "said": ((0.935, 0.042), (0.285, 0.045)),
    "word": ((0.82, 0.105), (0.45, 0.095)),
}


def theme(tint: Tint) -> dict[str, dict[str, str]]:
    """Return ``light`` and ``dark``, each a name → ``#rrggbb``."""
    return {
        mode: {name: tint.colour(*tones[i]) for name, tones in _TOKENS.items()}
        for i, mode in enumerate(("light", "dark"))
    }


def theme_css(tint: Tint) -> str:
    """Return the colours as custom properties of the root, dark where the reader's system is."""
    modes = theme(tint)
    light, dark = ("".join(f"--{k}:{v};" for k, v in modes[m].items()) for m in ("light", "dark"))
    return f":root{{{light}}}\n@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n"
