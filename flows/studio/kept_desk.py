"""The desk as it was last: shown at once while the sources are read, then as they are now."""

from __future__ import annotations

import functools
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from flows.studio.desk_rows import DeskRow
from pipeline.errors import StorageError
from pipeline.tools.private_folders import private_folder

_PLACE = ("studio", "desk.json")
"""File in the show's working state."""


def keep_desk(state: Path, rows: Sequence[DeskRow]) -> None:
    """Keep *rows* for the next start of the studio; never fail for it."""
    folder, name = _PLACE
    with suppress(OSError, StorageError):
        target = private_folder(state / folder) / name
        aside = target.with_suffix(".part")
        aside.write_bytes(_adapter().dump_json(tuple(rows)))
        os.replace(aside, target)  # noqa: PTH105 - as one step, on every system


def kept_desk(state: Path) -> tuple[DeskRow, ...]:
    """Return what was kept last; empty for nothing, or nothing that can be read."""
    try:
        return _adapter().validate_json(state.joinpath(*_PLACE).read_bytes())
    except (OSError, ValidationError):
        return ()


@functools.cache
def _adapter() -> TypeAdapter[tuple[DeskRow, ...]]:
    return TypeAdapter(tuple[DeskRow, ...])
