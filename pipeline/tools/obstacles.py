"""What stands in the way of a folder, told as what it is and not as what the system calls it."""

from __future__ import annotations

from pathlib import Path

MEND = "Take it away, or name another folder"


def obstacle(path: Path) -> str:
    """Return what stands where the folder *path*, or one around it, should be; empty if nothing."""
    for place in (*reversed(path.parents), path):
        if place.is_symlink() and not place.exists():
            return f"'{place}' is a link that leads nowhere (to '{place.readlink()}')"
        if place.exists() and not place.is_dir():
            return f"'{place}' is a file, where a folder is needed"
    return ""
