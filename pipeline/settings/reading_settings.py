"""What reading needs to know: an essay's defaults, and what a source may reach."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class EssayDefaults:
    """What holds for an essay that does not say."""

    author: str = ""
    """Whose an essay of a local file is."""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Access:
    """What sources are read from."""

    root: Path
    """Where relative paths start."""
    fetched: Path
    """Folder in which fetched sources are remembered."""
    private_addresses: bool = False
    """Whether sources may be fetched from addresses that are not public."""


@dataclass(frozen=True, slots=True)
class ReadingSettings:
    """How sources are read."""

    defaults: EssayDefaults
    access: Access
