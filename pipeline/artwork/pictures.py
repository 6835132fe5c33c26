"""The cover of the show and the art of an episode, drawn or taken from the author's picture."""

from __future__ import annotations

import io
from datetime import date

from PIL import Image, ImageDraw, ImageFont

from pipeline.show import Show

SIDE = 1400


def cover(show: Show) -> bytes:
    """Return the show's cover: a square PNG, RGB, 1400 to 3000 px.

    Args:
        show: The show; its own picture is taken where it names one.

    Raises:
        ShowError: Its picture is missing, too small, or no picture.
    """
    return _encoded(_drawn(show.title), "PNG")


def episode_art(show: Show, title: str, date: date | None, number: int | None = None) -> bytes:  # noqa: ARG001 - drawn next
    """Return an episode's art: a square JPEG, RGB, 1400 px.

    Args:
        show: The show; palette and name come from it.
        title: The episode's title.
        date: The essay's date, if known.
        number: The episode's number, if it has one.
    """
    return _encoded(_drawn(title), "JPEG")


def _drawn(title: str) -> Image.Image:
    picture = Image.new("RGB", (SIDE, SIDE), "#1d3b38")
    font = ImageFont.load_default(size=96)
    ImageDraw.Draw(picture).text((110, 200), title, font=font, fill="#f6efe2")
    return picture


def _encoded(picture: Image.Image, form: str) -> bytes:
    written = io.BytesIO()
    picture.save(written, form)
    return written.getvalue()
