"""Stills: everything of a film that stands still, drawn once for each stretch of it."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PIL import Image, ImageDraw, ImageOps

from pipeline.publication.artwork.inks import Inks
from pipeline.publication.artwork.lettering import DISPLAY, ITALIC, fitted, legible, write
from pipeline.publication.film.credits import Credits
from pipeline.publication.film.layouts import Layout
from pipeline.tools.bounded import UndecodableError, opened_picture
from pipeline.tools.picture_files import TYPES
from pipeline.values.film import Box

_CORNER = 0.028
"""Radius of the pictures' corners, as a share of the shorter side."""
_PAPER = "#ffffff"
"""Behind figures, whose lines are mostly dark."""
_PADDING = 28
_SMOOTH = 3
"""Curves are drawn so many times larger."""


class StillPainter:
    """Draws the stills of one film into a folder; the same picture is drawn once."""

    def __init__(
        self,
        layout: Layout,
        inks: Inks,
        words: Credits,
        cover: bytes,
        bars: Sequence[Box],
        folder: Path,
    ) -> None:
        self._layout = layout
        self._inks = inks
        self._words = words
        self._bars = bars
        self._folder = folder
        self._cover = Image.open(io.BytesIO(cover)).convert("RGB") if cover else None
        self._made: dict[tuple[str, str, str], Path] = {}

    def card(self) -> Path:
        """Return the title card: the show's design, title, author and date."""
        draw = partial(title_card, self._layout, self._inks, self._words, self._bars)
        return self._kept(("card", "", ""), draw)

    def chapter(self, name: str, place: str) -> Path:
        """Return what stands still while a chapter is read.

        Args:
            name: The chapter's.
            place: Which of how many it is.
        """
        return self._kept(("chapter", name, place), partial(self._chapter, name, place))

    def figure(self, name: str, place: str, url: str, content: bytes) -> Path:
        """Return the same with a figure in the cover's place; the cover where it is no picture."""
        draw = partial(self._figure, name, place, content)
        return self._kept((f"figure {url}", name, place), draw)

    def _kept(self, key: tuple[str, str, str], draw: Callable[[], Image.Image]) -> Path:
        if key not in self._made:
            path = self._folder / f"still-{len(self._made):03}.bmp"
            draw().save(path)
            self._made[key] = path
        return self._made[key]

    def _chapter(self, name: str, place: str) -> Image.Image:
        picture = _ground(self._layout, self._inks, self._words.show, place, self._bars)
        if self._cover:
            _paste(picture, self._cover, self._layout.cover)
        _line(picture, name, self._layout.chapter, self._layout.small, self._inks.quiet)
        return picture

    def _figure(self, name: str, place: str, content: bytes) -> Image.Image:
        try:
            figure = opened_picture(content, TYPES)
            shown = ImageOps.exif_transpose(figure).convert("RGBA")
        except (UndecodableError, OSError, ValueError):
            return self._chapter(name, place)
        picture = _ground(self._layout, self._inks, self._words.show, place, self._bars)
        _paste(picture, _on_paper(shown, self._layout.figure), self._layout.figure)
        _line(picture, name, self._layout.figure_chapter, self._layout.small, self._inks.quiet)
        return picture


def title_card(layout: Layout, inks: Inks, words: Credits, bars: Sequence[Box] = ()) -> Image.Image:
    """Return the show's design with title, author and date beside it.

    The cover would say the title a second time.
    """
    picture = _ground(layout, inks, words.show, "", bars)
    box = layout.card_cover
    size = (box.width * _SMOOTH, box.height * _SMOOTH)
    large_design = Image.new("RGB", size, inks.ground)
    words.compose(large_design, (0, 0, *size), words.shape, inks)
    picture.paste(
        large_design.resize((box.width, box.height), Image.Resampling.BOX), (box.x, box.y)
    )
    box, largest = layout.card_title, round(min(layout.width, layout.height) * 0.11)
    large = fitted(
        legible(words.title),
        DISPLAY,
        width=box.width,
        height=box.height,
        sizes=range(largest, largest // 3, -2),
    )
    if large:
        top = box.y + (box.height - large.height) // 2
        write(ImageDraw.Draw(picture), large, box.x, top + large.height, inks.text)
    _line(picture, words.line, layout.card_line, layout.small, inks.quiet)
    return picture


def _ground(layout: Layout, inks: Inks, show: str, place: str, bars: Sequence[Box]) -> Image.Image:
    picture = Image.new("RGB", (layout.width, layout.height), inks.ground)
    draw = ImageDraw.Draw(picture)
    for bar in bars:
        right, low = bar.x + bar.width - 1, bar.y + bar.height - 1
        draw.rectangle((bar.x, bar.y, right, low), fill=inks.faint)
    foot = layout.foot
    _line(picture, show, foot, round(layout.small * 0.8), inks.quiet)
    _line(picture, place, foot, round(layout.small * 0.8), inks.quiet, right=True)
    return picture


def _line(
    picture: Image.Image, text: str, box: Box, size: int, ink: str, *, right: bool = False
) -> None:
    """Write *text* at the top of *box*, in lines as needed."""
    said, sizes = legible(text, ITALIC), range(size, size - 1, -1)
    fit = fitted(said, ITALIC, width=box.width, height=box.height, sizes=sizes)
    if fit:
        wide = max(fit.font.getlength(line) for line in fit.lines)
        x = box.x + box.width - round(wide) if right else box.x
        write(ImageDraw.Draw(picture), fit, x, box.y + fit.height, ink)


def _paste(picture: Image.Image, shown: Image.Image, box: Box) -> None:
    """Put *shown* into *box*, whole, in its middle, with round corners."""
    fit = ImageOps.contain(shown, (box.width, box.height), Image.Resampling.LANCZOS)
    at = (box.x + (box.width - fit.width) // 2, box.y + (box.height - fit.height) // 2)
    large = Image.new("L", (fit.width * _SMOOTH, fit.height * _SMOOTH))
    radius = round(min(large.size) * _CORNER)
    ImageDraw.Draw(large).rounded_rectangle((0, 0, large.width - 1, large.height - 1), radius, 255)
    picture.paste(fit, at, large.resize(fit.size, Image.Resampling.BOX))


def _on_paper(figure: Image.Image, box: Box) -> Image.Image:
    """Return *figure* as large as *box* allows; on white, with a rim, where it lets light through.

    Most of those are drawings in dark lines, made for a page.
    """
    if figure.getchannel("A").getextrema() == (255, 255):
        return ImageOps.contain(figure, (box.width, box.height), Image.Resampling.LANCZOS)
    room = (box.width - 2 * _PADDING, box.height - 2 * _PADDING)
    fit = ImageOps.contain(figure, room, Image.Resampling.LANCZOS)
    paper = Image.new("RGB", (fit.width + 2 * _PADDING, fit.height + 2 * _PADDING), _PAPER)
    paper.paste(fit, (_PADDING, _PADDING), fit)
    return paper
