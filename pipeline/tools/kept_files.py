"""Where pictures that lie outside the show are kept: by whose they are and their address."""

from __future__ import annotations

import hashlib
from pathlib import Path


def kept_picture_path(folder: Path, source: str, url: str) -> Path:
    """Return where the picture *url* is kept in *folder*.

    Args:
        folder: Of all kept pictures.
        source: The essay's source, where *url* is a path in it; empty for an address.
        url: The address as the essay has it.
    """
    return folder / hashlib.sha256(f"{source}\n{url}".encode("utf-8", "replace")).hexdigest()


def kept_picture(folder: Path, source: str, url: str) -> bytes:
    """Return the picture kept for *url*; empty where there is none."""
    try:
        return kept_picture_path(folder, "" if "://" in url else source, url).read_bytes()
    except OSError:
        return b""
