"""TOML as settings have it: a file read, or refused by its line, and tables strict about keys."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Annotated, Any, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, field_validator

from pipeline.errors import ShowError

_CONTROL = re.compile("[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f]")
Milliseconds: TypeAlias = Annotated[int, Field(ge=0, le=20_000)]


class Settings(BaseModel):
    """A table of ``show.toml``: frozen, and unknown keys are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    @field_validator("*", mode="before")
    @classmethod
    def _holds_what_can_be_shown(cls, value: object) -> object:
        """Refuse what no feed, page or terminal may hold, wherever a text is asked for."""
        texts = value if isinstance(value, list | tuple) else [value]
        for text in texts:
            if isinstance(text, str) and _CONTROL.search(text):
                raise ValueError("it holds a control character; take it out")
        return value


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
