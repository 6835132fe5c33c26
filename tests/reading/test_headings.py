"""Headings that ran into their sentences: precision first, then recall, on labelled passages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.reading.flattened import blocks_of_flattened
from pipeline.values.essay import BlockKind

LABELLED = [
    line
    for line in (Path(__file__).parent / "flattened-headings.txt").read_text("utf-8").split("\n")
    if line and not line.startswith("#")
]
NAMED = {re.sub("[‹›]", "", line): re.findall("‹(.*?)›", line) for line in LABELLED}


def found(text: str) -> list[str]:
    return [block.text for block in blocks_of_flattened(text) if block.kind is BlockKind.HEADING]


def test_no_more_than_one_heading_in_fifty_is_made_up():
    recovered = [(heading, text) for text in NAMED for heading in found(text)]
    made_up = [(heading, text) for heading, text in recovered if heading not in NAMED[text]]
    assert len(made_up) <= len(recovered) // 50, made_up


def test_four_headings_in_five_are_recovered():
    wanted = [(heading, text) for text, headings in NAMED.items() for heading in headings]
    missed = [(heading, text) for heading, text in wanted if heading not in found(text)]
    assert len(missed) <= 0.2 * len(wanted), missed


@pytest.mark.parametrize("text", [text for text, headings in NAMED.items() if not headings])
def test_prose_stays_prose(text):
    assert not found(text)
