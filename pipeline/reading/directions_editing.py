"""Directions edited: a wish put into a file's text, everything else in it left as it was."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, Table

from pipeline.errors import SourceError
from pipeline.reading.directions_file import parsed_directions
from pipeline.tools.toml_documents import append_table
from pipeline.values.directions import folded

_BEGINNING = "# How this essay is said; every essaycast command reads it.\n"
_NEIGHBOURS = ("after", "before")


def with_essay_word(text: str, written: str, like: str, path: Path) -> str:
    """Return the directions *text* with *written* said like *like* in all of the essay.

    Args:
        text: Of the file as it is; empty where there is none yet.
        written: The word.
        like: Plain letters, or IPA between slashes; empty takes the word out.
        path: The file, for the error.

    Raises:
        SourceError: *text* is no directions, or would be none.
    """
    document = _document(text, path)
    if like:
        document.setdefault("words", tomlkit.table())[written] = like
    elif isinstance(words := document.get("words"), Table):
        words.pop(written, None)
        if not words:
            document.remove("words")
    return _checked(document, path)


def with_sentence(
    text: str, sentence: tuple[str, str, str], changes: Mapping[str, Any], path: Path
) -> str:
    """Return the directions *text* with *changes* to what is wanted of one sentence.

    Args:
        text: Of the file as it is; empty where there is none yet.
        sentence: Its own text, that before it, and that after it.
        changes: Key → value as in the file; None takes a key out. ``words`` are merged into
            those there are, where an empty one goes.
        path: The file, for the error.

    Raises:
        SourceError: *text* is no directions, or would be none.
    """
    parsed_directions(text, path)
    document = _document(text, path)
    own, *neighbours = map(folded, sentence)
    rows = document.get("sentence", ())
    row = next((one for one in rows if _is_for(one, own, neighbours)), None)
    if row is None:
        named = {k: it for k, it in zip(_NEIGHBOURS, neighbours, strict=True) if it}
        row = append_table(document, "sentence", {"text": own, **named})
    for key, value in changes.items():
        if key == "words" and value:
            words = row.setdefault("words", tomlkit.inline_table())
            words.update(value)
            for written in [written for written, like in words.items() if not like]:
                del words[written]
            value = words or None  # noqa: PLW2901 - what is left of it
        if value is None:
            row.pop(key, None)
        elif key != "words":
            row[key] = value
    if set(row) <= {"text", *_NEIGHBOURS}:  # nothing is wanted of it any more
        _take_out(document, row)
    return _checked(document, path)


def _is_for(row: Mapping[str, Any], own: str, neighbours: list[str]) -> bool:
    """Whether *row* is for the sentence; its neighbours may have changed, but not both."""
    if folded(str(row.get("text", ""))) != own:
        return False
    if not any(neighbours):  # of what is left out they are not known
        return True
    named = [folded(str(row.get(key, ""))) for key in _NEIGHBOURS]
    pairs = [(mine, real) for mine, real in zip(named, neighbours, strict=True) if mine]
    return not pairs or any(mine == real for mine, real in pairs)


def _take_out(document: tomlkit.TOMLDocument, row: Table) -> None:
    rows = document["sentence"]
    assert isinstance(rows, AoT)
    del rows[next(at for at, one in enumerate(rows) if one is row)]
    if not rows:
        document.remove("sentence")


def _document(text: str, path: Path) -> tomlkit.TOMLDocument:
    try:
        return tomlkit.parse(text or _BEGINNING)
    except TOMLKitError as error:
        raise SourceError(
            f"this is not valid TOML: {error}", where=str(path), mend="Mend that line"
        ) from error


def _checked(document: tomlkit.TOMLDocument, path: Path) -> str:
    text = tomlkit.dumps(document)
    parsed_directions(text, path)
    return "" if text.strip() == _BEGINNING.strip() else text
