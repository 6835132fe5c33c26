"""Folders of the working state, which nobody but their owner may look into."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from pipeline.errors import StorageError
from pipeline.settings.state_folder import STATE_FOLDER
from pipeline.tools.obstacles import MEND, obstacle


def private_folder(path: Path) -> Path:
    """Make the folder *path*, it and the working state it lies in closed to others, and return it.

    Raises:
        StorageError: It cannot be made.
    """
    try:
        for folder in (*reversed(path.parents), path):
            if STATE_FOLDER in folder.parts:
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                if folder.name == STATE_FOLDER and folder.stat().st_mode & 0o077:
                    with suppress(PermissionError):  # another's, who shares it on purpose
                        folder.chmod(0o700)
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        if in_the_way := obstacle(path):
            raise StorageError(in_the_way, where=str(path), mend=MEND) from error
        raise StorageError(
            f"cannot be written to: {error.strerror}",
            where=str(path),
            mend="Make room, or run from a folder you may write in",
        ) from error
    return path
