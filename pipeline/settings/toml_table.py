"""TOML as settings have it: a file read, or refused by its line, and tables strict about keys."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated, Any, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from pipeline.errors import ShowError

Milliseconds: TypeAlias = Annotated[int, Field(ge=0, le=20_000)]


class Settings(BaseModel):
    """A table of ``show.toml``: frozen, and unknown keys are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


def read_toml(path: Path) -> dict[str, Any]:
    """Return what the file *path* says.

    Raises:
        ShowError: It is no TOML, or cannot be read.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ShowError(
            f"this is not valid TOML: {error}", where=str(path), mend="Mend that line"
        ) from error
    except OSError as error:
        raise ShowError(f"cannot be read: {error.strerror}", where=str(path)) from error
