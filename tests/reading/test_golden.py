"""Pairs found by glob: a source of each form, and the blocks it is read as."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"
SOURCES = sorted(path for path in GOLDEN.iterdir() if path.suffix != ".json")


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_a_source_is_read_as_the_blocks_beside_it(path: Path, read_compact):
    expected = json.loads(Path(f"{path}.json").read_text(encoding="utf-8"))
    assert json.loads(json.dumps(read_compact(path))) == expected


def test_there_is_a_pair_for_every_form_and_at_least_25():
    assert len(SOURCES) >= 25
    assert {path.suffix for path in SOURCES} == {
        *(".md", ".mdx", ".qmd", ".html", ".txt", ".xml", ".epub")
    }
