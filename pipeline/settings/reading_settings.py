"""What reading needs to know: an essay's defaults, and what a source may reach."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from pipeline.settings.toml_table import Settings


class Reading(Settings):
    """What is taken of sources that hold many essays, and from where."""

    teasers: Literal["refuse", "produce"] = "refuse"
    """What becomes of the beginning of an essay whose rest is behind a paywall."""
    paid: Literal["leave", "take"] = "leave"
    """Posts of an export that only subscribers may read; a podcast is public."""
    pages: Literal["leave", "take"] = "leave"
    """Pages of an export ("About") beside its posts."""
    pictures: Literal["keep", "link"] = "keep"
    """``keep`` fetches pictures on other hosts and publishes them with the episode."""
    delay_s: Annotated[float, Field(ge=0, le=60)] = 1.0
    """Seconds between two pages of a site."""
    most_pages: Annotated[int, Field(ge=1, le=5_000)] = 500
    """Pages of a sitemap or archive page that are read."""


@dataclass(frozen=True, slots=True)
class Taking:
    """Which pieces of a source are taken as essays."""

    teasers: bool = False
    paid: bool = False
    pages: bool = False


@dataclass(frozen=True, slots=True)
class EssayDefaults:
    """What holds for an essay that does not say."""

    author: str = ""
    """Whose an essay of a local file is."""
    language: str = "en"
    taking: Taking = Taking()


@dataclass(frozen=True, slots=True)
class Access:
    """What sources are read from."""

    root: Path
    """Where relative paths start."""
    fetched: Path
    """Folder in which fetched sources are remembered."""
    private_addresses: bool = False
    """Whether sources may be fetched from addresses that are not public."""
    pictures: Path | None = None
    """Folder in which pictures of other hosts are kept; None where they stay links."""
    delay_s: float = 1.0
    """Seconds between two pages of one site."""
    most_pages: int = 500
    """Pages of one site that are read."""


@dataclass(frozen=True, slots=True)
class ReadingSettings:
    """How sources are read."""

    defaults: EssayDefaults
    access: Access
