"""What every table of ``show.toml`` is: frozen, and strict about its keys."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

Milliseconds: TypeAlias = Annotated[int, Field(ge=0, le=20_000)]


class Settings(BaseModel):
    """A table of ``show.toml``: frozen, and unknown keys are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)
