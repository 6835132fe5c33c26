"""Compositions: an essay's own numbers, drawn in seven ways that can be told apart when small.

Each draws within its box and leaves the rim alone; what it shows is counted, not made up.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TypeAlias

from PIL import Image, ImageDraw

from pipeline.publication.artwork.essay_shape import EssayShape
from pipeline.publication.artwork.inks import Inks

Box: TypeAlias = tuple[float, float, float, float]
"""Left, top, right and bottom, in pixels."""
Composition: TypeAlias = Callable[[Image.Image, Box, EssayShape, Inks], None]

_BARS, _RAYS, _ROWS, _COLUMNS = 23, 40, 4, 8
_RIDGES, _CRESTS, _RIDGE_POINTS = 4, 7, 96


def voice(picture: Image.Image, box: Box, shape: EssayShape, inks: Inks) -> None:
    """Draw bars as tall as paragraphs are long, before a disc at the longest of them."""
    left, top, right, bottom = box
    beats = shape.beats(_BARS)
    pitch, middle = (right - left) / _BARS, (top + bottom) / 2
    width = pitch * 0.54
    reach = min(max(round((bottom - top) * 0.46 / pitch - 0.5), 1), _BARS // 2)
    radius = (reach + 0.5) * pitch  # its rim falls between two bars
    tallest = min(max(beats.index(max(beats)), reach), _BARS - 1 - reach)
    at = left + (tallest + 0.5) * pitch
    disc = Image.new("1", picture.size)
    round_at(ImageDraw.Draw(disc), at, middle, radius, 1)
    bars = Image.new("1", picture.size)
    draw = ImageDraw.Draw(bars)
    for n, beat in enumerate(beats):
        x = left + n * pitch + (pitch - width) / 2
        half = max((bottom - top) / 2 * (0.08 + 0.92 * beat), width / 2)
        draw.rounded_rectangle((x, middle - half, x + width, middle + half), width / 2, fill=1)
    picture.paste(inks.accent, mask=disc)
    picture.paste(inks.main, mask=bars)
    crossing = Image.new("1", picture.size)
    crossing.paste(bars, mask=disc)
    picture.paste(inks.ground, mask=crossing)


def orbits(picture: Image.Image, box: Box, shape: EssayShape, inks: Inks) -> None:
    """Draw a ring for each section, closed as far as it is long."""
    draw = ImageDraw.Draw(picture)
    left, top, right, bottom = box
    parts = shape.parts(6)
    x, y, largest = (left + right) / 2, (top + bottom) / 2, (bottom - top) / 2
    pitch = largest / (len(parts) + 1)
    width = round(pitch * 0.56)
    for n, part in enumerate(parts):
        radius = largest - n * pitch
        ring = (x - radius, y - radius, x + radius, y + radius)
        draw.arc(ring, 0, 360, fill=inks.faint, width=width)
        ink = inks.accent if part == 1 else inks.main
        sweep = 330 * max(part, 0.06)
        draw.arc(ring, -90, -90 + sweep, fill=ink, width=width)
        for degrees in (-90, -90 + sweep):
            angle, line = math.radians(degrees), radius - width / 2
            round_at(
                draw, x + line * math.cos(angle), y + line * math.sin(angle), width / 2 - 1, ink
            )


def beads(picture: Image.Image, box: Box, shape: EssayShape, inks: Inks) -> None:
    """Draw a disc for each stretch of paragraphs, in rows as one reads; the largest stands out."""
    draw = ImageDraw.Draw(picture)
    left, top, right, bottom = box
    wide, high = (right - left) / _COLUMNS, (bottom - top) / _ROWS
    for n, beat in enumerate(beats := shape.beats(_ROWS * _COLUMNS)):
        row, column = divmod(n, _COLUMNS)
        radius = min(wide, high) * (0.12 + 0.36 * math.sqrt(beat))
        ink = inks.accent if beat == max(beats) else inks.main
        round_at(draw, left + (column + 0.5) * wide, top + (row + 0.5) * high, radius, ink)


def skyline(picture: Image.Image, box: Box, shape: EssayShape, inks: Inks) -> None:
    """Draw a column for each section, side by side, as tall as it is long."""
    draw = ImageDraw.Draw(picture)
    left, top, right, bottom = box
    parts = shape.parts(9, 4)
    wide = (right - left) / len(parts)
    for n, part in enumerate(parts):
        ink = inks.accent if part == 1 else (inks.main, inks.faint)[n % 2]
        x = left + n * wide
        height = (bottom - top) * (0.12 + 0.88 * part)
        draw.rectangle((round(x), bottom - height, round(x + wide) - 1, bottom), fill=ink)


def rays(picture: Image.Image, box: Box, shape: EssayShape, inks: Inks) -> None:
    """Draw a disc with a ray for each stretch of paragraphs, as far as it is long."""
    draw = ImageDraw.Draw(picture)
    left, top, right, bottom = box
    x, y, reach = (left + right) / 2, (top + bottom) / 2, (bottom - top) / 2
    core, width = reach * 0.36, reach * 0.062
    for n, beat in enumerate(shape.beats(_RAYS)):
        angle = 2 * math.pi * n / _RAYS - math.pi / 2
        far = core * 1.3 + (reach - width / 2 - core * 1.3) * (0.1 + 0.9 * beat)
        ends = [(x + r * math.cos(angle), y + r * math.sin(angle)) for r in (core * 1.3, far)]
        draw.line(ends, fill=inks.main, width=round(width))
        for at in ends:
            round_at(draw, *at, width / 2, inks.main)
    round_at(draw, x, y, core, inks.accent)


def ridges(picture: Image.Image, box: Box, shape: EssayShape, inks: Inks) -> None:
    """Draw the paragraphs as the lines of hills, one line after another, a sun behind them."""
    draw = ImageDraw.Draw(picture)
    left, top, right, bottom = box
    radius = (bottom - top) * 0.3
    sun = left + radius + (right - left - 2 * radius) * (len(shape.paragraphs) % 5) / 4
    round_at(draw, sun, top + radius, radius, inks.accent)
    beats = shape.beats(_RIDGES * _CRESTS)
    for n in range(_RIDGES):
        crests = beats[n * _CRESTS :][:_CRESTS]
        base = top + (bottom - top) * (0.55 + 0.4 * n / _RIDGES)
        line = [
            (
                left + (right - left) * i / _RIDGE_POINTS,
                base - (bottom - top) * 0.34 * _between(crests, i / _RIDGE_POINTS),
            )
            for i in range(_RIDGE_POINTS + 1)
        ]
        ink = (inks.faint, inks.main)[n % 2]
        draw.polygon([*line, (right, bottom), (left, bottom)], fill=ink)


def tiles(picture: Image.Image, box: Box, shape: EssayShape, inks: Inks) -> None:
    """Draw the sections as tiles of a wall, each as large as it is long."""
    draw = ImageDraw.Draw(picture)
    parts = shape.parts(8, 4)
    gap = (box[3] - box[1]) * 0.022
    placed = _tiled(box, [max(part, 0.08) for part in parts])
    for n, ((left, top, right, bottom), part) in enumerate(zip(placed, parts, strict=True)):
        ink = inks.accent if part == 1 else (inks.main, inks.faint)[n % 2]
        inner = (left + gap / 2, top + gap / 2, right - gap / 2, bottom - gap / 2)
        draw.rectangle(tuple(map(round, inner)), fill=ink)


COMPOSITIONS: tuple[Composition, ...] = (voice, orbits, skyline, beads, rays, tiles, ridges)


def round_at(draw: ImageDraw.ImageDraw, x: float, y: float, radius: float, ink: str | int) -> None:
    """Draw a disc."""
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=ink)


def _between(heights: list[float], at: float) -> float:
    """Return the height at a share of the way, smooth from one to the next."""
    place = at * (len(heights) - 1)
    low = min(int(place), len(heights) - 2)
    smooth = (1 - math.cos(math.pi * (place - low))) / 2
    return heights[low] * (1 - smooth) + heights[low + 1] * smooth


def _tiled(box: Box, sizes: list[float]) -> list[Box]:
    """Return a tile of *box* for each size, cut in two across its longer side again and again."""
    if len(sizes) == 1:
        return [box]
    total = sum(sizes)
    sums = [sum(sizes[:n]) for n in range(len(sizes) + 1)]
    cut = min(range(1, len(sizes)), key=lambda n: abs(sums[n] - total / 2))
    left, top, right, bottom = box
    if right - left >= bottom - top:
        middle = left + (right - left) * sums[cut] / total
        boxes = ((left, top, middle, bottom), (middle, top, right, bottom))
    else:
        middle = top + (bottom - top) * sums[cut] / total
        boxes = ((left, top, right, middle), (left, middle, right, bottom))
    return [*_tiled(boxes[0], sizes[:cut]), *_tiled(boxes[1], sizes[cut:])]
