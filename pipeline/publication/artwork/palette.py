"""Colours of a show: one hue taken from its title, the rest worked out in OKLCH.

Lightness and chroma are fixed and only the hue differs between shows, so that contrast is the same
whatever the title is.

Source:
    B. Ottosson, "A perceptual color space for image processing" (2020), for OKLab.
"""

from __future__ import annotations

import hashlib
import math

COMPANIONS = {
    18: 78, 38: 85, 62: 32, 92: 45, 145: 75, 168: 62,
    195: 62, 228: 78, 252: 72, 278: 85, 305: 72, 345: 70,
}  # fmt: skip
"""Hues in degrees, each with the warm one beside it. Hand-picked: each gives a deep ground, a
readable accent and a calm paper."""


def hue(title: str) -> int:
    """Return the hue of the show called *title*, in degrees."""
    digest = hashlib.sha256(title.casefold().encode("utf-8", "surrogatepass")).digest()
    hues = tuple(COMPANIONS)
    return hues[digest[0] % len(hues)]


def colour(lightness: float, chroma: float, hue_deg: float) -> str:
    """Return an OKLCH colour as ``#rrggbb``.

    Args:
        lightness: 0 black to 1 white.
        chroma: 0 grey to about 0.3; lowered until sRGB has the colour.
        hue_deg: Degrees.
    """
    while chroma > 0 and not _in_gamut(_linear(lightness, chroma, hue_deg)):
        chroma -= 0.004
    channels = (_encoded(c) for c in _linear(lightness, max(chroma, 0), hue_deg))
    return "#" + "".join(f"{round(255 * c):02x}" for c in channels)


def _in_gamut(rgb: tuple[float, float, float]) -> bool:
    return all(-1e-4 <= c <= 1 + 1e-4 for c in rgb)


def _linear(lightness: float, chroma: float, hue_deg: float) -> tuple[float, float, float]:
    a, b = (chroma * f(math.radians(hue_deg)) for f in (math.cos, math.sin))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _encoded(channel: float) -> float:
    channel = min(max(channel, 0.0), 1.0)
    return 12.92 * channel if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055
