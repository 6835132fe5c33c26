"""Books that lie in folders, so that their pages can be read, made into EPUB files."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path


def zipped(folder: Path) -> bytes:
    """Return the EPUB of a *folder*: its mimetype first and bare, then all else."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.write(folder / "mimetype", "mimetype", zipfile.ZIP_STORED)
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.name != "mimetype":
                file.write(path, path.relative_to(folder).as_posix(), zipfile.ZIP_DEFLATED)
    return archive.getvalue()
