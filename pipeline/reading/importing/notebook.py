"""Jupyter notebooks (nbformat 3 and 4): Markdown cells are the text, code cells are code.

What cells printed is not part of the essay.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.errors import SourceError
from pipeline.reading.documents import Document
from pipeline.reading.facts import Facts
from pipeline.reading.importing.essay_list import LeftOut, Post
from pipeline.reading.invisible import one_line
from pipeline.settings.reading_settings import Taking


def is_notebook(document: Document) -> bool:
    """Return whether *document* is a Jupyter notebook."""
    return document.suffix == ".ipynb" or document.mime == "application/x-ipynb+json"


def notebook(document: Document, _: Taking) -> Iterator[Post | LeftOut]:
    """Yield the essay that the notebook *document* is.

    Raises:
        SourceError: It is no notebook.
    """
    try:
        data = json.loads(document.text)
    except (ValueError, RecursionError) as error:
        raise SourceError(
            f"this notebook is not valid JSON: {error}"[:200], where=document.source
        ) from error
    cells = _cells(data)
    metadata = data.get("metadata") if isinstance(data, dict) else None
    metadata = metadata if isinstance(metadata, dict) else {}
    language = _language(metadata)
    text = "\n\n".join(part for cell in cells if (part := _markdown(cell, language)))
    title = metadata.get("title")
    authors = metadata.get("authors")
    names = [one.get("name", "") for one in authors or () if isinstance(one, dict)]
    facts = Facts(
        title=one_line(title) if isinstance(title, str) else "",
        author=one_line(", ".join(map(str, names))),
    )
    yield Post("", text, facts, form="markdown")


def _cells(data: object) -> list[Mapping[str, Any]]:
    if not isinstance(data, dict):
        return []
    cells = data.get("cells")
    sheets = data.get("worksheets")
    if not isinstance(cells, list) and isinstance(sheets, list):
        cells = [cell for sheet in sheets for cell in sheet.get("cells", ())]
    return [cell for cell in cells if isinstance(cell, dict)] if isinstance(cells, list) else []


def _markdown(cell: Mapping[str, Any], language: str) -> str:
    """Return a cell as Markdown."""
    source = cell.get("source", cell.get("input", ""))
    text = "".join(map(str, source)) if isinstance(source, list) else str(source)
    kind = cell.get("cell_type")
    metadata = cell.get("metadata")
    tags = metadata.get("tags") if isinstance(metadata, dict) else None
    if not text.strip() or {"remove-cell", "hide-cell"} & set(tags or ()):
        return ""
    if kind == "heading":  # nbformat 3
        return f"{'#' * int(cell.get('level') or 1)} {text}"
    if kind == "code":
        fence = "`" * max(3, *(len(run) + 1 for run in _runs(text)))
        return f"{fence}{language}\n{text.rstrip()}\n{fence}"
    if kind == "raw":
        return text if text.lstrip().startswith("---") else ""
    return text if kind == "markdown" else ""


def _runs(text: str) -> list[str]:

    return re.findall(r"`+", text) or [""]


def _language(metadata: Mapping[str, Any]) -> str:
    for key, name in (("language_info", "name"), ("kernelspec", "language")):
        data = metadata.get(key)
        if isinstance(data, dict) and isinstance(data.get(name), str):
            return str(data[name])
    return "python"
