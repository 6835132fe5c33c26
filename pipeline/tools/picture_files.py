"""Picture files: known by their content, in the formats every browser shows."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.tools.bounded import UndecodableError, opened_picture

LARGEST_BYTES = 8_000_000
TYPES = {"PNG": ("png", "image/png"), "JPEG": ("jpg", "image/jpeg"), "GIF": ("gif", "image/gif"),
         "WEBP": ("webp", "image/webp")}  # fmt: skip
"""Pillow's name of a format → file ending and MIME type. No SVG: it can carry script."""


@dataclass(frozen=True, slots=True)
class PictureFile:
    """A picture that may be published."""

    content: bytes
    ending: str
    mime_type: str


def picture_file(content: bytes) -> PictureFile | None:
    """Return the picture *content* is; None where it is none of :data:`TYPES` or too large."""
    if len(content) > LARGEST_BYTES:
        return None
    try:
        ending, mime_type = TYPES[opened_picture(content, TYPES).format or ""]
    except (UndecodableError, KeyError):
        return None
    return PictureFile(content, ending, mime_type)
