"""TOML documents changed where they lie: tables added to lists of tables, comments kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import tomlkit
from tomlkit.items import AoT, Table


def append_table(document: tomlkit.TOMLDocument, key: str, values: Mapping[str, Any]) -> Table:
    """Add a table of *values* to the list of tables *key*, and return it as it lies there."""
    table = tomlkit.table()
    table.update(values)
    rows = document.get(key)
    if isinstance(rows, AoT) and rows:
        last = rows[-1]
        if not tomlkit.dumps(document).endswith("\n\n"):
            last.add(tomlkit.nl())
        rows.append(table)
        return rows[-1]
    if key in document:
        document.remove(key)
    if (text := tomlkit.dumps(document)) and not text.endswith("\n\n"):
        _end(document).add(tomlkit.nl())
    rows = tomlkit.aot()
    rows.append(table)
    document.add(key, rows)
    return rows[-1]


def _end(document: tomlkit.TOMLDocument) -> Any:  # noqa: ANN401 - a document or any of its tables
    """Return what the document ends with: itself, or its last table."""
    last = list(document.values())[-1:] or [None]
    if isinstance(last[0], AoT) and last[0]:
        return last[0][-1]
    return last[0] if isinstance(last[0], Table) else document
