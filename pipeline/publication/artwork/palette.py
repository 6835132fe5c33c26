"""Colours of a show: one tint, from its colour or its title, the rest worked out in OKLCH.

Lightness is fixed and only hue and strength differ between shows, so that contrast is the same
whatever the title or the colour is.

Source:
    B. Ottosson, "A perceptual color space for image processing" (2020), for OKLab.
"""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass

COMPANIONS = {
    18: 78, 38: 85, 62: 32, 92: 45, 145: 75, 168: 62,
    195: 62, 228: 78, 252: 72, 278: 85, 305: 72, 345: 70,
}  # fmt: skip
"""Hues in degrees, each with the warm one beside it. Hand-picked: each gives a deep ground, a
readable accent and a calm paper."""


_FULL_CHROMA = 0.08
"""Of a given colour from which on a show is coloured in full; below it, the more grey."""


@dataclass(frozen=True, slots=True)
class Tint:
    """What colours a show."""

    hue_deg: float
    strength: float = 1.0
    """0 for greys to 1."""

    @property
    def companion_deg(self) -> float:
        """The warm hue that stands beside it."""
        near = min(COMPANIONS, key=lambda hue: abs((hue - self.hue_deg + 180) % 360 - 180))
        return COMPANIONS[near]

    def colour(self, lightness: float, chroma: float) -> str:
        """Return the tint's own colour of that lightness and at most that chroma."""
        return colour(lightness, chroma * self.strength, self.hue_deg)

    def beside(self, lightness: float, chroma: float) -> str:
        """Return the companion's."""
        return colour(lightness, chroma * max(self.strength, 0.5), self.companion_deg)


def tint(title: str, given: str = "") -> Tint:
    """Return the tint of the show called *title*.

    Args:
        title: The show's.
        given: Its colour as ``#rrggbb``, which then decides.
    """
    if not given:
        return Tint(hue(title))
    chroma, hue_deg = _chroma_and_hue(given)
    return Tint(hue_deg, min(chroma / _FULL_CHROMA, 1.0))


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


def _chroma_and_hue(rgb: str) -> tuple[float, float]:
    red, green, blue = (_decoded(int(rgb[i : i + 2], 16) / 255) for i in (1, 3, 5))
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360


def _decoded(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
