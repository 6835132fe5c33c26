"""An Obsidian vault: a folder with ``.obsidian`` in it; its notes are Markdown."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from pipeline.reading.facts import Facts
from pipeline.reading.importing.essay_list import LeftOut, Post
from pipeline.reading.importing.front import front_of, reason_of_front
from pipeline.reading.importing.trees import Tree, text_of
from pipeline.settings.reading_settings import Taking

_SETTINGS = ".obsidian/"
_EXCALIDRAW = re.compile(r"excalidraw-plugin:|^\s*kanban-plugin:", re.MULTILINE)
_DAILY = re.compile(r"\d{4}-\d{2}-\d{2}")


def is_vault(tree: Tree) -> bool:
    """Return whether *tree* is a vault of Obsidian."""
    return any(name.startswith(_SETTINGS) for name in tree.names)


def posts(tree: Tree, _: Taking) -> Iterator[Post | LeftOut]:
    """Yield the notes of the vault *tree*, and those left out."""
    templates = {
        _setting(tree, "templates.json", "folder") or "Templates",
        _setting(tree, "plugins/templater-obsidian/data.json", "templates_folder"),
    } - {""}
    for name in tree.names:
        path = PurePosixPath(name)
        if path.suffix.lower() != ".md" or any(part.startswith(".") for part in path.parts):
            continue
        text = text_of(tree, name)
        properties = front_of(text, name)
        title = str(properties.get("title") or path.stem)
        reason = reason_of_front(properties)
        if any(name.startswith(f"{folder}/") for folder in templates):
            reason = "a template"
        elif _EXCALIDRAW.search(text[:2_000]):
            reason = "a drawing or board, not a note"
        elif _DAILY.fullmatch(path.stem):
            reason = reason or "a daily note"
        elif not text.strip():
            reason = "it is empty"
        if reason:
            yield LeftOut(title, reason)
        else:
            yield Post(name, text, Facts(title="" if "title" in properties else path.stem))


def _setting(tree: Tree, file: str, key: str) -> str:
    """Return the folder that the settings *file* of a plugin give for *key*; empty if none."""
    text = text_of(tree, f"{_SETTINGS}{file}")
    try:
        properties = json.loads(text) if text else {}
    except (ValueError, RecursionError):
        properties = {}
    folder = properties.get(key) if isinstance(properties, dict) else None
    return str(folder).strip("/") if folder else ""
