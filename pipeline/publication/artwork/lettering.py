"""Lettering: the shipped typeface, what it can show, and text set as large as it fits."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from io import BytesIO

from PIL import ImageDraw, ImageFont

DISPLAY = "Literata-Display-SemiBold.ttf"
ITALIC = "Literata-Italic.ttf"
_LEGIBLE = 0.8
"""A text of which less than this share can be shown is left out."""


@dataclass(frozen=True, slots=True)
class Lettering:
    """Text broken into lines at one size, ready to be drawn."""

    lines: tuple[str, ...]
    font: ImageFont.FreeTypeFont
    leading: int
    """Pixels from one baseline to the next."""

    @property
    def height(self) -> int:
        """Pixels from the first line's cap height to the last baseline."""
        return self.leading * (len(self.lines) - 1) + round(0.68 * self.font.size)


@cache
def font(name: str, size: int) -> ImageFont.FreeTypeFont:
    """Return a shipped font at *size* pixels."""
    return ImageFont.truetype(BytesIO(font_bytes(name)), size)


def legible(text: str, name: str = DISPLAY) -> str:
    """Return what of *text* the font can show, nothing where that would no longer be the text.

    The fonts have Latin with its extensions, Greek and Cyrillic. An emoji is dropped from an
    English title; a Chinese title is left to the feed and the page.
    """
    text = " ".join(text.split())
    plain = (c if _has(name, c) else _plainer(c) for c in text)
    shown = "".join(c for c in "".join(plain) if c == " " or _has(name, c))
    wanted = [c for c in text if c.isalnum()]
    kept = [c for c in shown if c.isalnum()]
    return " ".join(shown.split()) if len(kept) >= _LEGIBLE * len(wanted) > 0 else ""


def bound(title: str) -> str:
    """Return *title* so that no line of it ends with a word of a letter or two.

    Such a word is bound by a no-break space to the longer one after it: titles are broken alike on
    pictures and pages.
    """
    return _SHORT_WORD.sub("\\1\N{NO-BREAK SPACE}", title)


_SHORT_WORD = re.compile(r"(?<!\S)(\w{1,2}) (?=\w{3})")
_LONGEST = 400
"""Characters nobody reads off a picture; setting thousands of them would take seconds."""


def fitted(text: str, name: str, *, width: int, height: int, sizes: range) -> Lettering | None:
    """Return *text* at the largest of *sizes* that fits into *width* × *height* pixels.

    Args:
        text: One paragraph; legible.
        name: Font file.
        width: Pixels.
        height: Pixels.
        sizes: Descending. Text too long for the last of them is cut with an ellipsis.
    """
    if not text:
        return None
    text = bound(text)
    if len(text) > _LONGEST:
        text = text[: _LONGEST - 1] + "…"
    for size in sizes:
        loose = _set(text, name, size, width)
        if loose.height <= height and _widest(loose) <= width:
            return _set(text, name, size, _narrowest(text, loose, width))
    smallest = _set(text, name, sizes[-1], width)
    room = max(1, 1 + (height - round(0.68 * sizes[-1])) // smallest.leading)
    kept = [_cut(line, smallest.font, width) for line in smallest.lines[:room]]
    if room < len(smallest.lines):
        kept[-1] = _cut(kept[-1] + "…", smallest.font, width)
    return Lettering(tuple(kept), smallest.font, smallest.leading)


def write(
    draw: ImageDraw.ImageDraw, lettering: Lettering, x: int, baseline: int, fill: str
) -> None:
    """Draw *lettering* with its last baseline at *baseline*."""
    first = baseline - lettering.leading * (len(lettering.lines) - 1)
    for n, line in enumerate(lettering.lines):
        at = (x, first + n * lettering.leading)
        draw.text(
            at, line.replace("\N{NO-BREAK SPACE}", " "), font=lettering.font, fill=fill, anchor="ls"
        )


@cache
def font_bytes(name: str) -> bytes:
    """Return the file of a shipped font."""
    with as_file(files(__package__).joinpath("fonts", name)) as path:
        return path.read_bytes()


def _plainer(character: str) -> str:
    return "-" if character in "‐‑" else unicodedata.normalize("NFKC", character)


@cache
def _has(name: str, character: str) -> bool:
    """Return whether the font has a picture of its own for *character*."""
    face = font(name, 24)
    missing, drawn = face.getmask("\uffff"), face.getmask(character)
    return drawn.getbbox() is not None and (
        drawn.size != missing.size or bytes(drawn) != bytes(missing)
    )


def _set(text: str, name: str, size: int, width: int) -> Lettering:
    face = font(name, size)
    return Lettering(tuple(_filled(text.split(" "), face, width)), face, round(1.12 * size))


def _narrowest(text: str, loose: Lettering, width: int) -> int:
    """Return the narrowest measure of as few lines, so that they are about equally long."""
    low, high = width // 3, width
    while high - low > max(8, width // 100):
        middle = (low + high) // 2
        if len(_filled(text.split(" "), loose.font, middle)) <= len(loose.lines):
            high = middle
        else:
            low = middle
    return high


def _filled(words: list[str], face: ImageFont.FreeTypeFont, width: int) -> list[str]:
    lines = [words[0]]
    for word in words[1:]:
        longer = f"{lines[-1]} {word}"
        if face.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _widest(lettering: Lettering) -> float:
    return max(lettering.font.getlength(line) for line in lettering.lines)


def _cut(line: str, face: ImageFont.FreeTypeFont, width: int) -> str:
    if face.getlength(line) <= width:
        return line
    kept = line.rstrip("…")
    while kept and face.getlength(kept + "…") > width:
        kept = kept[:-1]
    return kept.rstrip(" ,;:–—") + "…"
