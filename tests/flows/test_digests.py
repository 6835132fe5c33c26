"""What an episode is made from is what its stages are given, and nothing else."""

from dataclasses import fields, is_dataclass
from itertools import product
from pathlib import Path

import pytest
from pydantic import BaseModel

from flows.digests import given_to_stages, settings_digest
from pipeline.settings.show import Show

OTHER = {
    "preset": "spotify",
    "format": "opus",
    "bitrate_kbps": 64,
    "rate_hz": 48_000,
    "level": 3,
    "kind": "serial",
    "task_runner": "dask",
    "timezone": "Europe/Berlin",
    "table_cells": 12,
    "category": "Arts",
    "subcategory": "Books",
    "owner_email": "ada@example.org",
    "language": "de",
    "link": "https://example.org/a",
    "base_url": "https://example.org/b",
    "also": ("m4b",),
    "colour": "#7a3b2e",
    "hub": "https://hub.example",
    "by_length": 1.2,
    "sizes": ("1080x1080",),
    "prefix": "https://op3.dev/e",
}


def settings(model: BaseModel, above: tuple[str, ...] = ()):
    """Yield the path and a changed show for every setting there is."""
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        if isinstance(value, BaseModel):
            yield from settings(value, (*above, name))
        elif name != "root":
            yield (*above, name), _another(name, value, field.annotation)


def _another(name, value, annotation):
    if name in OTHER:
        return OTHER[name]
    choices = [one for one in getattr(annotation, "__args__", ()) if isinstance(one, str)]
    if choices:
        return next(one for one in choices if one != value)
    kinds = {
        bool: lambda: not value,
        int: lambda: value + 1,
        float: lambda: value - 1.0,
        tuple: lambda: ("other",),
        dict: lambda: {"Ada": "guest"},
        type(None): lambda: -50.0 if name == "room_tone_dbfs" else -10.0,
    }
    if name == "cron":
        return "0 4 * * *"
    return kinds.get(type(value), lambda: f"{value}other")()


def changed(path, value, root: Path) -> Show:
    said: dict[str, object] = {path[-1]: value}
    for name in reversed(path[:-1]):
        said = {name: said}
    category = {"category": OTHER["category"]} if path[-1] == "subcategory" else {}  # its own
    return Show.model_validate({**category, **said, "root": root})


def leaves(given) -> set[object]:
    """Return every value a stage is given, by its path."""
    if isinstance(given, BaseModel):
        pairs = [(name, getattr(given, name)) for name in type(given).model_fields]
    elif is_dataclass(given):
        pairs = [(field.name, getattr(given, field.name)) for field in fields(given)]
    else:
        return {repr(given)}
    return {(name, leaf) for name, value in pairs for leaf in leaves(value)}


ALL = dict(settings(Show(root=Path("/nowhere"))))


@pytest.mark.parametrize("path", ALL, ids=".".join)
def test_the_digest_changes_just_when_a_stage_is_given_something_else(tmp_path, path):
    plain, other = Show(root=tmp_path), changed(path, ALL[path], tmp_path)
    pairs = zip(given_to_stages(plain), given_to_stages(other), strict=True)
    differs = any(leaves(before) != leaves(after) for before, after in pairs)
    assert (settings_digest(plain) != settings_digest(other)) is differs


def test_where_a_show_lies_and_how_it_is_run_makes_no_episode_anew(tmp_path):
    shows = [
        Show(root=tmp_path / folder, run={"workers": n, "prefer_system": system})
        for folder, n, system in product("ab", (0, 3), (False, True))
    ]
    assert len({settings_digest(show) for show in shows}) == 1


@pytest.mark.parametrize(
    "path",
    [("run", "workers"), ("schedule", "cron"), ("storage", "limit_bytes"), ("base_url",)],
    ids=".".join,
)
def test_what_only_says_when_and_where_makes_no_episode_anew(tmp_path, path):
    assert settings_digest(changed(path, ALL[path], tmp_path)) == settings_digest(
        Show(root=tmp_path)
    )
