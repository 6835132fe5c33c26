"""An episode's art: the show's design with the episode's title, number and date."""

from __future__ import annotations

import io
from datetime import date

from PIL import Image, ImageDraw

from pipeline.publication.artwork.drawing import Inks, backdrop, inks
from pipeline.publication.artwork.lettering import DISPLAY, ITALIC, fitted, legible, write
from pipeline.publication.artwork.palette import hue
from pipeline.settings.publication_settings import Imprint

SIDE = 1400
_DRAWN = 2100
"""Drawn half as large again and made smaller, for smooth edges."""
_MARGIN = 0.085
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def episode_art(
    imprint: Imprint, title: str, date: date | None, number: int | None = None
) -> bytes:
    """Return an episode's art: a square JPEG, RGB, 1400 px; the same bytes for the same words.

    Args:
        imprint: The show; colours and name come from it.
        title: The episode's title.
        date: The essay's date, if known.
        number: The episode's number, if it has one.
    """
    palette = inks(hue(imprint.title))
    picture = lettered(title, imprint.title, _when(date, number), palette, _DRAWN)
    written = io.BytesIO()
    small = picture.resize((SIDE, SIDE), Image.Resampling.HAMMING)
    small.save(written, "JPEG", quality=88, optimize=True)
    return written.getvalue()


def lettered(title: str, below: str, beside: str, palette: Inks, side: int) -> Image.Image:
    """Return a picture with its title large and two quiet lines beneath it.

    Args:
        title: Set as large as it fits.
        below: Set small at the foot.
        beside: Set small at the foot, to the right.
        palette: The colours.
        side: Pixels.
    """
    margin = round(side * _MARGIN)
    wide = side - 2 * margin
    small = round(side * 0.039)
    foot = fitted(
        legible(beside, ITALIC), ITALIC, width=wide, height=small, sizes=range(small, small - 1, -1)
    )
    taken = round(foot.font.getlength(foot.lines[0])) + 2 * small if foot else 0
    name = fitted(
        legible(below, ITALIC),
        ITALIC,
        width=wide - taken,
        height=small,
        sizes=range(small, small - 1, -1),
    )
    large = fitted(
        legible(title),
        DISPLAY,
        width=wide,
        height=round(side * 0.255),
        sizes=range(round(side * 0.125), round(side * 0.045), -round(side * 0.004)),
    )
    picture = backdrop(title, side, palette, tall=large is None)
    draw = ImageDraw.Draw(picture)
    base = side - margin
    if large:
        write(draw, large, margin, round(side * 0.835), palette.text)
    if name:
        write(draw, name, margin, base, palette.quiet)
    if foot:
        x = side - margin - round(foot.font.getlength(foot.lines[0]))
        write(draw, foot, x, base, palette.quiet)
    return picture


def _when(day: date | None, number: int | None) -> str:
    parts = [f"No. {number}"] if number is not None else []
    if day is not None:
        parts.append(f"{day.day} {_MONTHS[day.month - 1]} {day.year}")
    return " · ".join(parts)
