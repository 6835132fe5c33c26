"""What sites for video ask for beside the film: a thumbnail and a description."""

from __future__ import annotations

import io
from dataclasses import replace

from PIL import Image

from pipeline.publication.film.credits import credits_of, inks_of
from pipeline.publication.film.layouts import WIDE
from pipeline.publication.film.stills import title_card
from pipeline.settings.publication_settings import Imprint
from pipeline.values.episode import Episode

THUMBNAIL = (1280, 720)
"""YouTube's; it takes up to 2 MB."""
_DESCRIPTION = str.maketrans({"<": "‹", ">": "›"})
"""YouTube refuses a description that has these."""


def thumbnail(episode: Episode, imprint: Imprint) -> bytes:
    """Return a picture of 1280 × 720 px, JPEG, to choose the film by: its title card."""
    words = replace(credits_of(episode, imprint), line="")
    card = title_card(WIDE, inks_of(imprint), words)
    written = io.BytesIO()
    small = card.resize(THUMBNAIL, Image.Resampling.LANCZOS)
    small.save(written, "JPEG", quality=90, optimize=True)
    return written.getvalue()


def description(notes: str) -> str:
    """Return the show notes as a site for video takes them; chapters stand in them by time."""
    return notes.translate(_DESCRIPTION).rstrip() + "\n"
