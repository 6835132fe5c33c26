"""Models that were got for engines: a folder each, for all shows of this user."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def models_folder() -> Path:
    """Return the folder of all models that were got; perhaps not there yet."""
    named = os.environ.get("XDG_DATA_HOME")
    if named:
        base = Path(named)
    elif sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path.home() / ".local" / "share"
    return base / "essaycast" / "models"


def model_folder(name: str) -> Path:
    """Return the folder of the model *name*, a voice's name and no path."""
    return models_folder() / name
