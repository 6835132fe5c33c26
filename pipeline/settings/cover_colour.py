"""The colour that a show's own cover is remembered by."""

from __future__ import annotations

import colorsys
import warnings
from functools import lru_cache
from pathlib import Path

_SIDE = 48
_COLOURS = 12
_LARGEST_BYTES, _MOST_PIXELS = 40_000_000, 80_000_000


def main_colour(path: Path) -> str:
    """Return the colour of the picture at *path* as ``#rrggbb``; empty where it cannot be read.

    Of its dozen main colours that with the most of picture and of colour: a red dot on white is
    red, a grey photograph grey.
    """
    try:
        about = path.stat()
    except OSError:
        return ""
    if about.st_size > _LARGEST_BYTES:
        return ""
    return _main_colour(path, about.st_mtime_ns)


@lru_cache(maxsize=4)
def _main_colour(path: Path, changed_ns: int) -> str:  # noqa: ARG001 - it tells versions apart
    from PIL import Image  # noqa: PLC0415 - only where a show has a cover of its own

    try:
        with warnings.catch_warnings(action="ignore"), Image.open(path) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                return ""
            opened.draft("RGB", (_SIDE, _SIDE))
            small = opened.convert("RGB").resize((_SIDE, _SIDE), Image.Resampling.BOX)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return ""  # the cover itself is refused with its reason
    few = small.quantize(_COLOURS)
    colours = few.getpalette() or []
    best = (0.0, "")
    for n_pixels, at in few.getcolors() or []:
        red, green, blue = (int(part) for part in colours[3 * int(at) : 3 * int(at) + 3])  # type: ignore[arg-type] # of a palette they are numbers
        saturation = colorsys.rgb_to_hsv(red / 255, green / 255, blue / 255)[1]
        chroma = (max(red, green, blue) - min(red, green, blue)) / 255
        weight = n_pixels**0.5 * (0.02 + chroma * (0.5 + saturation / 2))
        best = max(best, (weight, f"#{red:02x}{green:02x}{blue:02x}"))
    return best[1]
