"""Approvals: clips that a person has heard and found right, for as long as they sound the same.

A clip's key changes with its sound, so that what is spoken anew is listened to anew.
"""

from __future__ import annotations

import os
from pathlib import Path

from pipeline.errors import StorageError
from pipeline.tools.private_folders import private_folder

_FILE = "approved-clips"


def approved_clips(state: Path) -> frozenset[str]:
    """Return the keys of the clips that were approved.

    Args:
        state: The show's working state.
    """
    try:
        lines = (state / _FILE).read_text(encoding="ascii", errors="replace").split("\n")
    except OSError:
        return frozenset()
    return frozenset(filter(None, lines))


def approve_clip(state: Path, key: str, *, right: bool = True) -> None:
    """Remember that the clip *key* is right; forget it if it is not.

    Raises:
        StorageError: It cannot be kept.
    """
    keys = approved_clips(state) | {key} if right else approved_clips(state) - {key}
    target = private_folder(state) / _FILE
    aside = target.with_suffix(".part")
    try:
        aside.write_text("\n".join(sorted(keys)), encoding="ascii")
        os.replace(aside, target)  # noqa: PTH105 - as one step, on every system
    except (OSError, UnicodeEncodeError) as error:
        raise StorageError(f"cannot be written to: {error}", where=str(target)) from error
