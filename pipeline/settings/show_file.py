"""The file ``show.toml``: found, read, and its faults explained."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from pipeline.errors import ShowError
from pipeline.settings.show import Show
from pipeline.settings.state_folder import found_upwards
from pipeline.settings.toml_table import read_toml


def load_show(path: Path | None = None) -> Show:
    """Read ``show.toml``.

    Args:
        path: The file; None takes the nearest ``show.toml``, of the current folder or one
            around it, and defaults if there is none.

    Raises:
        ShowError: The file is missing though asked for, is not TOML, or says something unknown
            or out of bounds; near keys are suggested.
    """
    asked = path is not None
    path = path or found_upwards(Path.cwd())
    if not path.is_file():
        if asked:
            raise ShowError(
                "there is no such show file",
                where=str(path),
                mend="Name a show.toml that exists, or make one with 'essaycast init'",
            )
        return Show(root=path.parent)
    data = read_toml(path)
    if "root" in data:
        raise ShowError("unknown key 'root'", where=str(path), mend="Take it out")
    try:
        return Show(**data, root=path.resolve().parent)
    except ValidationError as error:
        raise _show_error(error, path) from error


def _show_error(error: ValidationError, path: Path) -> ShowError:
    first = error.errors()[0]
    key = ".".join(str(part) for part in first["loc"] if not str(part).startswith("function"))
    if first["type"] == "extra_forbidden":
        *table, last = first["loc"]
        near = difflib.get_close_matches(str(last), _keys_of([str(part) for part in table]), n=1)
        mend = (
            f"Did you mean '{near[0]}'?"
            if near
            else "Take it out; 'essaycast init' in an empty folder writes all there are"
        )
        return ShowError(f"unknown key '{key}'", where=str(path), mend=mend)
    return ShowError(_explained(first, key), where=str(path), mend="Mend that value")


def _explained(first: ErrorDetails, key: str) -> str:
    message = first["msg"].removeprefix("Value error, ")
    message = message[:1].lower() + message[1:]
    given: Any = first["input"]
    if isinstance(given, Show | dict):
        return f"{key}: {message}" if key else message
    return f"{key} = {given!r}: {message}"


def _keys_of(table: list[str]) -> list[str]:
    """Return the keys the table at that path knows, plus the tables' names at the top."""
    model: type[BaseModel] = Show
    for name in table:
        field = model.model_fields.get(name)
        kind = field.annotation if field else None
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            model = kind
    return [name for name in model.model_fields if name != "root"]
