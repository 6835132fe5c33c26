"""Layouts: where cover, figure, sentence and progress stand, a row for each size of film."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pipeline.values.film import Box


@dataclass(frozen=True, slots=True)
class Layout:
    """The places of one size, in pixels."""

    width: int
    height: int
    cover: Box
    """Of the episode's picture while an essay is read."""
    chapter: Box
    """Of the chapter's name beside it."""
    sentence: Box
    figure: Box
    """Of a figure of the essay, in the cover's place."""
    figure_chapter: Box
    figure_sentence: Box
    """Beside the figure."""
    card_cover: Box
    """Of the episode's picture on the title card."""
    card_title: Box
    card_line: Box
    """Of author and date beneath the title."""
    progress: Box
    foot: Box
    """Of the show's name."""
    sizes: tuple[int, ...]
    """Sizes of sentences, largest first, pixels to the em."""
    small: int
    """Size of everything quiet."""


WIDE = Layout(
    width=1920,
    height=1080,
    cover=Box(112, 176, 640, 640),
    chapter=Box(848, 176, 960, 56),
    sentence=Box(848, 256, 960, 560),
    figure=Box(112, 112, 960, 760),
    figure_chapter=Box(1136, 176, 672, 56),
    figure_sentence=Box(1136, 256, 672, 560),
    card_cover=Box(112, 144, 728, 728),
    card_title=Box(936, 200, 872, 480),
    card_line=Box(936, 720, 872, 60),
    progress=Box(112, 944, 1696, 8),
    foot=Box(112, 976, 1696, 48),
    sizes=(68, 60, 52, 46, 40),
    small=36,
)
SQUARE = Layout(
    width=1080,
    height=1080,
    cover=Box(72, 72, 248, 248),
    chapter=Box(360, 108, 648, 212),
    sentence=Box(72, 376, 936, 504),
    figure=Box(72, 72, 936, 460),
    figure_chapter=Box(72, 556, 936, 40),
    figure_sentence=Box(72, 620, 936, 280),
    card_cover=Box(72, 72, 460, 460),
    card_title=Box(72, 572, 936, 240),
    card_line=Box(72, 836, 936, 52),
    progress=Box(72, 964, 936, 8),
    foot=Box(72, 992, 936, 44),
    sizes=(64, 58, 50, 44, 38, 34),
    small=32,
)
TALL = Layout(
    width=1080,
    height=1920,
    cover=Box(96, 208, 440, 440),
    chapter=Box(96, 700, 888, 56),
    sentence=Box(96, 784, 888, 720),
    figure=Box(96, 208, 888, 620),
    figure_chapter=Box(96, 868, 888, 56),
    figure_sentence=Box(96, 952, 888, 552),
    card_cover=Box(96, 208, 888, 888),
    card_title=Box(96, 1136, 888, 330),
    card_line=Box(96, 1516, 888, 56),
    progress=Box(96, 1592, 888, 8),
    foot=Box(96, 1624, 888, 52),
    sizes=(76, 66, 58, 50, 44),
    small=40,
)
"""Its foot leaves free what phones lay their buttons over."""
LAYOUTS: Mapping[str, Layout] = MappingProxyType(
    {f"{row.width}x{row.height}": row for row in (WIDE, SQUARE, TALL)}
)
"""Size as ``show.toml`` says it → its layout."""
