"""An episode's art: its own numbers drawn, or its own picture, with title, number and date."""

from __future__ import annotations

import hashlib
import io
from datetime import date

from PIL import Image, ImageDraw, ImageOps

from pipeline.publication.artwork.drawing import COMPOSITIONS, Composition, voice
from pipeline.publication.artwork.essay_shape import EssayShape, shape_of_words
from pipeline.publication.artwork.inks import SCHEMES, Inks, deep
from pipeline.publication.artwork.lettering import DISPLAY, ITALIC, fitted, legible, write
from pipeline.publication.artwork.palette import tint
from pipeline.settings.publication_settings import Imprint
from pipeline.tools.bounded import UndecodableError, opened_picture

SIDE = 1400
_DRAWN = 2100
"""Drawn half as large again and made smaller, for smooth edges."""
_MARGIN = 0.085
_LOWEST = 0.52
"""Where a composition ends at the earliest: above the tallest title."""
_TITLE_BASE = 0.835
_BAND = 0.56
"""Share of the height that an essay's own picture has."""
_LEAST_PICTURE = 500
"""Pixels of its shorter side below which a picture would look coarse."""
_PICTURE_FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def episode_art(
    imprint: Imprint,
    title: str,
    date: date | None,
    number: int | None = None,
    *,
    shape: EssayShape | None = None,
    picture: bytes = b"",
) -> bytes:
    """Return an episode's art: a square JPEG, RGB, 1400 px; the same bytes for the same words.

    Composition and colours go round by the number, so that neighbours differ in both.

    Args:
        imprint: The show; colours and name come from it.
        title: The episode's title.
        date: The essay's date, if known.
        number: The episode's number, if it has one.
        shape: The essay in numbers; without it the title's words.
        picture: The essay's own picture, which then stands in place of a composition.
    """
    turn = _turn(title, number)
    own = _own_picture(picture)
    scheme = deep if own else SCHEMES[turn % len(SCHEMES)]
    drawn = lettered(
        title,
        imprint.title,
        _when(date, number),
        scheme(tint(imprint.title, imprint.colour)),
        _DRAWN,
        compose=composition_of(title, number),
        shape=shape,
        own=own,
    )
    written = io.BytesIO()
    small = drawn.resize((SIDE, SIDE), Image.Resampling.HAMMING)
    small.save(written, "JPEG", quality=88, optimize=True)
    return written.getvalue()


def composition_of(title: str, number: int | None) -> Composition:
    """Return what is drawn on an episode's art; arguments as for :func:`episode_art`."""
    return COMPOSITIONS[_turn(title, number) % len(COMPOSITIONS)]


def _turn(title: str, number: int | None) -> int:
    digest = hashlib.sha256(title.encode("utf-8", "surrogatepass")).digest()
    return number if number is not None else int.from_bytes(digest[:4])


def lettered(
    title: str,
    below: str,
    beside: str,
    palette: Inks,
    side: int,
    *,
    compose: Composition = voice,
    shape: EssayShape | None = None,
    own: Image.Image | None = None,
) -> Image.Image:
    """Return a picture with its title large and two quiet lines beneath it.

    Args:
        title: Set as large as it fits.
        below: Set small at the foot.
        beside: Set small at the foot, to the right.
        palette: The colours.
        side: Pixels.
        compose: What is drawn above the title.
        shape: From what.
        own: A picture to stand there instead.
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
    picture = Image.new("RGB", (side, side), palette.ground)
    if own:
        band = (side, side if large is None else round(side * _BAND))
        picture.paste(ImageOps.fit(own, band, Image.Resampling.LANCZOS), (0, 0))
    else:
        above = round(side * _TITLE_BASE) - large.height - margin if large else side - margin
        lowest = max(above, round(side * _LOWEST))
        box = (margin, margin, side - margin, lowest)
        compose(picture, box, shape or shape_of_words(title), palette)
    draw = ImageDraw.Draw(picture)
    base = side - margin
    if large:
        write(draw, large, margin, round(side * _TITLE_BASE), palette.text)
    if name:
        write(draw, name, margin, base, palette.quiet)
    if foot:
        x = side - margin - round(foot.font.getlength(foot.lines[0]))
        write(draw, foot, x, base, palette.quiet)
    return picture


def _own_picture(content: bytes) -> Image.Image | None:
    """Return the picture upright, on white where it is transparent; None where it will not do."""
    if not content:
        return None
    try:
        opened = opened_picture(content, _PICTURE_FORMATS, load=True)
    except UndecodableError:
        return None
    upright = ImageOps.exif_transpose(opened).convert("RGBA")
    if min(upright.size) < _LEAST_PICTURE:
        return None
    white = Image.new("RGBA", upright.size, "white")
    return Image.alpha_composite(white, upright).convert("RGB")


def _when(day: date | None, number: int | None) -> str:
    parts = [f"No. {number}"] if number is not None else []
    if day is not None:
        parts.append(f"{day.day} {_MONTHS[day.month - 1]} {day.year}")
    return " · ".join(parts)
