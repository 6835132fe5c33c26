"""Pictures drawn before: kept by what they show and by the modules that draw."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

from pipeline.tools.store import Store


def drawn(store: Store, shown: object, draw: Callable[[], bytes]) -> bytes:
    """Return the picture of *shown* from *store*, or have it drawn and keep it.

    Args:
        store: Where it is kept.
        shown: All that the picture depends on, with a telling ``repr``.
        draw: Draws it, the same bytes each time.

    Raises:
        StorageError: The store cannot be used.
    """
    digest = hashlib.sha256(f"{_drawing()} {shown!r}".encode()).hexdigest()
    key = f"drawings/{digest}"
    picture = store.get(key)
    if picture is None:
        picture = draw()
        store.put(key, picture)
    return picture


@cache
def _drawing() -> str:
    """Return what changes when anything is drawn otherwise: modules and Pillow's version."""
    from PIL import __version__  # noqa: PLC0415 - what is drawn with

    digest = hashlib.sha256(__version__.encode())
    for file in sorted(Path(__file__).parent.rglob("*.[pt][yt]*")):
        if file.suffix in {".py", ".ttf"}:
            digest.update(file.read_bytes())
    return digest.hexdigest()
