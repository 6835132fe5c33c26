"""Pictures as small as lists show them: large ones cost a reader a hundred times as much."""

from __future__ import annotations

import io

from PIL import Image

LISTED_PX = 320
"""An episode's in a list: three times what it is shown at, for dense screens."""
SHOW_PX = 660
"""The show's at the head of one; likewise."""


def smaller(picture: bytes, side: int) -> bytes:
    """Return a square PNG or JPEG of ours as a JPEG of *side* pixels; the same bytes each time."""
    with Image.open(io.BytesIO(picture)) as opened:
        opened.draft("RGB", (side, side))
        small = opened.convert("RGB").resize((side, side), Image.Resampling.LANCZOS)
    written = io.BytesIO()
    small.save(written, "JPEG", quality=85, optimize=True)
    return written.getvalue()
