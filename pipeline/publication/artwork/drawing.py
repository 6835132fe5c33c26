"""The design that covers and episode art share: a voice, drawn as bars before a disc.

The bars are as tall as the words of the title are long, so that each title has a voice of its own.
"""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from itertools import cycle, islice

from PIL import Image, ImageChops, ImageDraw

from pipeline.publication.artwork.palette import COMPANIONS, colour

BARS = 31


@dataclass(frozen=True, slots=True)
class Inks:
    """The colours of one picture, ``#rrggbb``."""

    ground: str
    disc: str
    bars: str
    crossing: str
    """Bars where they cross the disc."""
    text: str
    quiet: str


def inks(hue_deg: int) -> Inks:
    """Return the inks of a show: a deep ground, and its companion for the disc."""
    return Inks(
        ground=colour(0.27, 0.055, hue_deg),
        disc=colour(0.77, 0.125, COMPANIONS[hue_deg]),
        bars=colour(0.62, 0.085, hue_deg),
        crossing=colour(0.27, 0.055, hue_deg),
        text=colour(0.965, 0.015, hue_deg + 30),
        quiet=colour(0.8, 0.035, hue_deg),
    )


def backdrop(text: str, side: int, palette: Inks, *, tall: bool = False) -> Image.Image:
    """Return the picture without its lettering.

    Args:
        text: What the voice is drawn from.
        side: Pixels.
        palette: Its colours.
        tall: Whether the design has the whole picture, for want of lettering.
    """
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
    picture = Image.new("RGB", (side, side), palette.ground)
    middle = round(side * (0.5 if tall else 0.315))
    radius = round(side * (0.2 + 0.05 * digest[0] / 255))
    at = round(side * (0.4 + 0.36 * digest[1] / 255))
    disc = Image.new("L", (side, side))
    ImageDraw.Draw(disc).ellipse((at - radius, middle - radius, at + radius, middle + radius), 255)
    bars = _bars(text, digest, side, middle)
    _ink(picture, palette.disc, disc)
    _ink(picture, palette.bars, bars)
    _ink(picture, palette.crossing, ImageChops.multiply(bars, disc))
    return picture


def _ink(picture: Image.Image, ink: str, mask: Image.Image) -> None:
    """Paint *picture* with *ink* through *mask*, no further than that reaches: most is empty."""
    if box := mask.getbbox():
        picture.paste(ink, box, mask.crop(box))


def _bars(text: str, digest: bytes, side: int, middle: int) -> Image.Image:
    mask = Image.new("L", (side, side))
    draw = ImageDraw.Draw(mask)
    margin = side * 0.078
    pitch = (side - 2 * margin) / BARS
    width = pitch * 0.46
    for n, height in enumerate(_heights(text, digest)):
        x = margin + n * pitch + (pitch - width) / 2
        half = max(side * 0.235 * height, width / 2)
        box = (round(x), round(middle - half), round(x + width), round(middle + half))
        draw.rounded_rectangle(box, radius=width / 2, fill=255)
    return mask


def _heights(text: str, digest: bytes) -> list[float]:
    """Return the bars' heights, 0 to 1: a swell and ebb for each word, gaps between words."""
    words = [len(word) for word in text.split()] or [4]
    heights: list[float] = []
    for letters in islice(cycle(words), BARS):
        steps = min(max(round(letters * 0.62), 2), 7)
        peak = min(0.3 + letters * 0.085, 1.0)
        heights += [peak * math.sin(math.pi * (k + 0.7) / (steps + 0.4)) for k in range(steps)]
        heights.append(0.05)
        if len(heights) >= BARS:
            break
    grain = [0.72 + 0.28 * digest[n % len(digest)] / 255 for n in range(BARS)]
    return [max(h, 0.05) * g for h, g in zip(heights[:BARS], grain, strict=True)]
